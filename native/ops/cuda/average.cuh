// Linear interpolation of one element, as cpu/simd/average.h and at::lerp have it.
#pragma once
#include "numeric.cuh"

namespace dino::ops::cuda {

struct Averager {
  explicit Averager(double take)
      : factor(static_cast<float>(take) < 0.5f ? static_cast<float>(take) : static_cast<float>(take) - 1.0f),
        from_average(static_cast<float>(take) < 0.5f),
        replaces(take >= 1) {}

  // average + take * (value - average), or value - (1 - take) * (value - average) from a half up.
  __device__ __forceinline__ float moved(float average, float value) const {
    return fmaf(factor, value - average, from_average ? average : value);
  }
  // The same, but what is equal stays as it is, infinities included, and 1 gives the value.
  __device__ __forceinline__ float operator()(float average, float value) const {
    return replaces || average == value ? value : moved(average, value);
  }

  float factor;
  bool from_average, replaces;
};

}  // namespace dino::ops::cuda
