// The colour steps of dino::render_crops, value by value.
#pragma once
#include "reference_planes.h"

namespace cuda_test {

using Rgb = std::array<float, 3>;

inline float luma(const ReferencePlanes& planes, float r, float g, float b) {
  if (planes.pil)
    return static_cast<float>(static_cast<int64_t>(19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
  return planes.cut(0.2989f * r + 0.587f * g + 0.114f * b);
}

inline float blend(const ReferencePlanes& planes, float from, float to, double factor) {
  const auto share = static_cast<float>(factor);
  const float value =
      planes.pil ? from + share * (to - from) : share * to + static_cast<float>(1 - factor) * from;
  return planes.cut(std::clamp(value, 0.f, planes.bound));
}

template <class F>
void map(ReferencePlanes& planes, const F& f) {
  const int64_t area = planes.height * planes.width;
  for (int64_t i = 0; i < area; ++i) {
    const Rgb made = f(planes.values[i], planes.values[area + i], planes.values[2 * area + i]);
    for (int64_t c = 0; c < 3; ++c) planes.values[c * area + i] = made[static_cast<size_t>(c)];
  }
}

inline Rgb sector_colour(int sector, float v, float p, float q, float t) {
  const Rgb all[6] = {{v, t, p}, {q, v, p}, {p, v, t}, {p, q, v}, {t, p, v}, {v, p, q}};
  return all[sector % 6];
}

inline Rgb turned_bytes(float r, float g, float b, double turns) {
  const auto byte = [](double value) { return static_cast<int>(std::clamp(value, 0.0, 255.0)); };
  const float v = std::max({r, g, b}), low = std::min({r, g, b}), range = v - low;
  int hue = 0, saturation = 0;
  if (range > 0) {
    const float below_r = (v - r) / range, below_g = (v - g) / range, below_b = (v - b) / range;
    const float h = r == v   ? below_b - below_g
                    : g == v ? static_cast<float>(2.0 + below_r - below_b)
                             : static_cast<float>(4.0 + below_g - below_r);
    hue = byte(static_cast<float>(std::fmod(h / 6.0 + 1.0, 1.0)) * 255.0);
    saturation = byte(range / v * 255.0);
  }
  hue = (hue + static_cast<int>(turns * 255) + 256) % 256;
  if (saturation == 0) return {v, v, v};
  const double sixths = static_cast<float>(hue) * 6.0 / 255.0;
  const auto f = static_cast<float>(sixths - std::floor(sixths)), s = static_cast<float>(saturation / 255.0);
  const auto level = [&](double share) { return static_cast<float>(byte(std::round(v * share))); };
  return sector_colour(static_cast<int>(sixths), v, level(1.0 - s), level(1.0 - s * f),
                       level(1.0 - s * (1.0 - f)));
}

inline Rgb turned(const ReferencePlanes& planes, float r, float g, float b, double turns) {
  r /= planes.bound, g /= planes.bound, b /= planes.bound;
  const float v = std::max({r, g, b}), low = std::min({r, g, b}), range = v == low ? 1 : v - low;
  const float s = v == low ? 0 : (v - low) / v;
  const float below_r = (v - r) / range, below_g = (v - g) / range, below_b = (v - b) / range;
  const float sixth = r == v ? below_b - below_g : g == v ? 2.f + below_r - below_b : 4.f + below_g - below_r;
  float h = std::fmod(sixth / 6.f + 1.f, 1.f) + static_cast<float>(turns);
  h -= std::floor(h);
  const float sector = std::floor(h * 6.f), f = h * 6.f - sector;
  const auto level = [&](float share) { return std::clamp(v * share, 0.f, 1.f); };
  Rgb made = sector_colour(static_cast<int>(sector), v, level(1.f - s), level(1.f - s * f),
                           level(1.f - s * (1.f - f)));
  if (planes.integers)
    for (float& value : made) value = std::trunc(value * 255.999f);
  return made;
}

inline void adjust(ReferencePlanes& planes, CropStep step, double factor) {
  if (step == kCropBrightness || step == kCropContrast) {
    float gray = 0;
    if (step == kCropContrast) {
      double sum = 0;
      const int64_t area = planes.height * planes.width;
      if (planes.channels == 3) {
        for (int64_t i = 0; i < area; ++i)
          sum += luma(planes, planes.values[i], planes.values[area + i], planes.values[2 * area + i]);
        sum /= static_cast<double>(area);
      } else {
        for (const float value : planes.values) sum += value;
        sum /= static_cast<double>(planes.values.size());
      }
      gray = static_cast<float>(planes.pil ? std::floor(sum + 0.5) : sum);
    }
    for (float& value : planes.values) value = blend(planes, gray, value, factor);
  }
  if (planes.channels != 3) return;
  if (step == kCropSaturation)
    map(planes, [&](float r, float g, float b) -> Rgb {
      const float y = luma(planes, r, g, b);
      return {blend(planes, y, r, factor), blend(planes, y, g, factor), blend(planes, y, b, factor)};
    });
  if (step == kCropHue)
    map(planes, [&](float r, float g, float b) {
      return planes.pil ? turned_bytes(r, g, b, factor) : turned(planes, r, g, b, factor);
    });
}

inline void solarize(ReferencePlanes& planes, double threshold) {
  for (float& value : planes.values) {
    const bool bright = planes.pil
                            ? static_cast<double>(value) >= threshold
                            : value >= static_cast<float>(planes.integers ? threshold : threshold / 255);
    if (bright) value = planes.bound - value;
  }
}

// What has three channels.
inline void make_gray(ReferencePlanes& planes) {
  if (planes.channels != 3) return;
  map(planes, [&](float r, float g, float b) -> Rgb {
    const float y = luma(planes, r, g, b);
    return {y, y, y};
  });
}

}  // namespace cuda_test
