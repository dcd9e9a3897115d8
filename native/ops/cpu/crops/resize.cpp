#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "steps.h"

namespace dino::ops::crops {

namespace {

double bicubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

// Weights are 22-bit fractions: products of bytes and weights, and their sums, fit 32 bits.
constexpr int kWeightBits = 22;

// What every output value of one axis is made of: weights[first_weight + i] times input[begin + i].
struct Taps {
  struct Span {
    int64_t begin, count, first_weight;
  };
  std::vector<Span> spans;
  std::vector<int32_t> weights;
};

// As PIL has them: the filter widens when it makes an image smaller, its ends are rounded to pixels.
Taps taps_of(int64_t input, int64_t output) {
  const double scale = static_cast<double>(input) / static_cast<double>(output);
  const double filter_scale = std::max(scale, 1.0);
  const double support = 2 * filter_scale;
  Taps taps;
  taps.spans.reserve(output);
  std::vector<double> weights;
  for (int64_t i = 0; i < output; ++i) {
    const double center = (static_cast<double>(i) + 0.5) * scale;
    const int64_t begin = std::max<int64_t>(static_cast<int64_t>(center - support + 0.5), 0);
    const int64_t end = std::min(static_cast<int64_t>(center + support + 0.5), input);
    weights.clear();
    double sum = 0;
    for (int64_t at = begin; at < end; ++at) {
      weights.push_back(bicubic((static_cast<double>(at) - center + 0.5) * (1 / filter_scale)));
      sum += weights.back();
    }
    taps.spans.push_back({begin, end - begin, static_cast<int64_t>(taps.weights.size())});
    for (const double weight : weights) {
      const double share = weight / sum * (1 << kWeightBits);
      taps.weights.push_back(static_cast<int32_t>(share < 0 ? share - 0.5 : share + 0.5));
    }
  }
  return taps;
}

uint8_t to_level(int32_t sum) {
  return static_cast<uint8_t>(std::clamp(sum >> kWeightBits, 0, 255));
}

constexpr int32_t kHalf = 1 << (kWeightBits - 1);

// A plane of bytes; rows lie `stride` apart.
struct Plane {
  const uint8_t* data;
  int64_t stride, height, width;
};

// `out`: [plane.height, as many as there are spans].
void resize_rows(const Plane& plane, const Taps& taps, uint8_t* out) {
  for (int64_t y = 0; y < plane.height; ++y) {
    for (const Taps::Span& span : taps.spans) {
      const int32_t* weight = taps.weights.data() + span.first_weight;
      const uint8_t* value = plane.data + y * plane.stride + span.begin;
      int32_t sum = kHalf;
      for (int64_t i = 0; i < span.count; ++i) sum += value[i] * weight[i];
      *out++ = to_level(sum);
    }
  }
}

// `out`: [as many as there are spans, plane.width].
void resize_columns(const Plane& plane, const Taps& taps, uint8_t* out) {
  std::vector<int32_t> sums(plane.width);
  for (const Taps::Span& span : taps.spans) {
    std::fill(sums.begin(), sums.end(), kHalf);
    for (int64_t i = 0; i < span.count; ++i) {
      const int32_t weight = taps.weights[span.first_weight + i];
      const uint8_t* row = plane.data + (span.begin + i) * plane.stride;
      for (int64_t x = 0; x < plane.width; ++x) sums[x] += row[x] * weight;
    }
    for (const int32_t sum : sums) *out++ = to_level(sum);
  }
}

}  // namespace

// First along the rows, then along the columns, with bytes between; what is taller than a hundred times its
// width the other way round, as PIL.
void resize(const at::Tensor& image, const Box& box, const Bytes& view) {
  const Taps across = taps_of(box.width, view.width);
  const Taps down = taps_of(box.height, view.height);
  const bool columns_first = box.height > 100 * box.width && view.height < box.height;
  const at::Tensor between = columns_first ? at::empty({view.height, box.width}, at::kByte)
                                           : at::empty({box.height, view.width}, at::kByte);
  auto* half = between.mutable_data_ptr<uint8_t>();
  const int64_t stride = image.size(2);
  for (int64_t channel = 0; channel < view.channels; ++channel) {
    const uint8_t* corner =
        image.const_data_ptr<uint8_t>() + (channel * image.size(1) + box.top) * stride + box.left;
    const Plane source{corner, stride, box.height, box.width};
    if (columns_first) {
      resize_columns(source, down, half);
      resize_rows({half, box.width, view.height, box.width}, across, view.plane(channel));
    } else {
      resize_rows(source, across, half);
      resize_columns({half, view.width, box.height, view.width}, down, view.plane(channel));
    }
  }
}

void resize(const at::Tensor& image, const Box& box, const Floats& view) {
  const at::Tensor part = image.narrow(1, box.top, box.height)
                              .narrow(2, box.left, box.width)
                              .unsqueeze(0)
                              .to(at::kFloat)
                              .contiguous();
  const at::Tensor resized =
      at::_upsample_bicubic2d_aa(part, {view.height, view.width}, /*align_corners=*/false).contiguous();
  const float* in = resized.const_data_ptr<float>();
  for (int64_t i = 0; i < view.size(); ++i) {
    const float value = std::clamp(in[i], 0.0f, view.bound);
    view.data[i] = view.levels ? std::nearbyint(value) : value;
  }
}

}  // namespace dino::ops::crops
