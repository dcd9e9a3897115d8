#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "../../blur_shape.h"
#include "../simd/crops_blur.h"
#include "../simd/crops_resize.h"
#include "steps.h"

namespace dino::ops::crops {

namespace {

simd::ByteBox box_of(float radius, uint8_t) {
  const auto reach = static_cast<int>(radius);
  const auto inner = static_cast<uint32_t>(static_cast<float>(1 << 24) / (radius * 2 + 1));
  return {reach, inner, ((1 << 24) - (reach * 2 + 1) * inner) / 2};
}

simd::FloatBox box_of(float radius, float) {
  const auto reach = static_cast<int>(radius);
  const double inner = 1 / (radius * 2.0 + 1);
  return {reach, inner, (1 - static_cast<double>(reach * 2 + 1) * inner) / 2};
}

void transpose(const uint8_t* from, int64_t stride, int64_t rows, int64_t columns, uint8_t* to,
               int64_t to_stride) {
  simd::resize_kernels().transpose(from, stride, rows, columns, to, to_stride);
}

void transpose(const float* from, int64_t stride, int64_t rows, int64_t columns, float* to,
               int64_t to_stride) {
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column)
      to[column * to_stride + row] = from[row * stride + column];
}

template <class Value>
void copy(const Value* from, int64_t stride, int64_t rows, int64_t columns, Value* to, int64_t to_stride) {
  for (int64_t row = 0; row < rows; ++row) std::copy_n(from + row * stride, columns, to + row * to_stride);
}

// Three passes over `width` columns; the result stands in `spare`.
void pass_boxes(uint8_t* strip, uint8_t* spare, int64_t height, int64_t width, const simd::ByteBox& box) {
  const auto pass = simd::blur_kernels().box_of_bytes;
  pass(strip, height, width, box, spare);
  pass(spare, height, width, box, strip);
  pass(strip, height, width, box, spare);
}

void pass_boxes(float* strip, float* spare, int64_t height, int64_t width, const simd::FloatBox& box) {
  const auto pass = simd::blur_kernels().box_of_floats;
  pass(strip, height, width, box, spare);
  pass(spare, height, width, box, strip);
  pass(strip, height, width, box, spare);
}

// Along the rows, then along the columns, as many side by side as registers hold.
template <class Pixels>
void blur_all(const Pixels& view, double sigma, Buffer& buffer) {
  using Value = std::decay_t<decltype(*view.data)>;
  using simd::kStrip;
  const auto box = box_of(box_radius(sigma), Value());
  const int64_t size = kStrip * std::max(view.height, view.width);
  auto* strip = reinterpret_cast<Value*>(buffer.room(2 * size * static_cast<int64_t>(sizeof(Value))));
  Value* spare = strip + size;
  for (int64_t channel = 0; channel < view.channels; ++channel) {
    Value* plane = view.plane(channel);
    for (int64_t y = 0; y < view.height; y += kStrip) {
      const int64_t rows = std::min(kStrip, view.height - y);
      transpose(plane + y * view.width, view.width, rows, view.width, strip, kStrip);
      pass_boxes(strip, spare, view.width, rows, box);
      transpose(spare, kStrip, view.width, rows, plane + y * view.width, view.width);
    }
    for (int64_t x = 0; x < view.width; x += kStrip) {
      const int64_t columns = std::min(kStrip, view.width - x);
      copy(plane + x, view.width, view.height, columns, strip, kStrip);
      pass_boxes(strip, spare, view.height, columns, box);
      copy(spare, kStrip, view.height, columns, plane + x, view.width);
    }
  }
}

constexpr int64_t kTaps = kBlurTaps;
constexpr int64_t kReach = kTaps / 2;

// Mirrored at the first and the last value, as often as it takes.
int64_t mirrored(int64_t at, int64_t length) {
  if (length == 1) return 0;
  const int64_t period = 2 * (length - 1);
  at = ((at % period) + period) % period;
  return std::min(at, period - at);
}

// `plane` becomes the weighted mean of its neighbours, first along the rows, then along the columns.
void blur_plane(std::vector<float>& plane, int64_t height, int64_t width,
                const std::array<float, kTaps>& weights) {
  const auto add_weighted = simd::blur_kernels().add_weighted;
  std::vector<float> across(plane.size(), 0), line(width + 2 * kReach);
  for (int64_t y = 0; y < height; ++y) {
    const float* in = plane.data() + y * width;
    for (int64_t x = 0; x < width + 2 * kReach; ++x) line[x] = in[mirrored(x - kReach, width)];
    float* out = across.data() + y * width;
    for (int64_t tap = 0; tap < kTaps; ++tap) add_weighted(out, line.data() + tap, weights[tap], width);
  }
  std::fill(plane.begin(), plane.end(), 0.0f);
  for (int64_t y = 0; y < height; ++y) {
    float* out = plane.data() + y * width;
    for (int64_t tap = 0; tap < kTaps; ++tap) {
      const float* in = across.data() + mirrored(y + tap - kReach, height) * width;
      add_weighted(out, in, weights[tap], width);
    }
  }
}

template <class Pixels>
void blur_each(const Pixels& view, double sigma, float bound, bool levels) {
  using Value = std::decay_t<decltype(*view.data)>;
  const std::array<float, kTaps> weights = gaussian_taps(sigma);
  for (int64_t channel = 0; channel < view.channels; ++channel) {
    auto* values = view.plane(channel);
    std::vector<float> plane(values, values + view.area());
    blur_plane(plane, view.height, view.width, weights);
    std::transform(plane.begin(), plane.end(), values, [=](float value) {
      return static_cast<Value>(std::min(levels ? std::nearbyint(value) : value, bound));
    });
  }
}

}  // namespace

void blur_by_boxes(const Bytes& view, double sigma, Scratch& scratch) {
  blur_all(view, sigma, scratch.band);
}

void blur_by_boxes(const Floats& view, double sigma, Scratch& scratch) {
  blur_all(view, sigma, scratch.band);
  // Running sums may leave the range by rounding.
  std::transform(view.data, view.data + view.size(), view.data, [&](float value) {
    return std::clamp(view.levels ? std::nearbyint(value) : value, 0.0f, view.bound);
  });
}

void blur_by_taps(const Bytes& view, double sigma) {
  blur_each(view, sigma, 255, true);
}

void blur_by_taps(const Floats& view, double sigma) {
  blur_each(view, sigma, view.bound, view.levels);
}

}  // namespace dino::ops::crops
