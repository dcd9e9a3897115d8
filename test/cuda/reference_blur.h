// The blurs of dino::render_crops, value by value.
#pragma once
#include "reference_planes.h"

namespace cuda_test {

// Calls f for every row, then for every column, each as a list that is put back.
template <class F>
void for_lines(ReferencePlanes& planes, const F& f) {
  for (const bool down : {false, true}) {
    const int64_t lines = down ? planes.width : planes.height, length = down ? planes.height : planes.width;
    for (int64_t c = 0; c < planes.channels; ++c)
      for (int64_t i = 0; i < lines; ++i) {
        std::vector<float> line;
        const auto at = [&](int64_t j) -> float& {
          return planes.values[(c * planes.height + (down ? j : i)) * planes.width + (down ? i : j)];
        };
        for (int64_t j = 0; j < length; ++j) line.push_back(at(j));
        line = f(line);
        for (int64_t j = 0; j < length; ++j) at(j) = line[static_cast<size_t>(j)];
      }
  }
}

inline void blur_by_boxes(ReferencePlanes& planes, double given) {
  const auto sigma = static_cast<float>(given);
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
  for_lines(planes, [&](std::vector<float> line) {
    const auto last = static_cast<int64_t>(line.size()) - 1;
    for (int pass = 0; pass < 3; ++pass) {
      const std::vector<float> before = line;
      const auto at = [&](int64_t j) { return static_cast<double>(before[std::clamp<int64_t>(j, 0, last)]); };
      for (int64_t i = 0; i <= last; ++i) {
        double sum = 0;
        for (int64_t j = i - reach; j <= i + reach; ++j) sum += at(j);
        const double ends = at(i - reach - 1) + at(i + reach + 1);
        line[static_cast<size_t>(i)] =
            planes.pil ? static_cast<float>((static_cast<uint64_t>(sum) * inner +
                                             static_cast<uint64_t>(ends) * outer + (1 << 23)) >>
                                            24)
                       : static_cast<float>(sum * float_inner + ends * float_outer);
      }
    }
    return line;
  });
  for (float& value : planes.values) value = std::clamp(planes.rounded(value), 0.f, planes.bound);
}

inline void blur_by_taps(ReferencePlanes& planes, double sigma) {
  std::array<float, kCropTapCount> weights;
  float total = 0;
  for (int i = 0; i < kCropTapCount; ++i) {
    const float x = static_cast<float>(i - 4) / static_cast<float>(sigma);
    total += weights[static_cast<size_t>(i)] = std::exp(-0.5f * (x * x));
  }
  for_lines(planes, [&](const std::vector<float>& line) {
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
  for (float& value : planes.values) value = std::min(planes.rounded(value), planes.bound);
}

}  // namespace cuda_test
