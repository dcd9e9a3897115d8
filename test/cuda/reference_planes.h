// The planes of a view and the arithmetic that they are computed in, as the references for the kernels of
// dino::render_crops share them: floats, which hold PIL's bytes too.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "ops/cuda/render_crops.h"

namespace cuda_test {

using namespace dino::ops::cuda;

struct ReferencePlanes {
  bool pil, integers;
  float bound;
  int64_t channels, height, width;
  std::vector<float> values;

  ReferencePlanes(const CropShape& shape)
      : pil(shape.arithmetic == CropArithmetic::kPil),
        integers(shape.arithmetic != CropArithmetic::kFloats),
        bound(integers ? 255 : 1),
        channels(shape.channels),
        height(shape.height),
        width(shape.width) {}

  float rounded(float value) const { return integers ? std::nearbyint(value) : value; }
  float cut(float value) const { return integers ? std::trunc(value) : value; }
};

}  // namespace cuda_test
