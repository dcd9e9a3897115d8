#include <algorithm>
#include <array>
#include <cmath>

#include "../simd/crops_colour.h"
#include "steps.h"

namespace dino::ops::crops {

namespace {

float blend(float from, float to, double factor, const Floats& view) {
  const float value = static_cast<float>(factor) * to + static_cast<float>(1 - factor) * from;
  const float clipped = std::clamp(value, 0.0f, view.bound);
  return view.levels ? std::trunc(clipped) : clipped;
}

template <class Value>
struct Colour {
  Value r, g, b;
};

template <class Pixels, class Function>
void map_colours(const Pixels& view, const Function& function) {
  auto *r = view.plane(0), *g = view.plane(1), *b = view.plane(2);
  for (int64_t i = 0; i < view.area(); ++i) {
    const auto [red, green, blue] = function(Colour<std::decay_t<decltype(*r)>>{r[i], g[i], b[i]});
    r[i] = red;
    g[i] = green;
    b[i] = blue;
  }
}

float luma(const Colour<float>& colour, const Floats& view) {
  const float value = 0.2989f * colour.r + 0.587f * colour.g + 0.114f * colour.b;
  return view.levels ? std::trunc(value) : value;
}

// Of all values where there are no three channels; rounded.
int mean_gray(const Bytes& view) {
  const bool coloured = view.channels == 3;
  const int64_t sum = coloured ? simd::colour_kernels().sum_of_gray(view.data, view.area())
                               : simd::colour_kernels().sum(view.data, view.size());
  const int64_t count = coloured ? view.area() : view.size();
  return static_cast<int>(static_cast<double>(sum) / static_cast<double>(count) + 0.5);
}

double mean_gray(const Floats& view) {
  double sum = 0;
  if (view.channels != 3) {
    for (int64_t i = 0; i < view.size(); ++i) sum += view.data[i];
    return sum / static_cast<double>(view.size());
  }
  const float *r = view.plane(0), *g = view.plane(1), *b = view.plane(2);
  for (int64_t i = 0; i < view.area(); ++i) sum += luma({r[i], g[i], b[i]}, view);
  return sum / static_cast<double>(view.area());
}

Colour<float> turned(const Colour<float>& colour, float shift) {
  const auto [r, g, b] = colour;
  const float v = std::max({r, g, b}), low = std::min({r, g, b});
  const bool gray = v == low;
  const float range = gray ? 1 : v - low;
  const float s = gray ? 0 : (v - low) / v;
  const float below_r = (v - r) / range, below_g = (v - g) / range, below_b = (v - b) / range;
  const float sixth = r == v   ? below_b - below_g
                      : g == v ? 2.0f + below_r - below_b
                               : 4.0f + below_g - below_r;
  float h = std::fmod(sixth / 6.0f + 1.0f, 1.0f) + shift;
  h -= std::floor(h);
  const float sector = std::floor(h * 6.0f);
  const float f = h * 6.0f - sector;
  const auto level = [&](float share) { return std::clamp(v * share, 0.0f, 1.0f); };
  const float p = level(1.0f - s), q = level(1.0f - s * f), t = level(1.0f - s * (1.0f - f));
  switch (static_cast<int>(sector) % 6) {
    case 0:
      return {v, t, p};
    case 1:
      return {q, v, p};
    case 2:
      return {p, v, t};
    case 3:
      return {p, q, v};
    case 4:
      return {t, p, v};
    default:
      return {v, p, q};
  }
}

void turn_hue(const Floats& view, double turns) {
  const auto shift = static_cast<float>(turns);
  const float bound = view.bound;
  const bool levels = view.levels;
  map_colours(view, [=](const Colour<float>& colour) {
    Colour<float> made = turned({colour.r / bound, colour.g / bound, colour.b / bound}, shift);
    // As torchvision turns floats into bytes again.
    if (levels)
      for (float* value : {&made.r, &made.g, &made.b}) *value = std::trunc(*value * 255.999f);
    return made;
  });
}

}  // namespace

void adjust(const Bytes& view, const View::Step& step) {
  const simd::ColourKernels& kernels = simd::colour_kernels();
  const auto factor = static_cast<float>(step.factor);
  const bool coloured = view.channels == 3;
  switch (step.kind) {
    case Adjust::kNone:
      return;
    case Adjust::kBrightness:
      return kernels.blend(view.data, view.size(), 0, factor);
    case Adjust::kContrast:
      return kernels.blend(view.data, view.size(), mean_gray(view), factor);
    case Adjust::kSaturation:
      if (coloured) kernels.saturate(view.data, view.area(), factor);
      return;
    case Adjust::kHue:
      // Cut off towards zero; wraps.
      if (coloured) kernels.turn_hue(view.data, view.area(), static_cast<int>(step.factor * 255));
      return;
  }
}

void adjust(const Floats& view, const View::Step& step) {
  const double factor = step.factor;
  const auto blend_with = [&](float gray) {
    for (int64_t i = 0; i < view.size(); ++i) view.data[i] = blend(gray, view.data[i], factor, view);
  };
  switch (step.kind) {
    case Adjust::kNone:
      return;
    case Adjust::kBrightness:
      return blend_with(0);
    case Adjust::kContrast:
      return blend_with(static_cast<float>(mean_gray(view)));
    case Adjust::kSaturation:
      if (view.channels != 3) return;
      return map_colours(view, [&](const Colour<float>& colour) {
        const float gray = luma(colour, view);
        return Colour<float>{blend(gray, colour.r, factor, view), blend(gray, colour.g, factor, view),
                             blend(gray, colour.b, factor, view)};
      });
    case Adjust::kHue:
      if (view.channels == 3) turn_hue(view, factor);
      return;
  }
}

void make_gray(const Bytes& view) {
  if (view.channels == 3) simd::colour_kernels().make_gray(view.data, view.area());
}

void make_gray(const Floats& view) {
  if (view.channels != 3) return;
  map_colours(view, [&](const Colour<float>& colour) {
    const float gray = luma(colour, view);
    return Colour<float>{gray, gray, gray};
  });
}

void solarize(const Bytes& view, double threshold) {
  simd::colour_kernels().solarize(view.data, view.size(), static_cast<int>(std::ceil(threshold)));
}

void solarize(const Floats& view, double threshold) {
  const auto limit = static_cast<float>(view.levels ? threshold : threshold / 255);
  for (int64_t i = 0; i < view.size(); ++i)
    if (view.data[i] >= limit) view.data[i] = view.bound - view.data[i];
}

}  // namespace dino::ops::crops
