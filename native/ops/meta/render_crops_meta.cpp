#include <ATen/ATen.h>

#include "../render_crops.h"

namespace dino::ops {

at::Tensor render_crops_meta(at::TensorList images, const at::Tensor& parameters, int64_t height,
                             int64_t width, std::string_view arithmetic) {
  const int64_t channels = check_render_crops(images, parameters, height, width, arithmetic);
  return at::empty({parameters.size(0), channels, height, width}, images[0].options().dtype(at::kFloat));
}

}  // namespace dino::ops
