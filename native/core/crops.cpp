#include "core/crops.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/PhiloxRNGEngine.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>

namespace dino {

namespace {

// Philox's counter has room for image and view; seed and epoch are mixed into its key (splitmix64's
// finaliser).
uint64_t mixed(uint64_t seed, uint64_t epoch) {
  uint64_t z = seed + 0x9e3779b97f4a7c15u * (epoch + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

class Draws {
 public:
  explicit Draws(const CropKey& key) : engine_(mixed(key.seed, key.epoch), key.image, key.view << 16) {}

  // On [low, high), 32 random bits.
  double uniform(double low = 0, double high = 1) { return low + (high - low) * (engine_() * 0x1p-32); }
  int64_t up_to(int64_t last) {
    return std::min<int64_t>(last, static_cast<int64_t>(uniform() * static_cast<double>(last + 1)));
  }

 private:
  at::Philox4_32 engine_;
};

struct Box {
  int64_t top, left, height, width;
};

Box sample_box(const CropSpec& spec, int64_t height, int64_t width, Draws& draws) {
  const double area = static_cast<double>(height * width);
  for (int attempt = 0; attempt < 10; ++attempt) {
    const double target = area * draws.uniform(spec.scale_low, spec.scale_high);
    const double ratio = std::exp(draws.uniform(std::log(spec.ratio_low), std::log(spec.ratio_high)));
    // nearbyint rounds half to even, as the reference does.
    const auto w = static_cast<int64_t>(std::nearbyint(std::sqrt(target * ratio)));
    const auto h = static_cast<int64_t>(std::nearbyint(std::sqrt(target / ratio)));
    if (w > 0 && w <= width && h > 0 && h <= height)
      return {draws.up_to(height - h), draws.up_to(width - w), h, w};
  }
  int64_t w = width, h = height;
  const double ratio = static_cast<double>(width) / static_cast<double>(height);
  if (ratio < spec.ratio_low) {
    h = std::clamp<int64_t>(static_cast<int64_t>(std::nearbyint(static_cast<double>(w) / spec.ratio_low)), 1,
                            height);
  } else if (ratio > spec.ratio_high) {
    w = std::clamp<int64_t>(static_cast<int64_t>(std::nearbyint(static_cast<double>(h) * spec.ratio_high)), 1,
                            width);
  }
  return {(height - h) / 2, (width - w) / 2, h, w};
}

// Luma of ITU-R BT.601 for three channels, the mean of the channels otherwise.
double mean_gray(const at::Tensor& view) {
  if (view.size(0) != 3) return view.mean().item<double>();
  const at::Tensor means = view.mean({1, 2});
  const auto* mean = means.const_data_ptr<float>();
  return 0.299 * mean[0] + 0.587 * mean[1] + 0.114 * mean[2];
}

void jitter(at::Tensor& view, const CropParameters& drawn) {
  for (int step = 0; step < 2; ++step) {
    if ((step == 0) == drawn.contrast_first) {
      const double gray = mean_gray(view);
      view.mul_(drawn.contrast).add_((1 - drawn.contrast) * gray);
    } else {
      view.mul_(drawn.brightness);
    }
    view.clamp_(0, 1);
  }
}

}  // namespace

CropParameters sample_crop(const CropSpec& spec, int64_t image_height, int64_t image_width,
                           const CropKey& key) {
  Draws draws(key);
  const Box box = sample_box(spec, image_height, image_width, draws);
  CropParameters drawn{box.top, box.left, box.height, box.width, false, false, false, 1, 1};
  drawn.flip = draws.uniform() < spec.flip_probability;
  // All are drawn whether or not they are used, so that the probabilities do not shift the numbers.
  drawn.jitter = draws.uniform() < spec.jitter_probability;
  drawn.contrast_first = draws.uniform() < 0.5;
  drawn.brightness = draws.uniform(std::max(0.0, 1 - spec.brightness), 1 + spec.brightness);
  drawn.contrast = draws.uniform(std::max(0.0, 1 - spec.contrast), 1 + spec.contrast);
  return drawn;
}

at::Tensor render_crops(const at::Tensor& images, const CropSpec& spec,
                        const std::vector<CropParameters>& parameters) {
  const int64_t batch = images.size(0);
  const auto rows = static_cast<int64_t>(parameters.size());
  TORCH_CHECK(rows == spec.count * batch, "render_crops: expected ", spec.count * batch, " parameters, got ",
              rows);
  at::Tensor crops = at::empty({rows, images.size(1), spec.height, spec.width}, images.options());
  at::parallel_for(0, rows, 4, [&](int64_t begin, int64_t end) {
    at::NoGradGuard no_grad;  // OpenMP's threads do not inherit it.
    for (int64_t row = begin; row < end; ++row) {
      const CropParameters& drawn = parameters[row];
      const at::Tensor box = images.narrow(0, row % batch, 1)
                                 .narrow(2, drawn.top, drawn.height)
                                 .narrow(3, drawn.left, drawn.width)
                                 .contiguous();
      at::Tensor view =
          at::_upsample_bicubic2d_aa(box, {spec.height, spec.width}, /*align_corners=*/false).squeeze(0);
      view.clamp_(0, 1);
      if (drawn.flip) view = view.flip({2});
      if (drawn.jitter) jitter(view, drawn);
      crops.select(0, row).copy_(view);
    }
  });
  return crops;
}

}  // namespace dino
