#include "core/clip.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "core/kernels.h"

namespace dino {

namespace {

ByKind<std::vector<at::Tensor>> gradients_of(const std::vector<at::Tensor>& parameters) {
  ByKind<std::vector<at::Tensor>> gradients;
  for (const at::Tensor& parameter : parameters)
    if (const at::Tensor gradient = parameter.grad(); gradient.defined())
      gradients[kind_of_tensor(gradient)].push_back(gradient);
  return gradients;
}

bool is_half(at::ScalarType dtype) {
  return dtype == at::kHalf || dtype == at::kBFloat16;
}

}  // namespace

at::Tensor gradient_norms(const std::vector<std::vector<at::Tensor>>& groups) {
  at::NoGradGuard no_grad;
  std::vector<at::Tensor> result;
  at::Device device = at::kCPU;
  at::ScalarType dtype = at::kFloat;
  for (const auto& group : groups) {
    std::vector<at::Tensor> norms;
    for (const auto& [kind, gradients] : gradients_of(group)) {
      const auto sum = is_half(kind.second) ? std::optional(at::kFloat) : std::nullopt;
      for (at::Tensor& norm : at::_foreach_norm(gradients, 2, sum)) norms.push_back(std::move(norm));
    }
    if (norms.empty()) norms.push_back(at::zeros({}, at::kFloat));
    for (at::Tensor& norm : norms) {
      if (norm.scalar_type() == at::kDouble) dtype = at::kDouble;
      if (!norm.is_cpu()) device = norm.device();
    }
    for (at::Tensor& norm : norms) norm = norm.to(norms[0].device());
    result.push_back(at::linalg_vector_norm(at::stack(norms), 2));
  }
  if (result.empty()) return at::zeros({0}, at::kFloat);
  for (at::Tensor& norm : result) norm = norm.to(device, dtype);
  return at::stack(result);
}

void clip_gradients(const std::vector<std::vector<at::Tensor>>& groups, const at::Tensor& norms,
                    double max_norm) {
  at::NoGradGuard no_grad;
  const at::Tensor ratios = norms.add(1e-6).reciprocal_().mul_(max_norm).clamp_max_(1);
  const at::Tensor coefficients = at::where(norms.isfinite(), ratios, at::ones_like(ratios));
  for (size_t i = 0; i < groups.size(); ++i) {
    for (auto& [kind, gradients] : gradients_of(groups[i]))
      at::_foreach_mul_(gradients, coefficients[static_cast<int64_t>(i)].to(gradients[0].device()));
  }
}

}  // namespace dino
