// The blurs of dino::render_crops in numbers, the same on every device: no ATen, since the CUDA side reads it
// too.
#pragma once
#include <array>
#include <cmath>

namespace dino::ops {

constexpr int kBlurTaps = 9;

// The radius of the box that, passed three times, has the Gaussian's variance, as PIL computes it.
inline float box_radius(double sigma) {
  const auto radius = static_cast<float>(sigma);
  const float variance = radius * radius / 3;
  const auto length = static_cast<float>(std::sqrt(12.0 * variance + 1.0));
  const auto whole = static_cast<float>(std::floor((length - 1.0) / 2.0));
  float rest = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
  rest /= 6 * (variance - (whole + 1) * (whole + 1));
  return whole + rest;
}

// The Gaussian at the integers around 0, made to sum to 1, as torchvision computes it.
inline std::array<float, kBlurTaps> gaussian_taps(double sigma) {
  std::array<float, kBlurTaps> weights;
  float sum = 0;
  for (int i = 0; i < kBlurTaps; ++i) {
    const float x = static_cast<float>(i - kBlurTaps / 2) / static_cast<float>(sigma);
    sum += weights[i] = std::exp(-0.5f * (x * x));
  }
  for (float& weight : weights) weight /= sum;
  return weights;
}

}  // namespace dino::ops
