#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>

#include "../render_crops.h"
#include "crops/steps.h"

namespace dino::ops {

namespace {

template <class Pixels>
void render(const at::Tensor& image, const View& view, const Pixels& pixels) {
  crops::resize(image, view.box, pixels);
  if (view.flip) {
    for (int64_t row = 0; row < pixels.channels * pixels.height; ++row)
      std::reverse(pixels.data + row * pixels.width, pixels.data + (row + 1) * pixels.width);
  }
  for (const View::Step& step : view.steps) crops::adjust(pixels, step);
  if (view.gray) crops::make_gray(pixels);
  if (static_cast<float>(view.sigma) > 0)
    view.gaussian ? crops::blur_by_taps(pixels, view.sigma) : crops::blur_by_boxes(pixels, view.sigma);
  if (view.threshold <= 255) crops::solarize(pixels, view.threshold);
}

const std::array<float, 256>& unit_values() {
  static const std::array<float, 256> values = [] {
    std::array<float, 256> made;
    for (int level = 0; level < 256; ++level) made[level] = static_cast<float>(level) / 255;
    return made;
  }();
  return values;
}

}  // namespace

at::Tensor render_crops_cpu(at::TensorList images, const at::Tensor& parameters, int64_t height,
                            int64_t width, std::string_view arithmetic) {
  const int64_t channels = check_render_crops(images, parameters, height, width, arithmetic);
  const std::vector<View> views = read_views(images, parameters);
  std::vector<at::Tensor> sources;
  for (const at::Tensor& image : images) sources.push_back(image.detach().contiguous());
  const bool bytes = images[0].scalar_type() == at::kByte;
  const bool pil = bytes && arithmetic == "pil";
  const auto rows = static_cast<int64_t>(views.size());
  at::Tensor result = at::empty({rows, channels, height, width}, at::kFloat);
  auto* out = result.mutable_data_ptr<float>();
  const int64_t size = channels * height * width;
  at::parallel_for(0, rows, 1, [&](int64_t begin, int64_t end) {
    at::NoGradGuard no_grad;  // OpenMP's threads do not inherit it.
    at::Tensor scratch;
    if (pil && begin < end) scratch = at::empty({size}, at::kByte);
    for (int64_t row = begin; row < end; ++row) {
      float* view = out + row * size;
      const at::Tensor& image = sources[views[row].image];
      if (pil) {
        auto* data = scratch.mutable_data_ptr<uint8_t>();
        render(image, views[row], crops::Bytes{data, channels, height, width});
        std::transform(data, data + size, view,
                       [&units = unit_values()](uint8_t level) { return units[level]; });
      } else {
        const float bound = bytes ? 255 : 1;
        render(image, views[row], crops::Floats{{view, channels, height, width}, bound, bytes});
        if (bytes) std::transform(view, view + size, view, [](float level) { return level / 255; });
      }
    }
  });
  return result;
}

}  // namespace dino::ops
