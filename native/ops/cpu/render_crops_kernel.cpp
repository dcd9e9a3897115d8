#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "../render_crops.h"
#include "crops/steps.h"
#include "simd/crops_colour.h"

namespace dino::ops {

namespace {

template <class Pixels>
void render(const at::Tensor& image, const View& view, const Pixels& pixels, crops::Scratch& scratch) {
  crops::resize(image, view.box, view.flip, pixels, scratch);
  for (const View::Step& step : view.steps) crops::adjust(pixels, step);
  if (view.gray) crops::make_gray(pixels);
  if (static_cast<float>(view.sigma) > 0)
    view.gaussian ? crops::blur_by_taps(pixels, view.sigma) : crops::blur_by_boxes(pixels, view.sigma, scratch);
  if (view.threshold <= 255) crops::solarize(pixels, view.threshold);
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
    crops::Scratch scratch;
    for (int64_t row = begin; row < end; ++row) {
      float* view = out + row * size;
      const at::Tensor& image = sources[views[row].image];
      if (pil) {
        uint8_t* data = scratch.view.room(size);
        render(image, views[row], crops::Bytes{data, channels, height, width}, scratch);
        simd::colour_kernels().to_units(data, size, view);
      } else {
        const float bound = bytes ? 255 : 1;
        render(image, views[row], crops::Floats{{view, channels, height, width}, bound, bytes}, scratch);
        if (bytes) std::transform(view, view + size, view, [](float level) { return level / 255; });
      }
    }
  });
  return result;
}

}  // namespace dino::ops
