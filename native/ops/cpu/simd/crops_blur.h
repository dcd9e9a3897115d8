// One pass of a box blur along columns. That along rows is that along the columns of transposed values.
#pragma once
#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// Columns at a time; their rows lie as far apart. What stands beyond `width` columns may be computed too.
constexpr int64_t kStrip = 64;

// 2 * reach + 1 taps that weigh `inner`, and two more at the ends that weigh `outer`: fractions of 24 bits,
// or of one. Beyond the first and the last row these are repeated.
struct ByteBox {
  int64_t reach;
  uint32_t inner, outer;
};
struct FloatBox {
  int64_t reach;
  double inner, outer;
};

struct BlurKernels {
  void (*box_of_bytes)(const uint8_t* from, int64_t height, int64_t width, const ByteBox& box, uint8_t* to);
  void (*box_of_floats)(const float* from, int64_t height, int64_t width, const FloatBox& box, float* to);
  // sums[i] += weight * values[i].
  void (*add_weighted)(float* sums, const float* values, float weight, int64_t count);
};

DINO_SIMD_KERNELS(BlurKernels, blur_kernels)

}  // namespace dino::ops::simd
