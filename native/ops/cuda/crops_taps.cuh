// The weights of the resize of dino::render_crops: bicubic with a = -0.5, antialiased. The view is mirrored
// by their order.
#pragma once
#include "crops_pixels.cuh"

namespace dino::ops::cuda {

constexpr int kResizeThreads = 256;

// Pil's weights are 22-bit fractions: products of bytes and weights, and their sums, fit 32 bits.
constexpr int kWeightBits = 22;

// One output is made of `count` inputs from `begin`.
struct Span {
  int32_t begin, count;
};

template <class Real>
__device__ __forceinline__ Real bicubic(Real x) {
  x = x < 0 ? -x : x;
  if (x < 1) return product(product(product(Real(1.5), x) - Real(2.5), x), x) + 1;
  if (x < 2) return product(product(product(x - 5, x) + 8, x) - 4, Real(-0.5));
  return 0;
}

__device__ __forceinline__ int32_t to_weight(double share, int32_t) {
  share *= 1 << kWeightBits;
  return static_cast<int32_t>(share < 0 ? share - 0.5 : share + 0.5);
}
__device__ __forceinline__ float to_weight(float share, float) {
  return share;
}

// As PIL has them in double, and ATen in float: the filter widens when it makes an image smaller, its ends
// are rounded to pixels.
template <class Real, class Weight>
__device__ __forceinline__ Span set_taps(int64_t input, int64_t output, int64_t i, int32_t most,
                                         Weight* weights) {
  const Real scale = static_cast<Real>(input) / static_cast<Real>(output);
  const Real filter_scale = scale < 1 ? Real(1) : scale, inverse = 1 / filter_scale;
  const Real support = 2 * filter_scale, center = product(static_cast<Real>(i) + Real(0.5), scale);
  const auto from = static_cast<int64_t>(center - support + Real(0.5));
  const auto to = static_cast<int64_t>(center + support + Real(0.5));
  const int64_t begin = from > 0 ? from : 0;
  const auto end = static_cast<int64_t>(to < input ? to : input);
  const auto count = static_cast<int32_t>(end - begin < most ? end - begin : most);
  const auto weight = [&](int32_t tap) {
    return bicubic<Real>(product(static_cast<Real>(begin + tap) - center + Real(0.5), inverse));
  };
  Real sum = 0;
  for (int32_t tap = 0; tap < count; ++tap) sum += weight(tap);
  for (int32_t tap = 0; tap < count; ++tap) weights[tap] = to_weight(weight(tap) / sum, Weight{});
  return {static_cast<int32_t>(begin), count};
}

// A thread an output of either axis.
// Four blocks a processor are enough; the compiler aims at more, and spills.
template <class A, class Real>
__global__ void __launch_bounds__(kResizeThreads, 4)
    weigh_taps(const CropView* __restrict__ views, int64_t count, CropShape shape, void* workspace) {
  const int64_t each = shape.height + shape.width;
  for (int64_t item = static_cast<int64_t>(blockIdx.x) * kResizeThreads + threadIdx.x; item < count * each;
       item += static_cast<int64_t>(gridDim.x) * kResizeThreads) {
    const CropView& view = views[item / each];
    const int64_t i = item % each;
    using Weight = typename A::Weight;
    if (i < shape.height) {
      at_offset<Span>(workspace, view.spans_down)[i] =
          set_taps<Real>(view.box_height, shape.height, i, view.taps_down,
                         at_offset<Weight>(workspace, view.weights_down) + i * view.taps_down);
    } else {
      const int64_t x = i - shape.height, to = view.flip ? shape.width - 1 - x : x;
      at_offset<Span>(workspace, view.spans_across)[to] =
          set_taps<Real>(view.box_width, shape.width, x, view.taps_across,
                         at_offset<Weight>(workspace, view.weights_across) + to * view.taps_across);
    }
  }
}

}  // namespace dino::ops::cuda
