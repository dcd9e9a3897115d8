#include "gradient_norms.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <vector>

namespace dino::ops {

int64_t check_groups(const char* what, at::IntArrayRef groups, size_t tensors) {
  TORCH_CHECK_VALUE(groups.size() == tensors, what, ": expected one for each of ", tensors,
                    " gradients, got ", groups.size());
  const auto count = static_cast<int64_t>(tensors);
  int64_t result = 0;
  for (size_t i = 0; i < groups.size(); ++i) {
    TORCH_CHECK_VALUE(groups[i] >= 0 && groups[i] < count, what, "[", i, "]: expected 0 to ", count - 1,
                      ", got ", groups[i]);
    result = std::max(result, groups[i] + 1);
  }
  return result;
}

int64_t check_gradient_norms(at::TensorList gradients, at::IntArrayRef groups) {
  for (size_t i = 0; i < gradients.size(); ++i) {
    TORCH_CHECK_VALUE(gradients[i].layout() == at::kStrided, "dino::gradient_norms: gradients[", i,
                      "]: expected a dense tensor, got layout ", gradients[i].layout());
    TORCH_CHECK_VALUE(at::isFloatingType(gradients[i].scalar_type()), "dino::gradient_norms: gradients[", i,
                      "]: expected floating point, got ", gradients[i].scalar_type());
  }
  return check_groups("dino::gradient_norms: groups", groups, gradients.size());
}

at::Tensor gradient_norms_reference(at::TensorList gradients, at::IntArrayRef groups) {
  const int64_t count = check_gradient_norms(gradients, groups);
  at::NoGradGuard no_grad;
  at::Device device = at::kCPU;
  for (const at::Tensor& gradient : gradients)
    if (device.is_cpu()) device = gradient.device();
  const auto options = at::device(device).dtype(at::kDouble);
  if (count == 0) return at::empty({0}, options);
  std::vector<at::Tensor> squares(count, at::zeros({}, options));
  for (size_t i = 0; i < gradients.size(); ++i) {
    const at::Tensor norm = at::linalg_vector_norm(gradients[i], 2, std::nullopt, false, at::kDouble);
    squares[groups[i]] = squares[groups[i]] + norm.to(device).square();
  }
  return at::stack(squares).sqrt_();
}

void register_gradient_norms(Registrar& registrar) {
  registrar.definitions.def(kGradientNormsSchema);
  registrar.definitions.def(kGradientNormsReferenceSchema);
  registrar.cpu.impl("gradient_norms", TORCH_FN(gradient_norms_cpu));
  registrar.meta.impl("gradient_norms", TORCH_FN(gradient_norms_meta));
  registrar.autograd.impl("gradient_norms", TORCH_FN(gradient_norms_autograd));
  registrar.composed.impl("gradient_norms", TORCH_FN(gradient_norms_reference));
  registrar.composed.impl("gradient_norms_reference", TORCH_FN(gradient_norms_reference));
}

}  // namespace dino::ops
