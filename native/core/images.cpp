#include "core/images.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/crops.h"

namespace dino {

namespace {

at::Tensor row_of(const std::vector<double>& values) {
  return at::tensor(values, at::kFloat).view({-1, 1, 1});
}

// float32 in [0, 1] of what is in this range already, or uint8.
at::Tensor to_unit(const at::Tensor& image) {
  return image.scalar_type() == at::kByte ? image.to(at::kFloat).div_(255) : image.to(at::kFloat);
}

// Nearest even at a half, as Python rounds.
int64_t rounded(double value) {
  return static_cast<int64_t>(std::nearbyint(value));
}

}  // namespace

Normalization Normalization::standard(int64_t channels) {
  if (channels == 3) return {{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};
  return {std::vector<double>(channels, 0.5), std::vector<double>(channels, 0.25)};
}

void check_unit_range(const std::vector<at::Tensor>& images, const char* otherwise) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const at::Tensor& image : images) {
    if (image.scalar_type() == at::kByte || image.numel() == 0) continue;
    const auto [least, largest] = image.to(at::kFloat).aminmax();
    low = std::min(low, least.item<double>());
    high = std::max(high, largest.item<double>());
  }
  // NaN passes: it is found in the loss. The margin is for rounding.
  TORCH_CHECK_VALUE(!(low < -0.01) && !(high > 1.01),
                    "images: floating point images are expected in [0, 1], these are in [", low, ", ", high,
                    "]; ", otherwise);
}

std::vector<at::Tensor> images_of(const at::Tensor& batch, int64_t channels) {
  TORCH_CHECK_VALUE(batch.dim() == 4 && batch.size(1) == channels && batch.numel() > 0,
                    "images: expected [B, ", channels, ", H, W] with at least one image, got ",
                    batch.sizes());
  return batch.unbind(0);
}

void ImageReader::check(const std::vector<at::Tensor>& images) {
  TORCH_CHECK_VALUE(!images.empty(), "images: expected at least one image, got none");
  const bool bytes = range_ == InputRange::kUint8;
  const bool floats = range_ == InputRange::kUnit || range_ == InputRange::kNormalized;
  for (size_t i = 0; i < images.size(); ++i) {
    const at::Tensor& image = images[i];
    TORCH_CHECK_VALUE(image.dim() == 3 && image.size(0) == channels_ && image.numel() > 0, "images: image ",
                      i, ": expected [", channels_, ", H, W], got ", image.sizes());
    const at::ScalarType type = image.scalar_type();
    const bool fits = type == at::kByte ? !floats : at::isFloatingType(type) && !bytes;
    TORCH_CHECK_VALUE(type == images[0].scalar_type(), "images: expected all of one dtype, got ",
                      images[0].scalar_type(), " and ", type);
    TORCH_CHECK_VALUE(fits, "images: expected ",
                      bytes    ? "uint8 (inputRange is \"uint8\")"
                      : floats ? "floating point (as inputRange says)"
                               : "uint8 or floating point",
                      ", got ", type);
  }
}

std::vector<at::Tensor> ImageReader::for_crops(const std::vector<at::Tensor>& images) {
  at::NoGradGuard no_grad;
  check(images);
  std::vector<at::Tensor> result;
  for (const at::Tensor& image : images) {
    at::Tensor each = image.scalar_type() == at::kByte ? image : image.to(at::kFloat);
    if (range_ == InputRange::kNormalized)
      each = each.mul(row_of(normalization_.std)).add_(row_of(normalization_.mean));
    result.push_back(std::move(each));
  }
  if (!range_checked_)
    check_unit_range(result,
                     range_ == InputRange::kNormalized
                         ? "inputRange is \"normalized\", so that mean and std were undone first: set "
                           "normalize to those that were used"
                         : "pass uint8, or values before normalisation, or set inputRange: "
                           "\"normalized\"");
  range_checked_ = true;
  if (range_ == InputRange::kNormalized)
    for (at::Tensor& each : result) each.clamp_(0, 1);
  return result;
}

at::Tensor ImageReader::for_network(const std::vector<at::Tensor>& images) {
  check(images);
  if (!range_checked_) for_crops(images);
  for (const at::Tensor& image : images)
    TORCH_CHECK_VALUE(image.sizes() == images[0].sizes(), "images: expected all of one size, got ",
                      images[0].sizes(), " and ", image.sizes());
  const at::Tensor batch = at::stack(images);
  return range_ == InputRange::kNormalized ? batch.to(at::kFloat) : normalized(to_unit(batch));
}

at::Tensor ImageReader::normalized(const at::Tensor& images) const {
  return images.sub(row_of(normalization_.mean)).div_(row_of(normalization_.std));
}

at::Tensor evaluation_view(const at::Tensor& image, int64_t height, int64_t width) {
  at::NoGradGuard no_grad;
  const double h = static_cast<double>(image.size(1)), w = static_cast<double>(image.size(2));
  const double cover_h = static_cast<double>(rounded(static_cast<double>(height) * 256 / 224));
  const double cover_w = static_cast<double>(rounded(static_cast<double>(width) * 256 / 224));
  // The side that needs more is exact, the other is cut to a whole number, as torchvision does.
  const bool by_height = cover_h / h >= cover_w / w;
  const int64_t scaled_h = static_cast<int64_t>(by_height ? cover_h : cover_w * h / w);
  const int64_t scaled_w = static_cast<int64_t>(by_height ? cover_h * w / h : cover_w);
  CropSpec whole;
  whole.count = 1;
  whole.height = scaled_h;
  whole.width = scaled_w;
  CropParameters box;
  box.height = image.size(1);
  box.width = image.size(2);
  return render_crops({image}, whole, {box})
      .squeeze(0)
      .narrow(1, rounded(static_cast<double>(scaled_h - height) / 2), height)
      .narrow(2, rounded(static_cast<double>(scaled_w - width) / 2), width);
}

}  // namespace dino
