// What of their arguments the operators' autograd kernels ask.
#pragma once
#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>

namespace dino::ops {

inline bool has_tangent(const at::Tensor& tensor) {
  return tensor._fw_grad(/*level=*/0).defined();
}

// Whether autograd, backward or forward, would be told of what is computed from `tensor`.
inline bool is_recorded(const at::Tensor& tensor) {
  return (at::GradMode::is_enabled() && tensor.requires_grad()) || has_tangent(tensor);
}

// Of operators that can be differentiated backward: a tangent that is left out would be a derivative of 0.
inline void refuse_tangent(const char* name, const at::Tensor& tensor) {
  TORCH_CHECK_NOT_IMPLEMENTED(!has_tangent(tensor), "dino::", name, ": has no forward-mode derivative");
}

}  // namespace dino::ops
