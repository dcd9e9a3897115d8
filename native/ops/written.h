// What operators that write their arguments have in common.
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/core/InferenceMode.h>

namespace dino::ops {

// Outside of inference mode its tensors are constants: they count no versions.
inline bool is_constant(const at::Tensor& tensor) {
  return tensor.is_inference() && !c10::InferenceMode::is_enabled();
}

// After `tensors` were written past the dispatcher's eyes: saved tensors must notice.
inline void bump_versions(at::TensorList tensors) {
  for (const at::Tensor& tensor : tensors)
    if (!tensor.is_inference()) tensor.unsafeGetTensorImpl()->bump_version();
}

}  // namespace dino::ops
