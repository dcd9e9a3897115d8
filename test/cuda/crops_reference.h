// What dino::render_crops makes of one view, value by value and without regard for time, as a reference for
// the kernels: PIL's arithmetic and torchvision's, in the order of their operations.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "ops/cuda/render_crops.h"

namespace cuda_test {

using namespace dino::ops::cuda;

class ReferenceView {
 public:
  // `image`: [channels, view.image_height, view.image_width].
  ReferenceView(const std::vector<double>& image, const CropView& view, const CropShape& shape)
      : view_(view),
        pil_(shape.arithmetic == CropArithmetic::kPil),
        integers_(shape.arithmetic != CropArithmetic::kFloats),
        bound_(integers_ ? 255 : 1),
        channels_(shape.channels),
        height_(shape.height),
        width_(shape.width) {
    resize(image);
    if (view.flip)
      for (int64_t row = 0; row < channels_ * height_; ++row)
        std::reverse(values_.begin() + row * width_, values_.begin() + (row + 1) * width_);
    for (int i = 0; i < kCropSteps; ++i) adjust(view.steps[i], view.factors[i]);
    if (view.gray && channels_ == 3)
      map([&](float r, float g, float b) -> Rgb {
        const float y = luma(r, g, b);
        return {y, y, y};
      });
    if (static_cast<float>(view.sigma) > 0) view.gaussian ? blur_by_taps() : blur_by_boxes();
    if (view.threshold <= 255) solarize();
  }

  // From 0 to 1.
  std::vector<double> result() const {
    std::vector<double> made;
    for (const float value : values_) made.push_back(integers_ ? value / 255 : value);
    return made;
  }

 private:
  using Rgb = std::array<float, 3>;

  // Weights of one axis: output i is the sum of row[j] * input[begin + j].
  struct Taps {
    int64_t begin;
    std::vector<double> row;
  };

  template <class Real>
  static std::vector<Taps> taps(int64_t input, int64_t output) {
    const Real scale = static_cast<Real>(input) / static_cast<Real>(output), wide = std::max(scale, Real(1));
    const auto bicubic = [](Real x) -> Real {
      x = std::abs(x);
      if (x < 1) return (Real(1.5) * x - Real(2.5)) * x * x + 1;
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * Real(-0.5) : 0;
    };
    std::vector<Taps> made;
    for (int64_t i = 0; i < output; ++i) {
      const Real center = (static_cast<Real>(i) + Real(0.5)) * scale;
      const int64_t begin = std::max<int64_t>(static_cast<int64_t>(center - 2 * wide + Real(0.5)), 0);
      const int64_t end = std::min(static_cast<int64_t>(center + 2 * wide + Real(0.5)), input);
      std::vector<Real> weights;
      Real sum = 0;
      for (int64_t at = begin; at < end; ++at) {
        weights.push_back(bicubic((static_cast<Real>(at) - center + Real(0.5)) * (1 / wide)));
        sum += weights.back();
      }
      made.push_back({begin, {}});
      for (const Real weight : weights) made.back().row.push_back(weight / sum);
    }
    return made;
  }

  // One axis of planes [rows, columns].
  std::vector<float> resized(const std::vector<float>& in, int64_t rows, int64_t columns, int64_t output,
                             bool down) const {
    const int64_t length = down ? rows : columns;
    const auto all = pil_ ? taps<double>(length, output) : taps<float>(length, output);
    const int64_t new_rows = down ? output : rows, new_columns = down ? columns : output;
    std::vector<float> made;
    for (int64_t c = 0; c < channels_; ++c)
      for (int64_t y = 0; y < new_rows; ++y)
        for (int64_t x = 0; x < new_columns; ++x) {
          const Taps& one = all[down ? y : x];
          int64_t fixed = 1 << 21;
          float sum = 0;
          for (size_t j = 0; j < one.row.size(); ++j) {
            const int64_t at = one.begin + static_cast<int64_t>(j);
            const float value = in[(c * rows + (down ? at : y)) * columns + (down ? x : at)];
            const double share = one.row[j] * (1 << 22);
            fixed +=
                static_cast<int64_t>(value) * static_cast<int64_t>(share < 0 ? share - 0.5 : share + 0.5);
            sum += value * static_cast<float>(one.row[j]);
          }
          made.push_back(pil_ ? static_cast<float>(std::clamp<int64_t>(fixed >> 22, 0, 255)) : sum);
        }
    return made;
  }

  void resize(const std::vector<double>& image) {
    std::vector<float> box;
    for (int64_t c = 0; c < channels_; ++c)
      for (int64_t y = 0; y < view_.box_height; ++y)
        for (int64_t x = 0; x < view_.box_width; ++x)
          box.push_back(static_cast<float>(
              image[(c * view_.image_height + view_.top + y) * view_.image_width + view_.left + x]));
    if (pil_ && view_.box_height > 100 * view_.box_width && height_ < view_.box_height) {
      box = resized(box, view_.box_height, view_.box_width, height_, true);
      values_ = resized(box, height_, view_.box_width, width_, false);
    } else {
      box = resized(box, view_.box_height, view_.box_width, width_, false);
      values_ = resized(box, view_.box_height, width_, height_, true);
    }
    for (float& value : values_) value = rounded(std::clamp(value, 0.f, bound_));
  }

  float rounded(float value) const { return integers_ ? std::nearbyint(value) : value; }
  float cut(float value) const { return integers_ ? std::trunc(value) : value; }

  float luma(float r, float g, float b) const {
    if (pil_) return static_cast<float>(static_cast<int64_t>(19595 * r + 38470 * g + 7471 * b + 32768) >> 16);
    return cut(0.2989f * r + 0.587f * g + 0.114f * b);
  }

  float blend(float from, float to, double factor) const {
    const auto share = static_cast<float>(factor);
    const float value =
        pil_ ? from + share * (to - from) : share * to + static_cast<float>(1 - factor) * from;
    return cut(std::clamp(value, 0.f, bound_));
  }

  template <class F>
  void map(const F& f) {
    const int64_t area = height_ * width_;
    for (int64_t i = 0; i < area; ++i) {
      const Rgb made = f(values_[i], values_[area + i], values_[2 * area + i]);
      for (int64_t c = 0; c < 3; ++c) values_[c * area + i] = made[static_cast<size_t>(c)];
    }
  }

  void adjust(CropStep step, double factor) {
    if (step == kCropBrightness || step == kCropContrast) {
      float gray = 0;
      if (step == kCropContrast) {
        double sum = 0;
        const int64_t area = height_ * width_;
        if (channels_ == 3) {
          for (int64_t i = 0; i < area; ++i)
            sum += luma(values_[i], values_[area + i], values_[2 * area + i]);
          sum /= static_cast<double>(area);
        } else {
          for (const float value : values_) sum += value;
          sum /= static_cast<double>(values_.size());
        }
        gray = static_cast<float>(pil_ ? std::floor(sum + 0.5) : sum);
      }
      for (float& value : values_) value = blend(gray, value, factor);
    }
    if (channels_ != 3) return;
    if (step == kCropSaturation)
      map([&](float r, float g, float b) -> Rgb {
        const float y = luma(r, g, b);
        return {blend(y, r, factor), blend(y, g, factor), blend(y, b, factor)};
      });
    if (step == kCropHue)
      map([&](float r, float g, float b) {
        return pil_ ? turned_bytes(r, g, b, factor) : turned(r, g, b, factor);
      });
  }

  static Rgb in_sector(int sector, float v, float p, float q, float t) {
    const Rgb all[6] = {{v, t, p}, {q, v, p}, {p, v, t}, {p, q, v}, {t, p, v}, {v, p, q}};
    return all[sector % 6];
  }

  static Rgb turned_bytes(float r, float g, float b, double turns) {
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
    const auto f = static_cast<float>(sixths - std::floor(sixths)),
               s = static_cast<float>(saturation / 255.0);
    const auto level = [&](double share) { return static_cast<float>(byte(std::round(v * share))); };
    return in_sector(static_cast<int>(sixths), v, level(1.0 - s), level(1.0 - s * f),
                     level(1.0 - s * (1.0 - f)));
  }

  Rgb turned(float r, float g, float b, double turns) const {
    r /= bound_, g /= bound_, b /= bound_;
    const float v = std::max({r, g, b}), low = std::min({r, g, b}), range = v == low ? 1 : v - low;
    const float s = v == low ? 0 : (v - low) / v;
    const float below_r = (v - r) / range, below_g = (v - g) / range, below_b = (v - b) / range;
    const float sixth = r == v   ? below_b - below_g
                        : g == v ? 2.f + below_r - below_b
                                 : 4.f + below_g - below_r;
    float h = std::fmod(sixth / 6.f + 1.f, 1.f) + static_cast<float>(turns);
    h -= std::floor(h);
    const float sector = std::floor(h * 6.f), f = h * 6.f - sector;
    const auto level = [&](float share) { return std::clamp(v * share, 0.f, 1.f); };
    Rgb made = in_sector(static_cast<int>(sector), v, level(1.f - s), level(1.f - s * f),
                         level(1.f - s * (1.f - f)));
    if (integers_)
      for (float& value : made) value = std::trunc(value * 255.999f);
    return made;
  }

  // Calls f for every row, then for every column, each as a list that is put back.
  template <class F>
  void for_lines(const F& f) {
    for (const bool down : {false, true}) {
      const int64_t lines = down ? width_ : height_, length = down ? height_ : width_;
      for (int64_t c = 0; c < channels_; ++c)
        for (int64_t i = 0; i < lines; ++i) {
          std::vector<float> line;
          const auto at = [&](int64_t j) -> float& {
            return values_[(c * height_ + (down ? j : i)) * width_ + (down ? i : j)];
          };
          for (int64_t j = 0; j < length; ++j) line.push_back(at(j));
          line = f(line);
          for (int64_t j = 0; j < length; ++j) at(j) = line[static_cast<size_t>(j)];
        }
    }
  }

  void blur_by_boxes() {
    const auto sigma = static_cast<float>(view_.sigma);
    const float variance = sigma * sigma / 3;
    const auto side = static_cast<float>(std::sqrt(12.0 * variance + 1.0));
    const auto whole = static_cast<float>(std::floor((side - 1.0) / 2.0));
    float rest = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
    rest /= 6 * (variance - (whole + 1) * (whole + 1));
    const float radius = whole + rest;
    const auto reach = static_cast<int64_t>(radius);
    const auto inner = static_cast<uint32_t>(static_cast<float>(1 << 24) / (radius * 2 + 1));
    const auto outer = static_cast<uint32_t>((1 << 24) - (reach * 2 + 1) * inner) / 2;
    const double float_inner = 1 / (radius * 2.0 + 1);
    const double float_outer = (1 - static_cast<double>(reach * 2 + 1) * float_inner) / 2;
    for_lines([&](std::vector<float> line) {
      const auto last = static_cast<int64_t>(line.size()) - 1;
      for (int pass = 0; pass < 3; ++pass) {
        const std::vector<float> before = line;
        const auto at = [&](int64_t j) {
          return static_cast<double>(before[std::clamp<int64_t>(j, 0, last)]);
        };
        for (int64_t i = 0; i <= last; ++i) {
          double sum = 0;
          for (int64_t j = i - reach; j <= i + reach; ++j) sum += at(j);
          const double ends = at(i - reach - 1) + at(i + reach + 1);
          line[static_cast<size_t>(i)] =
              pil_ ? static_cast<float>((static_cast<uint64_t>(sum) * inner +
                                         static_cast<uint64_t>(ends) * outer + (1 << 23)) >>
                                        24)
                   : static_cast<float>(sum * float_inner + ends * float_outer);
        }
      }
      return line;
    });
    for (float& value : values_) value = std::clamp(rounded(value), 0.f, bound_);
  }

  void blur_by_taps() {
    std::array<float, kCropTapCount> weights;
    float total = 0;
    for (int i = 0; i < kCropTapCount; ++i) {
      const float x = static_cast<float>(i - 4) / static_cast<float>(view_.sigma);
      total += weights[static_cast<size_t>(i)] = std::exp(-0.5f * (x * x));
    }
    for_lines([&](const std::vector<float>& line) {
      const auto length = static_cast<int64_t>(line.size());
      std::vector<float> made;
      for (int64_t i = 0; i < length; ++i) {
        float sum = 0;
        for (int64_t tap = 0; tap < kCropTapCount; ++tap) {
          int64_t at = i + tap - 4;
          while (length > 1 && (at < 0 || at >= length)) at = at < 0 ? -at : 2 * (length - 1) - at;
          sum += weights[static_cast<size_t>(tap)] / total * line[static_cast<size_t>(length == 1 ? 0 : at)];
        }
        made.push_back(sum);
      }
      return made;
    });
    for (float& value : values_) value = std::min(rounded(value), bound_);
  }

  void solarize() {
    for (float& value : values_) {
      const bool bright =
          pil_ ? static_cast<double>(value) >= view_.threshold
               : value >= static_cast<float>(integers_ ? view_.threshold : view_.threshold / 255);
      if (bright) value = bound_ - value;
    }
  }

  CropView view_;
  bool pil_, integers_;
  float bound_;
  int64_t channels_, height_, width_;
  std::vector<float> values_;
};

}  // namespace cuda_test
