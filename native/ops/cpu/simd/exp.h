// The exponential function that all kernels share, by itself: for its test.
#pragma once
#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

struct ExpKernels {
  void (*exp)(const float* from, float* to, int64_t count);
};

DINO_SIMD_KERNELS(ExpKernels, exp_kernels)

}  // namespace dino::ops::simd
