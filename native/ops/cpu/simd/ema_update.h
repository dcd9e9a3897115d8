// dino::ema_update_ on rows of memory.
#pragma once
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// Moves `count` averages by the share `take`, above 0, towards the online values.
struct EmaUpdateKernels {
  void (*float_from_float)(float* ema, const float* online, int64_t count, double take);
  void (*float_from_double)(float* ema, const double* online, int64_t count, double take);
  void (*float_from_bfloat16)(float* ema, const c10::BFloat16* online, int64_t count, double take);
  void (*float_from_half)(float* ema, const c10::Half* online, int64_t count, double take);
  void (*double_from_float)(double* ema, const float* online, int64_t count, double take);
  void (*double_from_double)(double* ema, const double* online, int64_t count, double take);
  void (*double_from_bfloat16)(double* ema, const c10::BFloat16* online, int64_t count, double take);
  void (*double_from_half)(double* ema, const c10::Half* online, int64_t count, double take);
};

DINO_SIMD_KERNELS(EmaUpdateKernels, ema_update_kernels)

}  // namespace dino::ops::simd
