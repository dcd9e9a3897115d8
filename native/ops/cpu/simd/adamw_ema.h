// dino::adamw_ema_ on rows of memory.
#pragma once
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// The factors of adamw_ema.h, the gradient's, and the share by which the average moves, above 0.
struct AdamWStep {
  float gradient;
  float keep;
  double mean_take;
  float square_keep;
  float square_take;
  float root;
  float eps;
  float size;
  double average_take;
};

template <class Parameter>
struct AdamWRow {
  Parameter* parameter;
  const Parameter* gradient;
  float* mean;
  float* square;
  float* average;  // nullptr for none
  int64_t count;
};

struct AdamWEmaKernels {
  // In float64, each in one order whatever the vectors' length.
  double (*squares_of_floats)(const float* values, int64_t count);
  double (*squares_of_bfloat16s)(const c10::BFloat16* values, int64_t count);
  double (*squares_of_halfs)(const c10::Half* values, int64_t count);
  void (*step_floats)(const AdamWRow<float>& row, const AdamWStep& step);
  void (*step_bfloat16s)(const AdamWRow<c10::BFloat16>& row, const AdamWStep& step);
  void (*step_halfs)(const AdamWRow<c10::Half>& row, const AdamWStep& step);
};

DINO_SIMD_KERNELS(AdamWEmaKernels, adamw_ema_kernels)

}  // namespace dino::ops::simd
