// Sums over rows and columns of exponentials that are computed where they are read.
#pragma once
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// So many rows are read together, while what is kept for each column is read once.
constexpr int64_t kSinkhornRows = 4;
// Vectors of one number a column are this much longer than a multiple of it: kernels read and write them
// whole. What lies behind the last column is 0 in vectors that are read and anything in those written.
constexpr int64_t kSinkhornPadding = 64;
// Below all exponents of finite logits, and yet finite: -inf - -inf would be NaN.
constexpr double kSinkhornLowest = -1e300;

// Rows of logits. With E[n, k] = exp((row n's logit k - largest[n]) * scale), where largest[n] is the row's:
template <class Scalar>
struct SinkhornRows {
  const Scalar* first;
  int64_t stride;
  // At most kSinkhornRows.
  int64_t rows;
  int64_t columns;
  double scale;
};

template <class Scalar>
struct SinkhornKernelsOf {
  // The largest logit of each row; NaN where there is one.
  void (*largest)(const SinkhornRows<Scalar>& rows, float* largest);
  // sums[n] = sum over k of E[n, k] * factors[k].
  void (*row_sums)(const SinkhornRows<Scalar>& rows, const float* largest, const float* factors, float* sums);
  // sums[k] += sum over n of E[n, k] * factors[n].
  void (*add_column_sums)(const SinkhornRows<Scalar>& rows, const float* largest, const float* factors,
                          float* sums);
  // to[n * columns + k] = E[n, k] * column_factors[k] * row_factors[n].
  void (*products)(const SinkhornRows<Scalar>& rows, const float* largest, const float* column_factors,
                   const float* row_factors, float* to);

  // With exponents in double and of any size, for one row x and logarithms of factors:
  // the largest exponent x[k] * scale + logarithms[k], and the sum over k of exp(that exponent - the
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

struct SinkhornKernels {
  SinkhornKernelsOf<float> float32;
  SinkhornKernelsOf<c10::BFloat16> bfloat16;
  SinkhornKernelsOf<c10::Half> float16;
};

DINO_SIMD_KERNELS(SinkhornKernels, sinkhorn_kernels)

}  // namespace dino::ops::simd
