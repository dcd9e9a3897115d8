// Dot products, differences and sums of rows, in an order of their own for each number of lanes.
#pragma once
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// Rows of float32 stand this much apart, or a multiple of it; what lies behind a row's end is 0.
constexpr int64_t kKoleoPadding = 16;
// Rows whose dot products are computed together: these by those, which stand side by side in a panel.
constexpr int64_t kKoleoRows = 6;
constexpr int64_t kKoleoColumns = 32;

template <class Scalar>
struct KoleoConversions {
  // to[i] = from[i] / max(length, smallest), zeros up to `padded`; returns that divisor.
  float (*normalize)(const Scalar* from, int64_t count, int64_t padded, float smallest, float* to);
  // to[i] = (gradient[i] - row[i] * along) / length.
  void (*write_gradient)(const float* gradient, const float* row, float along, float length, int64_t count,
                         Scalar* to);
};

struct KoleoKernels {
  KoleoConversions<float> float32;
  KoleoConversions<c10::BFloat16> bfloat16;
  KoleoConversions<c10::Half> float16;
  // dots[i * kKoleoColumns + j] = sum over k of rows[i][k] * panel[k * kKoleoColumns + j], in the order of k:
  // a product of the same two rows has the same bits wherever it stands.
  void (*dots)(const float* const* rows, const float* panel, int64_t length, float* dots);
  float (*dot)(const float* one, const float* other, int64_t padded);
  // |one - other + epsilon|
  float (*distance)(const float* one, const float* other, int64_t count, float epsilon);
  // gradient[i] += factor * (one[i] - other[i] + epsilon)
  void (*add_difference)(const float* one, const float* other, float factor, float epsilon, int64_t padded,
                         float* gradient);
};

DINO_SIMD_KERNELS(KoleoKernels, koleo_kernels)

}  // namespace dino::ops::simd
