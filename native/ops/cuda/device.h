// From ATen's words to those of the kernels' headers.
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include <optional>

#include "dtype.h"

namespace dino::ops::cuda {

// Nothing for dtypes that go through the composed reference.
inline std::optional<Dtype> dtype_of(at::ScalarType type) {
  switch (type) {
    case at::kFloat:
      return Dtype::kFloat;
    case at::kHalf:
      return Dtype::kHalf;
    case at::kBFloat16:
      return Dtype::kBFloat16;
    default:
      return std::nullopt;
  }
}

// For as long as it lives, launches go to the device; each is checked by C10_CUDA_KERNEL_LAUNCH_CHECK.
class OnDevice {
 public:
  explicit OnDevice(at::Device device) : guard_(device) {}
  Stream stream() const { return c10::cuda::getCurrentCUDAStream().stream(); }

 private:
  c10::cuda::CUDAGuard guard_;
};

}  // namespace dino::ops::cuda
