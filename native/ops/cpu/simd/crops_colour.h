// The colour steps of a view, several in one pass over its values.
#pragma once
#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

struct ColourStep {
  enum Kind {
    kBlend,  // between `gray` and the value itself, by `factor` (0 to 1, and beyond) and `rest`, 1 - factor
    kSaturate,  // the same with each pixel's own grey
    kTurnHue,   // by `factor` turns; of bytes by so many of 256 steps, an integer
    kGray,
    kSolarize,  // values from `factor` on are inverted
  };
  Kind kind;
  float factor, rest = 0, gray = 0;
};

// `planes` planes of `area` values, one after the other: red, green and blue of three, which all but kBlend
// and kSolarize want, or one.
template <class Value>
struct ColourPass {
  Value* values;
  int64_t planes, area;
  const ColourStep* steps;
  int64_t count;
  // If not null: receives the sum of all pixels' grey (one plane: of the values) after the last step.
  double* sum;
  // If not null: receives the values divided by 255, in place of `values`. It may be `values` itself.
  float* units;
};

// Floats run from 0 to `bound`. With `levels` they are integers, and are again after every step.
struct FloatRange {
  float bound;
  bool levels;
};

struct ColourKernels {
  // As PIL computes.
  void (*bytes)(const ColourPass<uint8_t>& pass);
  // As torchvision computes on floats.
  void (*floats)(const ColourPass<float>& pass, const FloatRange& range);
};

DINO_SIMD_KERNELS(ColourKernels, colour_kernels)

}  // namespace dino::ops::simd
