#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "../simd/crops_resize.h"
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

using simd::kWeightBits;
using simd::WeightPair;

// What every output value of one axis is made of: weights from first_pair on, two by two, times the values
// from begin on.
struct Taps {
  struct Span {
    int64_t begin, count, first_pair;
  };
  std::vector<Span> spans;
  std::vector<WeightPair> weights;
};

// Rounded to a fraction of kWeightBits.
int32_t fixed_point(double weight) {
  const double scaled = weight * (1 << kWeightBits);
  return static_cast<int32_t>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

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
    if (weights.size() % 2 == 1) weights.push_back(0);
    for (size_t pair = 0; pair < weights.size(); pair += 2) {
      WeightPair& parts = taps.weights.emplace_back();
      for (size_t k = 0; k < 2; ++k) {
        const int32_t weight = fixed_point(weights[pair + k] / sum);
        parts.low[k] = static_cast<int16_t>(weight & 0x7fff);
        parts.high[k] = static_cast<int16_t>(weight >> 15);
      }
    }
  }
  return taps;
}

// Bytes in rows that lie `stride` apart.
template <class Byte>
struct Plane {
  Byte* data;
  int64_t stride;
};
using Source = Plane<const uint8_t>;
using Target = Plane<uint8_t>;

// `width` columns, each as high as the taps' input before and as their output after; with `flip` upside down.
void resize_columns(const Source& from, const Taps& taps, int64_t width, const Target& to,
                    bool flip = false) {
  const simd::ResizeKernels& kernels = simd::resize_kernels();
  const auto height = static_cast<int64_t>(taps.spans.size());
  for (int64_t i = 0; i < height; ++i) {
    const auto& [begin, count, first_pair] = taps.spans[i];
    kernels.weigh_rows(from.data + begin * from.stride, from.stride, count, taps.weights.data() + first_pair,
                       width, to.data + (flip ? height - 1 - i : i) * to.stride);
  }
}

// Rows at a time: as many bytes as the widest registers hold, and few enough for the cache.
constexpr int64_t kBand = 64;

// `height` rows, each as long as the taps' input before and as their output after; with `flip` mirrored. They
// are transposed on the way: there and back costs less than sums across a register.
void resize_rows(const Source& from, const Taps& taps, int64_t width, int64_t height, const Target& to,
                 bool flip, Buffer& band) {
  const simd::ResizeKernels& kernels = simd::resize_kernels();
  const auto output_width = static_cast<int64_t>(taps.spans.size());
  uint8_t* before = band.room((width + output_width) * kBand);
  uint8_t* after = before + width * kBand;
  for (int64_t y = 0; y < height; y += kBand) {
    const int64_t rows = std::min(kBand, height - y);
    kernels.transpose(from.data + y * from.stride, from.stride, rows, width, before, kBand);
    resize_columns({before, kBand}, taps, rows, {after, kBand}, flip);
    kernels.transpose(after, kBand, output_width, rows, to.data + y * to.stride, to.stride);
  }
}

}  // namespace

// First along the rows, then along the columns, with bytes between; what is taller than a hundred times its
// width the other way round, as PIL.
void resize(const at::Tensor& image, const Box& box, bool flip, const Bytes& view, Scratch& scratch) {
  const Taps across = taps_of(box.width, view.width);
  const Taps down = taps_of(box.height, view.height);
  const bool columns_first = box.height > 100 * box.width && view.height < box.height;
  uint8_t* between = scratch.between.room(columns_first ? view.height * box.width : box.height * view.width);
  const int64_t stride = image.size(2);
  for (int64_t channel = 0; channel < view.channels; ++channel) {
    const uint8_t* corner =
        image.const_data_ptr<uint8_t>() + (channel * image.size(1) + box.top) * stride + box.left;
    const Source source{corner, stride};
    const Target target{view.plane(channel), view.width};
    if (columns_first) {
      resize_columns(source, down, box.width, {between, box.width});
      resize_rows({between, box.width}, across, box.width, view.height, target, flip, scratch.band);
    } else {
      resize_rows(source, across, box.width, box.height, {between, view.width}, flip, scratch.band);
      resize_columns({between, view.width}, down, view.width, target);
    }
  }
}

void resize(const at::Tensor& image, const Box& box, bool flip, const Floats& view, Scratch&) {
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
  if (!flip) return;
  for (int64_t row = 0; row < view.channels * view.height; ++row)
    std::reverse(view.data + row * view.width, view.data + (row + 1) * view.width);
}

}  // namespace dino::ops::crops
