// Sums over rows and columns of exponentials whose exponents are doubles of any size.
#pragma once
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// Below all exponents of finite logits, and yet finite: -inf - -inf would be NaN.
constexpr double kSinkhornLowest = -1e300;

// For one row x of logits and logarithms of factors.
template <class Scalar>
struct SinkhornLogarithmKernelsOf {
  // The largest exponent x[k] * scale + logarithms[k], and the sum over k of exp(that exponent - the
  // largest).
  double (*log_row_sum)(const Scalar* row, int64_t columns, double scale, const double* logarithms,
                        double* sum);
  // sums[k] * exp(largest[k]) += exp(x[k] * scale + logarithm), where largest, at first kSinkhornLowest,
  // grows.
  void (*add_log_column_sums)(const Scalar* row, int64_t columns, double scale, double logarithm,
                              double* largest, float* sums);
  // to[k] = exp(x[k] * scale + logarithms[k] + logarithm).
  void (*log_products)(const Scalar* row, int64_t columns, double scale, const double* logarithms,
                       double logarithm, float* to);
};

struct SinkhornLogarithmKernels {
  SinkhornLogarithmKernelsOf<float> float32;
  SinkhornLogarithmKernelsOf<c10::BFloat16> bfloat16;
  SinkhornLogarithmKernelsOf<c10::Half> float16;
};

DINO_SIMD_KERNELS(SinkhornLogarithmKernels, sinkhorn_logarithm_kernels)

}  // namespace dino::ops::simd
