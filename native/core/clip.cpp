#include "core/clip.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
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

}  // namespace

at::Tensor gradient_norms(const std::vector<std::vector<at::Tensor>>& groups) {
  // By name, as in ema.cpp.
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::gradient_norms", "")
                             .typed<at::Tensor(at::TensorList, at::IntArrayRef)>();
  at::NoGradGuard no_grad;
  std::vector<at::Tensor> gradients;
  std::vector<int64_t> group_of;
  // A group without gradients has no number among the operator's.
  std::vector<int64_t> places;
  at::ScalarType dtype = at::kFloat;
  for (size_t i = 0; i < groups.size(); ++i) {
    bool any = false;
    for (const at::Tensor& parameter : groups[i]) {
      at::Tensor gradient = parameter.grad();
      if (!gradient.defined()) continue;
      if (gradient.is_complex()) gradient = at::view_as_real(gradient.resolve_conj());
      if (gradient.scalar_type() == at::kDouble) dtype = at::kDouble;
      gradients.push_back(gradient);
      if (!any) places.push_back(static_cast<int64_t>(i));
      any = true;
      group_of.push_back(static_cast<int64_t>(places.size()) - 1);
    }
  }
  const at::Tensor norms = op.call(gradients, group_of).to(dtype);
  const auto count = static_cast<int64_t>(groups.size());
  if (static_cast<int64_t>(places.size()) == count) return norms;
  return at::zeros({count}, norms.options()).index_put_({at::tensor(places).to(norms.device())}, norms);
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
