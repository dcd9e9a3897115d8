// dino::ema_update_ on a CUDA device.
#pragma once
#include <cstdint>
#include <vector>

#include "dtype.h"

namespace dino::ops::cuda {

// A tensor and its average, both without gaps.
struct EmaRow {
  float* ema;
  const void* online;
  int64_t count;
};

// ema = lerp(ema, online, take) with take > 0, for rows whose `online` is of one dtype.
void ema_update(const std::vector<EmaRow>& rows, Dtype online, double take, Stream stream);

}  // namespace dino::ops::cuda
