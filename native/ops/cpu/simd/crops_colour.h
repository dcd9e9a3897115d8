// The colour steps of bytes as PIL computes them, in the vectors of one instruction set. `planes` are red, green
// and blue, `area` bytes each, one after the other.
#pragma once
#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

struct ColourKernels {
  // Of all values: between `gray` (factor 0) and themselves (factor 1), cut off, and clipped beyond them.
  void (*blend)(uint8_t* values, int64_t count, int gray, float factor);
  // The same with each pixel's own grey.
  void (*saturate)(uint8_t* planes, int64_t area, float factor);
  // Through HSV and back, with `shift` of 256 steps added to the hue.
  void (*turn_hue)(uint8_t* planes, int64_t area, int shift);
  void (*make_gray)(uint8_t* planes, int64_t area);
  // Values from `threshold` on become 255 minus themselves.
  void (*solarize)(uint8_t* values, int64_t count, int threshold);
  int64_t (*sum)(const uint8_t* values, int64_t count);
  int64_t (*sum_of_gray)(const uint8_t* planes, int64_t area);
  // Divided by 255.
  void (*to_units)(const uint8_t* values, int64_t count, float* units);
};

DINO_SIMD_KERNELS(ColourKernels, colour_kernels)

}  // namespace dino::ops::simd
