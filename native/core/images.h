// Images as callers give them, and as crops and networks take them.
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

enum class InputRange {
  kAuto,        // uint8, or floating point in [0, 1]
  kUint8,       // uint8 alone
  kUnit,        // floating point in [0, 1] alone
  kNormalized,  // floating point, (x - mean) / std of x in [0, 1]
};

// Reads images [C, H, W], whose sizes may differ. The range of the values is looked at for the first batch
// alone: it costs a pass over them, and a program that is wrong is wrong from the start.
class ImageReader {
 public:
  ImageReader(int64_t channels, InputRange range, Normalization normalization)
      : channels_(channels), range_(range), normalization_(std::move(normalization)) {}

  // uint8 as it is, or float32 in [0, 1], which normalised images are brought back to: what the operations
  // on colours are defined on. Throws for another rank, dtype, channel count or range, naming it.
  std::vector<at::Tensor> for_crops(const std::vector<at::Tensor>& images);
  // [B, C, H, W] float32, normalised. Throws for images of several sizes.
  at::Tensor for_network(const std::vector<at::Tensor>& images);
  // float32 in [0, 1] to normalised.
  at::Tensor normalized(const at::Tensor& images) const;

 private:
  void check(const std::vector<at::Tensor>& images);

  int64_t channels_;
  InputRange range_;
  Normalization normalization_;
  bool range_checked_ = false;
};

// Throws when floats lie outside of [0, 1] by more than rounding, naming the range that was found and what to
// do otherwise.
void check_unit_range(const std::vector<at::Tensor>& images,
                      const char* otherwise = "pass uint8, or values before normalisation");

// [B, C, H, W] as a list of its images.
std::vector<at::Tensor> images_of(const at::Tensor& batch, int64_t channels);

// An image as DINO evaluates (eval_knn.py): scaled, antialiased bicubic, until it covers 256/224 of
// [height, width], then cut out of the middle. image [C, H, W] as ImageReader::for_crops gives it; returns
// float32 in [0, 1].
at::Tensor evaluation_view(const at::Tensor& image, int64_t height, int64_t width);

}  // namespace dino
