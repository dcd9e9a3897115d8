#include "core/kernels.h"

#include <ATen/ScalarOps.h>

namespace dino {

std::pair<std::string, at::ScalarType> kind_of_tensor(const at::Tensor& tensor) {
  return {tensor.device().str(), tensor.scalar_type()};
}

bool fits_fused(const at::Tensor& parameter, const at::Tensor& gradient) {
  const auto type = parameter.scalar_type();
  return (type == at::kFloat || type == at::kDouble) && gradient.scalar_type() == type &&
         parameter.is_contiguous() && gradient.is_contiguous();
}

void note_written(const std::vector<at::Tensor>& parameters) {
  for (const at::Tensor& parameter : parameters) parameter.unsafeGetTensorImpl()->bump_version();
}

at::Tensor number(double value) {
  return at::native::wrapped_scalar_tensor(value);
}

}  // namespace dino
