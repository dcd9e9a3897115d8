// Multi-crop views: parameters sampled by a counter-based generator, rendered from batches of images.
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace dino {

// One class of crops: `count` views of one size and the same ranges.
struct CropSpec {
  int64_t count;
  int64_t height;
  int64_t width;
  double scale_low;  // share of the image's area
  double scale_high;
  double ratio_low;  // width / height
  double ratio_high;
  double flip_probability;
  double jitter_probability;
  double brightness;  // factors are drawn from [1 - brightness, 1 + brightness], not below 0
  double contrast;
};

// What was drawn for one view of one image. Boxes are in pixels of the image.
struct CropParameters {
  int64_t top, left, height, width;
  bool flip;
  bool jitter;
  bool contrast_first;
  double brightness, contrast;
};

// Where the random numbers of a view come from: the same key gives the same numbers, in any order of calls
// and on any number of threads. Without ids `epoch` is 0 and `image` counts the images seen so far; with ids
// `image` is the id.
struct CropKey {
  uint64_t seed;
  uint64_t epoch;
  uint64_t image;
  uint64_t view;
};

// Random resized crop as torchvision draws it (ten tries of area and aspect ratio, then the largest centred
// box that the ratio allows), flip and colour factors.
CropParameters sample_crop(const CropSpec& spec, int64_t image_height, int64_t image_width,
                           const CropKey& key);

// images [B, C, H, W] float32 in [0, 1]; parameters[view * B + image] for `count` views. Returns [count * B,
// C, h, w] crop-major, in [0, 1]: antialiased bicubic resize (a = -0.5, as PIL), flip, then brightness and
// contrast in the drawn order, clamped after each. Parallel over the rows; not differentiable.
at::Tensor render_crops(const at::Tensor& images, const CropSpec& spec,
                        const std::vector<CropParameters>& parameters);

}  // namespace dino
