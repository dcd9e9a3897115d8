#include <algorithm>
#include <array>
#include <cmath>

#include "steps.h"

namespace dino::ops::crops {

namespace {

// Between `from` (factor 0) and `to` (factor 1), cut off, and clipped beyond them.
uint8_t blend(int from, int to, float factor) {
  const float value = static_cast<float>(from) + factor * static_cast<float>(to - from);
  return static_cast<uint8_t>(std::clamp(value, 0.0f, 255.0f));
}

float blend(float from, float to, double factor, const Floats& view) {
  const float value = static_cast<float>(factor) * to + static_cast<float>(1 - factor) * from;
  const float clipped = std::clamp(value, 0.0f, view.bound);
  return view.levels ? std::trunc(clipped) : clipped;
}

using Table = std::array<uint8_t, 256>;

template <class Function>
void map_levels(const Bytes& view, const Function& function) {
  Table table;
  for (int level = 0; level < 256; ++level) table[level] = function(level);
  std::transform(view.data, view.data + view.size(), view.data, [&](uint8_t level) { return table[level]; });
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

// Luma of ITU-R BT.601 in 16-bit fractions.
uint8_t luma(const Colour<uint8_t>& colour) {
  return static_cast<uint8_t>((19595 * colour.r + 38470 * colour.g + 7471 * colour.b + 32768) >> 16);
}

float luma(const Colour<float>& colour, const Floats& view) {
  const float value = 0.2989f * colour.r + 0.587f * colour.g + 0.114f * colour.b;
  return view.levels ? std::trunc(value) : value;
}

// Of all values where there are no three channels.
template <class Pixels, class Luma>
double mean_gray(const Pixels& view, const Luma& luma_of) {
  double sum = 0;
  if (view.channels != 3) {
    for (int64_t i = 0; i < view.size(); ++i) sum += view.data[i];
    return sum / static_cast<double>(view.size());
  }
  const auto *r = view.plane(0), *g = view.plane(1), *b = view.plane(2);
  for (int64_t i = 0; i < view.area(); ++i) sum += luma_of({r[i], g[i], b[i]});
  return sum / static_cast<double>(view.area());
}

uint8_t clipped(double value) {
  return static_cast<uint8_t>(std::clamp(value, 0.0, 255.0));
}

// The HSV image of PIL: hue and saturation are bytes too.
struct Hsv {
  uint8_t h, s, v;
};

Hsv to_hsv(const Colour<uint8_t>& colour) {
  const auto [r, g, b] = colour;
  const uint8_t high = std::max({r, g, b}), low = std::min({r, g, b});
  if (high == low) return {0, 0, high};
  const auto range = static_cast<float>(high - low);
  const auto below = [&](uint8_t value) { return static_cast<float>(high - value) / range; };
  float h;
  if (r == high) {
    h = below(b) - below(g);
  } else if (g == high) {
    h = static_cast<float>(2.0 + below(r) - below(b));
  } else {
    h = static_cast<float>(4.0 + below(g) - below(r));
  }
  const double turns = h / 6.0 + 1.0;  // 5/6 to 11/6
  h = static_cast<float>(turns >= 1 ? turns - 1 : turns);
  return {clipped(h * 255.0), clipped(range / static_cast<float>(high) * 255.0), high};
}

Colour<uint8_t> to_rgb(const Hsv& hsv) {
  const uint8_t v = hsv.v;
  if (hsv.s == 0) return {v, v, v};
  const double sixths = static_cast<float>(hsv.h) * 6.0 / 255.0;
  const int sector = static_cast<int>(sixths);  // 0 to 6
  const auto f = static_cast<float>(sixths - sector);
  const auto s = static_cast<float>(hsv.s / 255.0);
  const auto level = [&](double share) { return clipped(std::round(v * share)); };
  const uint8_t p = level(1.0 - s), q = level(1.0 - s * f), t = level(1.0 - s * (1.0 - f));
  switch (sector % 6) {
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

void turn_hue(const Bytes& view, double turns) {
  // Cut off towards zero; wraps.
  const auto shift = static_cast<uint8_t>(static_cast<int>(turns * 255));
  map_colours(view, [=](const Colour<uint8_t>& colour) {
    Hsv hsv = to_hsv(colour);
    hsv.h = static_cast<uint8_t>(hsv.h + shift);
    return to_rgb(hsv);
  });
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
  const auto factor = static_cast<float>(step.factor);
  switch (step.kind) {
    case Adjust::kNone:
      return;
    case Adjust::kBrightness:
      return map_levels(view, [=](int level) { return blend(0, level, factor); });
    case Adjust::kContrast: {
      const int gray =
          static_cast<int>(mean_gray(view, [](const Colour<uint8_t>& colour) { return luma(colour); }) + 0.5);
      return map_levels(view, [=](int level) { return blend(gray, level, factor); });
    }
    case Adjust::kSaturation:
      if (view.channels != 3) return;
      return map_colours(view, [=](const Colour<uint8_t>& colour) {
        const uint8_t gray = luma(colour);
        return Colour<uint8_t>{blend(gray, colour.r, factor), blend(gray, colour.g, factor),
                               blend(gray, colour.b, factor)};
      });
    case Adjust::kHue:
      if (view.channels == 3) turn_hue(view, step.factor);
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
      return blend_with(static_cast<float>(
          mean_gray(view, [&](const Colour<float>& colour) { return luma(colour, view); })));
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
  if (view.channels != 3) return;
  map_colours(view, [](const Colour<uint8_t>& colour) {
    const uint8_t gray = luma(colour);
    return Colour<uint8_t>{gray, gray, gray};
  });
}

void make_gray(const Floats& view) {
  if (view.channels != 3) return;
  map_colours(view, [&](const Colour<float>& colour) {
    const float gray = luma(colour, view);
    return Colour<float>{gray, gray, gray};
  });
}

void solarize(const Bytes& view, double threshold) {
  map_levels(view, [=](int level) { return static_cast<uint8_t>(level >= threshold ? 255 - level : level); });
}

void solarize(const Floats& view, double threshold) {
  const auto limit = static_cast<float>(view.levels ? threshold : threshold / 255);
  for (int64_t i = 0; i < view.size(); ++i)
    if (view.data[i] >= limit) view.data[i] = view.bound - view.data[i];
}

}  // namespace dino::ops::crops
