// dino::render_crops: the views of DINO's multi-crop augmentation, from images and a table of what was drawn.
#pragma once
#include <ATen/core/Tensor.h>

#include <array>
#include <string_view>
#include <vector>

#include "export.h"
#include "registrar.h"

namespace dino::ops {

constexpr const char* kRenderCropsSchema =
    "render_crops(Tensor[] images, Tensor parameters, int height, int width, str arithmetic=\"pil\") -> "
    "Tensor";

// images: [C, H, W] each, all uint8 or all float32 in [0, 1], of any sizes. parameters: float64 [rows, 18],
// one row a view; its columns, in the order in which they act:
//   0      the image's index in the list
//   1-4    box in its pixels: top, left, height, width; resized to [height, width], bicubic and antialiased
//   5      1: mirrored left to right
//   6-13   four times an adjustment and its factor: 0 none, 1 brightness, 2 contrast, 3 saturation (0 to
//          1000, 1 changes nothing), 4 hue (a shift of -0.5 to 0.5 turns)
//   14     1: grey
//   15-16  blur: 0 PIL's three box passes, 1 the Gaussian of nine taps; sigma in pixels of the view, 0 to
//          1000, 0 for none
//   17     solarise: what is at least so bright is inverted, 0 to 255; 256: nothing
// Saturation, hue and grey want three channels and leave others as they are.
// The table may lie on the CPU, whatever the device of the images: another device must be waited for to read
// it. Returns float32 [rows, C, height, width] in [0, 1]. uint8 images are rendered in bytes: by PIL's
// arithmetic, or, with "torchvision", by that of torchvision's functions on tensors. Float images are always
// rendered as those functions do on floats, clamped to [0, 1] after the resize. The same bits for any number
// of threads. CUDA gives the CPU's bytes by PIL's arithmetic, and by the other but for rounding: no more than
// a level or 1e-5, or what the steps after the resize make of that.
at::Tensor render_crops_cpu(at::TensorList images, const at::Tensor& parameters, int64_t height,
                            int64_t width, std::string_view arithmetic);
at::Tensor render_crops_meta(at::TensorList images, const at::Tensor& parameters, int64_t height,
                             int64_t width, std::string_view arithmetic);
// Has no gradient: images that require one are refused in grad mode.
at::Tensor render_crops_autograd(at::TensorList images, const at::Tensor& parameters, int64_t height,
                                 int64_t width, std::string_view arithmetic);

void register_render_crops(Registrar& registrar);

enum class Adjust { kNone, kBrightness, kContrast, kSaturation, kHue };

struct Box {
  int64_t top, left, height, width;
};

// A row of the table.
struct View {
  struct Step {
    Adjust kind;
    double factor;
  };
  int64_t image;
  Box box;
  bool flip;
  std::array<Step, 4> steps;
  bool gray;
  bool gaussian;
  double sigma;
  double threshold;
};

constexpr int64_t kCropColumns = 18;

// Everything but the table's values, which a tensor without data does not have. Returns the channels.
DINO_OPS_API int64_t check_render_crops(at::TensorList images, const at::Tensor& parameters, int64_t height,
                                        int64_t width, std::string_view arithmetic);
// `parameters` lies on the CPU. Throws naming the first row and column that does not fit.
DINO_OPS_API std::vector<View> read_views(at::TensorList images, const at::Tensor& parameters);

}  // namespace dino::ops
