#include "core/images.h"

#include <ATen/ATen.h>

namespace dino {

Normalization Normalization::standard(int64_t channels) {
  if (channels == 3) return {{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};
  return {std::vector<double>(channels, 0.5), std::vector<double>(channels, 0.25)};
}

at::Tensor to_unit_images(const at::Tensor& images, int64_t channels) {
  TORCH_CHECK_VALUE(images.dim() == 4 && images.size(1) == channels && images.numel() > 0,
                    "images: expected [B, ", channels, ", H, W] with at least one image, got ",
                    images.sizes());
  if (images.scalar_type() == at::kByte) return images.to(at::kFloat).div_(255);
  TORCH_CHECK_VALUE(at::isFloatingType(images.scalar_type()),
                    "images: expected uint8 or floating point, got ", images.scalar_type());
  return images.to(at::kFloat);
}

void check_unit_range(const at::Tensor& images) {
  const double low = images.min().item<double>();
  const double high = images.max().item<double>();
  TORCH_CHECK_VALUE(low >= -0.01 && high <= 1.01,
                    "images: floating point images are expected in [0, 1], these are in [", low, ", ", high,
                    "]; pass uint8, or values before normalisation");
}

at::Tensor normalized(const at::Tensor& images, const Normalization& normalization) {
  const auto row = [&](const std::vector<double>& values) {
    return at::tensor(values, images.options()).view({1, -1, 1, 1});
  };
  return images.sub(row(normalization.mean)).div_(row(normalization.std));
}

}  // namespace dino
