// The colour steps of dino::render_crops on one pixel, in each arithmetic; native/ops/cpu/crops has the same.
#pragma once
#include "crops_pixels.cuh"

namespace dino::ops::cuda {

// Luma of ITU-R BT.601, for Pil in 16-bit fractions.
template <class A>
__device__ __forceinline__ auto luma(const Colour<typename A::Pixel>& colour) {
  if constexpr (A::kArithmetic == CropArithmetic::kPil) {
    return static_cast<uint8_t>((19595 * colour.r + 38470 * colour.g + 7471 * colour.b + 32768) >> 16);
  } else {
    const float value = product(0.2989f, colour.r) + product(0.587f, colour.g) + product(0.114f, colour.b);
    return A::kIntegers ? truncf(value) : value;
  }
}

// Between `from` (factor 0) and `to` (factor 1), and clipped beyond them.
template <class A>
__device__ __forceinline__ typename A::Pixel blend(typename A::Pixel from, typename A::Pixel to,
                                                   double factor) {
  if constexpr (A::kArithmetic == CropArithmetic::kPil) {
    const float value =
        static_cast<float>(from) + product(static_cast<float>(factor), static_cast<float>(to - from));
    return static_cast<uint8_t>(clamped(value, 0.f, 255.f));
  } else {
    const float value =
        product(static_cast<float>(factor), to) + product(static_cast<float>(1 - factor), from);
    const float clipped = clamped(value, 0.f, A::kBound);
    return A::kIntegers ? truncf(clipped) : clipped;
  }
}

// Of a hue's sixth.
template <class Pixel>
__device__ __forceinline__ Colour<Pixel> in_sector(int sector, Pixel v, Pixel p, Pixel q, Pixel t) {
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

// Through the HSV image of PIL, whose hue and saturation are bytes too.
__device__ __forceinline__ Colour<uint8_t> turned(const Colour<uint8_t>& colour, double turns) {
  const auto [r, g, b] = colour;
  const uint8_t v = r > g ? (r > b ? r : b) : (g > b ? g : b),
                low = r < g ? (r < b ? r : b) : (g < b ? g : b);
  uint8_t hue = 0, saturation = 0;
  if (v != low) {
    const auto range = static_cast<float>(v - low);
    const auto below = [&](uint8_t value) { return static_cast<float>(v - value) / range; };
    float h;
    if (r == v) {
      h = below(b) - below(g);
    } else if (g == v) {
      h = static_cast<float>(2.0 + below(r) - below(b));
    } else {
      h = static_cast<float>(4.0 + below(g) - below(r));
    }
    const double shifted = h / 6.0 + 1.0;  // 5/6 to 11/6
    h = static_cast<float>(shifted >= 1 ? shifted - 1 : shifted);
    hue = to_byte(product(static_cast<double>(h), 255.0));
    saturation = to_byte(product(static_cast<double>(range / static_cast<float>(v)), 255.0));
  }
  // Cut off towards zero; wraps.
  hue = static_cast<uint8_t>(hue + static_cast<uint8_t>(static_cast<int>(turns * 255)));
  if (saturation == 0) return {v, v, v};
  const double sixths = product(static_cast<double>(hue), 6.0) / 255.0;
  const auto sector = static_cast<int>(sixths);  // 0 to 6
  const auto f = static_cast<float>(sixths - sector);
  const auto s = static_cast<float>(saturation / 255.0);
  const auto level = [&](double share) { return to_byte(round(product(static_cast<double>(v), share))); };
  return in_sector<uint8_t>(sector, v, level(1.0 - s), level(1.0 - product(s, f)),
                            level(1.0 - product(static_cast<double>(s), 1.0 - f)));
}

template <class A>
__device__ __forceinline__ Colour<float> turned_float(const Colour<float>& colour, double turns) {
  const float r = colour.r / A::kBound, g = colour.g / A::kBound, b = colour.b / A::kBound;
  const float v = fmaxf(r, fmaxf(g, b)), low = fminf(r, fminf(g, b));
  const bool gray = v == low;
  const float range = gray ? 1 : v - low;
  const float s = gray ? 0 : (v - low) / v;
  const float below_r = (v - r) / range, below_g = (v - g) / range, below_b = (v - b) / range;
  const float sixth = r == v   ? below_b - below_g
                      : g == v ? 2.0f + below_r - below_b
                               : 4.0f + below_g - below_r;
  // Of a number from 5/6 to 11/6.
  const float shifted = sixth / 6.0f + 1.0f;
  float h = (shifted >= 1 ? shifted - 1 : shifted) + static_cast<float>(turns);
  h -= floorf(h);
  const float sector = floorf(product(h, 6.0f));
  const float f = product(h, 6.0f) - sector;
  const auto level = [&](float share) { return clamped(product(v, share), 0.f, 1.f); };
  Colour<float> made = in_sector<float>(static_cast<int>(sector), v, level(1.0f - s),
                                        level(1.0f - product(s, f)), level(1.0f - product(s, 1.0f - f)));
  if constexpr (A::kIntegers) {
    // As torchvision turns floats into bytes again.
    for (float* value : {&made.r, &made.g, &made.b}) *value = truncf(product(*value, 255.999f));
  }
  return made;
}

// Any step but contrast, which wants the whole view's mean.
template <class A>
__device__ __forceinline__ void adjust(Colour<typename A::Pixel>& colour, CropStep step, double factor) {
  using Pixel = typename A::Pixel;
  if (step == kCropBrightness) {
    colour = {blend<A>(0, colour.r, factor), blend<A>(0, colour.g, factor), blend<A>(0, colour.b, factor)};
  } else if (step == kCropSaturation) {
    const Pixel gray = luma<A>(colour);
    colour = {blend<A>(gray, colour.r, factor), blend<A>(gray, colour.g, factor),
              blend<A>(gray, colour.b, factor)};
  } else if (step == kCropHue) {
    if constexpr (A::kArithmetic == CropArithmetic::kPil) {
      colour = turned(colour, factor);
    } else {
      colour = turned_float<A>(colour, factor);
    }
  }
}

template <class A>
__device__ __forceinline__ typename A::Pixel solarized(typename A::Pixel value, double threshold) {
  if (threshold > 255) return value;
  if constexpr (A::kArithmetic == CropArithmetic::kPil) {
    return static_cast<uint8_t>(value >= threshold ? 255 - value : value);
  } else {
    return value >= static_cast<float>(A::kIntegers ? threshold : threshold / 255) ? A::kBound - value
                                                                                   : value;
  }
}

}  // namespace dino::ops::cuda
