// Multi-crop views: parameters sampled by a counter-based generator, rendered from lists of images.
#pragma once
#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dino {

// DINO's blur is PIL's (three box passes), DINOv2's the Gaussian of nine taps.
enum class Blur : uint8_t { kPil, kGaussian };
enum class Adjustment : uint8_t { kNone, kBrightness, kContrast, kSaturation, kHue };

// One class of crops: `count` views of one size and the same ranges.
struct CropSpec {
  int64_t count = 0;
  int64_t height = 0;
  int64_t width = 0;
  double scale_low = 1;  // share of the image's area
  double scale_high = 1;
  double ratio_low = 1;  // width / height
  double ratio_high = 1;
  double flip_probability = 0;
  double jitter_probability = 0;
  double brightness = 0;  // factors are drawn from [1 - x, 1 + x], not below 0; 0: no such step
  double contrast = 0;
  double saturation = 0;
  double hue = 0;  // shifts are drawn from [-hue, hue], in turns; 0: no such step
  double grayscale_probability = 0;
  Blur blur = Blur::kPil;
  std::vector<double> blur_probability;  // one a view, the last one repeats; empty: 0
  double sigma_low = 0;                  // in pixels of the crop
  double sigma_high = 0;
  std::vector<double> solarize_probability;  // as for the blur
  double solarize_threshold = 128;           // of 255: what is as bright is inverted
};

struct Jitter {
  Adjustment adjustment = Adjustment::kNone;
  double factor = 1;  // of hue a shift, -0.5 to 0.5 turns
};

// What was drawn for one view of one image. Boxes are in pixels of the image.
struct CropParameters {
  int64_t top = 0, left = 0, height = 0, width = 0;
  bool flip = false;
  std::array<Jitter, 4> jitter;  // in the order in which they are done
  bool grayscale = false;
  Blur blur = Blur::kPil;
  double blur_sigma = 0;            // 0: none
  double solarize_threshold = 256;  // of 255; 256: none
};

// Where the random numbers of a view come from: the same key gives the same numbers, in any order of calls
// and on any number of threads. Without ids `epoch` is 0 and `image` counts the images seen so far; with ids
// `image` is the id. `view` counts over the global crops and then the local ones.
struct CropKey {
  uint64_t seed;
  uint64_t epoch;
  uint64_t image;
  uint64_t view;
};

// Draws, whether or not they are used, in this order: flip; jitter; the factors of brightness, contrast,
// saturation and hue; their order (three); grayscale; blur; its sigma; solarise; and last the box, as
// torchvision's random resized crop has it: up to ten tries of area and aspect ratio, then top and left, or
// the largest centred box that the ratio allows. `view` is the crop's number within `spec`.
CropParameters sample_crop(const CropSpec& spec, int64_t view, int64_t image_height, int64_t image_width,
                           const CropKey& key);

// The table that dino::render_crops takes, float64 [rows, 18]: parameters[i] of images[i % batch].
constexpr int64_t kCropColumns = 18;
at::Tensor crop_table(const std::vector<CropParameters>& parameters, int64_t batch);

// dino::render_crops (native/ops/render_crops.h) under no_grad. `arithmetic` of uint8 images: "pil" or
// "torchvision".
at::Tensor render_table(const std::vector<at::Tensor>& images, const at::Tensor& table, int64_t height,
                        int64_t width, std::string_view arithmetic);

// images: [C, H, W] each, all uint8 or all float32 in [0, 1], of any sizes; parameters[view * B + image] for
// `count` views. Returns float32 [count * B, C, h, w], crop-major, in [0, 1], not normalised. uint8 images go
// through PIL's arithmetic, float images through torchvision's. Parallel over the rows; not differentiable.
at::Tensor render_crops(const std::vector<at::Tensor>& images, const CropSpec& spec,
                        const std::vector<CropParameters>& parameters);

}  // namespace dino
