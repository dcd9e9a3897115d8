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
// Exponents of factors in float32: up to this much the reference, an integer to the base 2, is exact in
// what is added to round.
constexpr double kSinkhornLargest = 1e6;
// So much above a guess the exponentials and their sums are still far from infinite.
constexpr double kSinkhornAbove = 40;

// Rows of logits. With E[n, k] = exp((row n's logit k - tops[n]) * scale + offset(tops[n])), where tops[n] is
// near the row's largest logit:
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
  // At most ln 2 / 2 either way, for |top * scale| up to kSinkhornLargest.
  double (*offset)(float top, double scale);
  // The largest logit of each row; NaN where there is one.
  void (*largest)(const SinkhornRows<Scalar>& rows, float* largest);
  // sums[n] = sum over k of E[n, k] * factors[k].
  void (*row_sums)(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors, float* sums);
  // sums[k] += sum over n of E[n, k] * factors[n].
  void (*add_column_sums)(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors,
                          float* sums);
  // The same, for tops that were guessed: also the largest logits. What was added is right if none is NaN or
  // above tops[n] + kSinkhornAbove / scale.
  void (*add_guessed_column_sums)(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors,
                                  float* sums, float* largest);
  // to[n * columns + k] = exp((logit - tops[n]) * scale) * column_factors[k] * row_factors[n].
  void (*products)(const SinkhornRows<Scalar>& rows, const float* tops, const float* column_factors,
                   const float* row_factors, float* to);
};

struct SinkhornKernels {
  SinkhornKernelsOf<float> float32;
  SinkhornKernelsOf<c10::BFloat16> bfloat16;
  SinkhornKernelsOf<c10::Half> float16;
};

DINO_SIMD_KERNELS(SinkhornKernels, sinkhorn_kernels)

}  // namespace dino::ops::simd
