#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <atomic>

#include "../render_crops.h"
#include "crops/steps.h"

namespace dino::ops {

namespace {

// `units`: where the view goes as values from 0 to 1, if these are not what its pixels are.
template <class Pixels>
void render(const at::Tensor& image, const View& view, const Pixels& pixels, float* units,
            crops::Scratch& scratch) {
  crops::resize(image, view.box, view.flip, pixels, scratch);
  crops::ColourSteps<Pixels> colours(pixels);
  for (const View::Step& step : view.steps) colours.adjust(step);
  if (view.gray) colours.make_gray();
  if (static_cast<float>(view.sigma) > 0) {
    colours.run();
    view.gaussian ? crops::blur_by_taps(pixels, view.sigma)
                  : crops::blur_by_boxes(pixels, view.sigma, scratch);
  }
  if (view.threshold <= 255) colours.solarize(view.threshold);
  colours.run(units);
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
  // One view after the other to whoever is free: they cost very different times.
  std::atomic<int64_t> next{0};
  at::parallel_for(0, std::min<int64_t>(rows, at::get_num_threads()), 1, [&](int64_t, int64_t) {
    at::NoGradGuard no_grad;  // OpenMP's threads do not inherit it.
    crops::Scratch scratch;
    for (int64_t row = next++; row < rows; row = next++) {
      float* view = out + row * size;
      const at::Tensor& image = sources[views[row].image];
      if (pil) {
        render(image, views[row], crops::Bytes{scratch.view.room(size), channels, height, width}, view,
               scratch);
      } else {
        const crops::Floats pixels{{view, channels, height, width}, bytes ? 255.0f : 1.0f, bytes};
        render(image, views[row], pixels, bytes ? view : nullptr, scratch);
      }
    }
  });
  return result;
}

}  // namespace dino::ops
