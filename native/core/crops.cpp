#include "core/crops.h"

#include <ATen/ATen.h>
#include <ATen/core/PhiloxRNGEngine.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <utility>

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
  bool happens(double probability) { return uniform() < probability; }
  int64_t up_to(int64_t last) {
    return std::min<int64_t>(last, static_cast<int64_t>(uniform() * static_cast<double>(last + 1)));
  }
  double around(double center, double spread, double least) {
    return uniform(std::max(least, center - spread), center + spread);
  }

 private:
  at::Philox4_32 engine_;
};

struct Box {
  int64_t top, left, height, width;
};

Box sample_box(const CropSpec& spec, int64_t height, int64_t width, Draws& draws) {
  const double area = static_cast<double>(height) * static_cast<double>(width);
  for (int attempt = 0; attempt < 10; ++attempt) {
    const double target = area * draws.uniform(spec.scale_low, spec.scale_high);
    const double ratio = std::exp(draws.uniform(std::log(spec.ratio_low), std::log(spec.ratio_high)));
    // nearbyint rounds half to even, as the reference does.
    const auto w = static_cast<int64_t>(std::nearbyint(std::sqrt(target * ratio)));
    const auto h = static_cast<int64_t>(std::nearbyint(std::sqrt(target / ratio)));
    if (w > 0 && w <= width && h > 0 && h <= height) {
      const int64_t top = draws.up_to(height - h);
      return {top, draws.up_to(width - w), h, w};
    }
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

double of_view(const std::vector<double>& values, int64_t view) {
  if (values.empty()) return 0;
  return values[std::min<size_t>(static_cast<size_t>(view), values.size() - 1)];
}

std::array<Jitter, 4> sample_jitter(const CropSpec& spec, Draws& draws) {
  const bool jitter = draws.happens(spec.jitter_probability);
  const double brightness = draws.around(1, spec.brightness, 0);
  const double contrast = draws.around(1, spec.contrast, 0);
  const double saturation = draws.around(1, spec.saturation, 0);
  const double hue = draws.around(0, spec.hue, -0.5);
  // What has no range is no step, as in torchvision: through HSV and back, even no shift changes bytes.
  const auto step = [](Adjustment adjustment, double range, double factor) {
    return range > 0 ? Jitter{adjustment, factor} : Jitter{};
  };
  std::array<Jitter, 4> steps{step(Adjustment::kBrightness, spec.brightness, brightness),
                              step(Adjustment::kContrast, spec.contrast, contrast),
                              step(Adjustment::kSaturation, spec.saturation, saturation),
                              step(Adjustment::kHue, spec.hue, hue)};
  for (int64_t i = 3; i > 0; --i) std::swap(steps[i], steps[draws.up_to(i)]);
  return jitter ? steps : std::array<Jitter, 4>{};
}

}  // namespace

CropParameters sample_crop(const CropSpec& spec, int64_t view, int64_t image_height, int64_t image_width,
                           const CropKey& key) {
  Draws draws(key);
  CropParameters drawn;
  drawn.flip = draws.happens(spec.flip_probability);
  drawn.jitter = sample_jitter(spec, draws);
  drawn.grayscale = draws.happens(spec.grayscale_probability);
  drawn.blur = spec.blur;
  const bool blur = draws.happens(of_view(spec.blur_probability, view));
  const double sigma = draws.uniform(spec.sigma_low, spec.sigma_high);
  if (blur) drawn.blur_sigma = sigma;
  if (draws.happens(of_view(spec.solarize_probability, view)))
    drawn.solarize_threshold = spec.solarize_threshold;
  const Box box = sample_box(spec, image_height, image_width, draws);
  drawn.top = box.top;
  drawn.left = box.left;
  drawn.height = box.height;
  drawn.width = box.width;
  return drawn;
}

at::Tensor crop_table(const std::vector<CropParameters>& parameters, int64_t batch) {
  at::Tensor table = at::empty({static_cast<int64_t>(parameters.size()), kCropColumns}, at::kDouble);
  auto* cell = table.mutable_data_ptr<double>();
  const auto put = [&](auto value) { *cell++ = static_cast<double>(value); };
  for (size_t i = 0; i < parameters.size(); ++i) {
    const CropParameters& row = parameters[i];
    put(static_cast<int64_t>(i) % batch);
    for (const int64_t value : {row.top, row.left, row.height, row.width}) put(value);
    put(row.flip);
    for (const Jitter& step : row.jitter) {
      put(step.adjustment);
      put(step.factor);
    }
    put(row.grayscale);
    put(row.blur);
    put(row.blur_sigma);
    put(row.solarize_threshold);
  }
  return table;
}

at::Tensor render_table(const std::vector<at::Tensor>& images, const at::Tensor& table, int64_t height,
                        int64_t width, std::string_view arithmetic) {
  static const auto op =
      c10::Dispatcher::singleton()
          .findSchemaOrThrow("dino::render_crops", "")
          .typed<at::Tensor(at::TensorList, const at::Tensor&, int64_t, int64_t, std::string_view)>();
  at::NoGradGuard no_grad;
  return op.call(images, table, height, width, arithmetic);
}

at::Tensor render_crops(const std::vector<at::Tensor>& images, const CropSpec& spec,
                        const std::vector<CropParameters>& parameters) {
  const auto batch = static_cast<int64_t>(images.size());
  TORCH_CHECK(static_cast<int64_t>(parameters.size()) == spec.count * batch, "render_crops: expected ",
              spec.count * batch, " parameters, got ", parameters.size());
  return render_table(images, crop_table(parameters, batch), spec.height, spec.width, "pil");
}

}  // namespace dino
