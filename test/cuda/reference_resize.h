// The resize of dino::render_crops, value by value.
#pragma once
#include "reference_planes.h"

namespace cuda_test {

// Weights of one axis: output i is the sum of row[j] * input[begin + j].
struct ReferenceTaps {
  int64_t begin;
  std::vector<double> row;
};

template <class Real>
std::vector<ReferenceTaps> reference_taps(int64_t input, int64_t output) {
  const Real scale = static_cast<Real>(input) / static_cast<Real>(output), wide = std::max(scale, Real(1));
  const auto bicubic = [](Real x) -> Real {
    x = std::abs(x);
    if (x < 1) return (Real(1.5) * x - Real(2.5)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * Real(-0.5) : 0;
  };
  std::vector<ReferenceTaps> made;
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
inline std::vector<float> resized(const ReferencePlanes& planes, const std::vector<float>& in, int64_t rows,
                                  int64_t columns, int64_t output, bool down) {
  const int64_t length = down ? rows : columns;
  const auto all =
      planes.pil ? reference_taps<double>(length, output) : reference_taps<float>(length, output);
  const int64_t new_rows = down ? output : rows, new_columns = down ? columns : output;
  std::vector<float> made;
  for (int64_t c = 0; c < planes.channels; ++c)
    for (int64_t y = 0; y < new_rows; ++y)
      for (int64_t x = 0; x < new_columns; ++x) {
        const ReferenceTaps& one = all[down ? y : x];
        int64_t fixed = 1 << 21;
        float sum = 0;
        for (size_t j = 0; j < one.row.size(); ++j) {
          const int64_t at = one.begin + static_cast<int64_t>(j);
          const float value = in[(c * rows + (down ? at : y)) * columns + (down ? x : at)];
          const double share = one.row[j] * (1 << 22);
          fixed += static_cast<int64_t>(value) * static_cast<int64_t>(share < 0 ? share - 0.5 : share + 0.5);
          sum += value * static_cast<float>(one.row[j]);
        }
        made.push_back(planes.pil ? static_cast<float>(std::clamp<int64_t>(fixed >> 22, 0, 255)) : sum);
      }
  return made;
}

// `image`: [channels, view.image_height, view.image_width].
inline void resize(ReferencePlanes& planes, const CropView& view, const std::vector<double>& image) {
  std::vector<float> box;
  for (int64_t c = 0; c < planes.channels; ++c)
    for (int64_t y = 0; y < view.box_height; ++y)
      for (int64_t x = 0; x < view.box_width; ++x)
        box.push_back(static_cast<float>(
            image[(c * view.image_height + view.top + y) * view.image_width + view.left + x]));
  if (planes.pil && view.box_height > 100 * view.box_width && planes.height < view.box_height) {
    box = resized(planes, box, view.box_height, view.box_width, planes.height, true);
    planes.values = resized(planes, box, planes.height, view.box_width, planes.width, false);
  } else {
    box = resized(planes, box, view.box_height, view.box_width, planes.width, false);
    planes.values = resized(planes, box, view.box_height, planes.width, planes.height, true);
  }
  for (float& value : planes.values) value = planes.rounded(std::clamp(value, 0.f, planes.bound));
}

}  // namespace cuda_test
