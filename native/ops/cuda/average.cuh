// The moving average of one element, as cpu/simd/average.h has it.
#pragma once
#include "numeric.cuh"

namespace dino::ops::cuda {

// average + take * (value - average), or value - (1 - take) * (value - average) from a half up, as at::lerp
// rounds. What is equal stays as it is, infinities included; 1 gives the value.
struct Averager {
  explicit Averager(double take)
      : factor(static_cast<float>(take) < 0.5f ? static_cast<float>(take) : static_cast<float>(take) - 1.0f),
        from_average(static_cast<float>(take) < 0.5f),
        replaces(take >= 1) {}

  __device__ __forceinline__ float operator()(float average, float value) const {
    if (replaces || average == value) return value;
    return fmaf(factor, value - average, from_average ? average : value);
  }

  float factor;
  bool from_average, replaces;
};

}  // namespace dino::ops::cuda
