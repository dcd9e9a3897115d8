// What both sides of a kernel's header name: .cu files know nothing of ATen, callers nothing of CUDA.
#pragma once

namespace dino::ops::cuda {

// The dtypes that kernels take; everything else goes through the composed reference.
enum class Dtype { kFloat, kHalf, kBFloat16 };

// A cudaStream_t.
using Stream = void*;

}  // namespace dino::ops::cuda
