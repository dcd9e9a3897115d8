// Batches of images as networks take them.
#pragma once
#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

namespace dino {

struct Normalization {
  std::vector<double> mean;  // one a channel
  std::vector<double> std;   // above 0

  // ImageNet's for 3 channels, 0.5 and 0.25 otherwise.
  static Normalization standard(int64_t channels);
};

// uint8 [B, C, H, W] divided by 255, or floating point as it is, as float32. Throws for another rank, channel
// count or dtype.
at::Tensor to_unit_images(const at::Tensor& images, int64_t channels);

// Throws when floats lie outside of [0, 1] by more than rounding, naming the range that was found.
void check_unit_range(const at::Tensor& images);

// (images - mean) / std, channel by channel.
at::Tensor normalized(const at::Tensor& images, const Normalization& normalization);

}  // namespace dino
