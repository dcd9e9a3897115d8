// Which dtypes there are operations for.
#pragma once
#include <c10/core/ScalarType.h>

namespace dino::ops {

// Float32, float64, bfloat16, float16: what ATen computes with. Floats of 8 bits and less can only be
// converted.
inline bool is_computed_with(at::ScalarType type) {
  return type == at::kFloat || type == at::kDouble || type == at::kBFloat16 || type == at::kHalf;
}

// What the CPU's kernels are made for; the rest is the composed references'.
inline bool has_float_kernels(at::ScalarType type) {
  return is_computed_with(type) && type != at::kDouble;
}

}  // namespace dino::ops
