// Sums of squares of rows of memory.
#pragma once
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// In float64, where squares of float32 are exact, and in one order: the same bits with any instruction set.
struct SquaresKernels {
  double (*of_floats)(const float* values, int64_t count);
  double (*of_bfloat16s)(const c10::BFloat16* values, int64_t count);
  double (*of_halfs)(const c10::Half* values, int64_t count);
};

DINO_SIMD_KERNELS(SquaresKernels, squares_kernels)

}  // namespace dino::ops::simd
