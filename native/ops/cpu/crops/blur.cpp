#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "steps.h"

namespace dino::ops::crops {

namespace {

// Of the box that, passed three times, has the Gaussian's variance.
float box_radius(double sigma) {
  const auto radius = static_cast<float>(sigma);
  const float variance = radius * radius / 3;
  const auto length = static_cast<float>(std::sqrt(12.0 * variance + 1.0));
  const auto whole = static_cast<float>(std::floor((length - 1.0) / 2.0));
  float rest = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
  rest /= 6 * (variance - (whole + 1) * (whole + 1));
  return whole + rest;
}

// A line and what its ends repeat: `before` values on either side.
template <class Value>
void pad(const Value* line, int64_t step, int64_t length, int64_t before, std::vector<Value>& padded) {
  padded.resize(length + 2 * before);
  std::fill_n(padded.begin(), before, line[0]);
  for (int64_t i = 0; i < length; ++i) padded[before + i] = line[i * step];
  std::fill_n(padded.begin() + before + length, before, line[(length - 1) * step]);
}

// A box of 2 · reach + 1 taps that weigh `inner`, and two more at its ends that weigh `outer`.
struct ByteBox {
  using Value = uint8_t;
  explicit ByteBox(float radius) : reach(static_cast<int>(radius)) {
    inner = static_cast<uint32_t>(static_cast<float>(1 << 24) / (radius * 2 + 1));
    outer = ((1 << 24) - (reach * 2 + 1) * inner) / 2;
  }
  uint8_t value(uint32_t sum, uint32_t ends) const {
    return static_cast<uint8_t>((sum * inner + ends * outer + (1 << 23)) >> 24);
  }
  using Sum = uint32_t;
  int64_t reach;
  uint32_t inner, outer;
};

struct FloatBox {
  using Value = float;
  explicit FloatBox(float radius) : reach(static_cast<int>(radius)) {
    inner = 1 / (radius * 2.0 + 1);
    outer = (1 - static_cast<double>(reach * 2 + 1) * inner) / 2;
  }
  float value(double sum, double ends) const { return static_cast<float>(sum * inner + ends * outer); }
  using Sum = double;
  int64_t reach;
  double inner, outer;
};

template <class Window>
void blur_line(const Window& window, typename Window::Value* line, int64_t step, int64_t length,
               std::vector<typename Window::Value>& padded) {
  const int64_t before = window.reach + 1;
  for (int pass = 0; pass < 3; ++pass) {
    pad(line, step, length, before, padded);
    typename Window::Sum sum = 0;
    for (int64_t i = 1; i <= 2 * window.reach; ++i) sum += padded[i];
    for (int64_t i = 0; i < length; ++i) {
      const typename Window::Value first = padded[i], last = padded[i + 2 * before];
      sum += padded[i + 2 * window.reach + 1];
      line[i * step] = window.value(sum, static_cast<typename Window::Sum>(first) + last);
      sum -= padded[i + 1];
    }
  }
}

template <class Window, class Pixels>
void blur_all(const Pixels& view, double sigma) {
  const Window window(box_radius(sigma));
  std::vector<typename Window::Value> padded;
  for (int64_t channel = 0; channel < view.channels; ++channel) {
    auto* plane = view.plane(channel);
    for (int64_t y = 0; y < view.height; ++y)
      blur_line(window, plane + y * view.width, 1, view.width, padded);
    for (int64_t x = 0; x < view.width; ++x) blur_line(window, plane + x, view.width, view.height, padded);
  }
}

constexpr int64_t kTaps = 9;
constexpr int64_t kReach = kTaps / 2;

std::array<float, kTaps> gaussian(double sigma) {
  std::array<float, kTaps> weights;
  float sum = 0;
  for (int64_t i = 0; i < kTaps; ++i) {
    const float x = static_cast<float>(i - kReach) / static_cast<float>(sigma);
    sum += weights[i] = std::exp(-0.5f * (x * x));
  }
  for (float& weight : weights) weight /= sum;
  return weights;
}

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
  std::vector<float> across(plane.size(), 0), line(width + 2 * kReach);
  for (int64_t y = 0; y < height; ++y) {
    const float* in = plane.data() + y * width;
    for (int64_t x = 0; x < width + 2 * kReach; ++x) line[x] = in[mirrored(x - kReach, width)];
    float* out = across.data() + y * width;
    for (int64_t tap = 0; tap < kTaps; ++tap)
      for (int64_t x = 0; x < width; ++x) out[x] += weights[tap] * line[x + tap];
  }
  std::fill(plane.begin(), plane.end(), 0.0f);
  for (int64_t y = 0; y < height; ++y) {
    float* out = plane.data() + y * width;
    for (int64_t tap = 0; tap < kTaps; ++tap) {
      const float* in = across.data() + mirrored(y + tap - kReach, height) * width;
      for (int64_t x = 0; x < width; ++x) out[x] += weights[tap] * in[x];
    }
  }
}

template <class Pixels>
void blur_each(const Pixels& view, double sigma, float bound, bool levels) {
  using Value = std::decay_t<decltype(*view.data)>;
  const std::array<float, kTaps> weights = gaussian(sigma);
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

void blur_by_boxes(const Bytes& view, double sigma) {
  blur_all<ByteBox>(view, sigma);
}

void blur_by_boxes(const Floats& view, double sigma) {
  blur_all<FloatBox>(view, sigma);
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
