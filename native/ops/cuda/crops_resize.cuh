// The resize of dino::render_crops: bicubic with a = -0.5, antialiased, one axis after the other, the box of
// the image read in place. The view is mirrored by the order of the weights.
#pragma once
#include "crops_pixels.cuh"

namespace dino::ops::cuda {

constexpr int kResizeThreads = 256;
constexpr int kResizeWarps = kResizeThreads / 32;

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

// Planes to read, rows `stride` apart, and the rows and columns to write, without gaps.
template <class In, class Out>
struct Pass {
  const In* in;
  int64_t plane, stride;
  Out* out;
  int64_t rows, columns;
};

__device__ __forceinline__ void start(int32_t& sum) {
  sum = 1 << (kWeightBits - 1);
}
__device__ __forceinline__ void start(float& sum) {
  sum = 0;
}
__device__ __forceinline__ void add(int32_t& sum, uint8_t value, int32_t weight) {
  sum += value * weight;
}
template <class In>
__device__ __forceinline__ void add(float& sum, In value, float weight) {
  sum += product(static_cast<float>(value), weight);
}

// Of the pass over the second axis; floats between the axes are left as they are.
template <class A, bool kSecond>
__device__ __forceinline__ uint8_t finished(int32_t sum) {
  const int32_t level = sum >> kWeightBits;
  return static_cast<uint8_t>(level < 0 ? 0 : level > 255 ? 255 : level);
}
template <class A, bool kSecond>
__device__ __forceinline__ float finished(float sum) {
  if constexpr (!kSecond) {
    return sum;
  } else {
    const float value = clamped(sum, 0.f, A::kBound);
    return A::kIntegers ? rintf(value) : value;
  }
}

// A warp a row, a thread a value.
template <class A, bool kSecond, bool kDown, class In>
__device__ __forceinline__ void resize_rows(const Pass<In, typename A::Pixel>& pass, int64_t channels,
                                            const Span* spans, const typename A::Weight* weights,
                                            int32_t taps) {
  for (int64_t row = static_cast<int64_t>(blockIdx.x) * kResizeWarps + threadIdx.x / 32;
       row < channels * pass.rows; row += static_cast<int64_t>(gridDim.x) * kResizeWarps) {
    const int64_t y = row % pass.rows;
    const In* plane = pass.in + row / pass.rows * pass.plane;
    for (int64_t x = threadIdx.x % 32; x < pass.columns; x += 32) {
      const Span span = spans[kDown ? y : x];
      const auto* weight = weights + (kDown ? y : x) * taps;
      const In* value = kDown ? plane + span.begin * pass.stride + x : plane + y * pass.stride + span.begin;
      typename A::Weight sum;
      start(sum);
      for (int32_t i = 0; i < span.count; ++i) add(sum, value[kDown ? i * pass.stride : i], weight[i]);
      pass.out[row * pass.columns + x] = finished<A, kSecond>(sum);
    }
  }
}

// Down, in packs of 16 bytes, into which rows and planes must divide.
template <class A>
__device__ __forceinline__ void resize_packs_down(const Pass<typename A::Pixel, typename A::Pixel>& pass,
                                                  int64_t channels, const Span* spans,
                                                  const typename A::Weight* weights, int32_t taps) {
  using Packed = Pack<typename A::Pixel>;
  const int64_t packs = pass.columns / Packed::kSize;
  for (int64_t item = static_cast<int64_t>(blockIdx.x) * kResizeThreads + threadIdx.x;
       item < channels * pass.rows * packs; item += static_cast<int64_t>(gridDim.x) * kResizeThreads) {
    const int64_t row = item / packs, pack = item % packs, y = row % pass.rows;
    const Span span = spans[y];
    const auto* weight = weights + y * taps;
    const auto* in = pass.in + row / pass.rows * pass.plane + span.begin * pass.stride;
    typename A::Weight sums[Packed::kSize];
#pragma unroll
    for (int j = 0; j < Packed::kSize; ++j) start(sums[j]);
    for (int32_t i = 0; i < span.count; ++i) {
      const Packed values = reinterpret_cast<const Packed*>(in + i * pass.stride)[pack];
#pragma unroll
      for (int j = 0; j < Packed::kSize; ++j) add(sums[j], values.v[j], weight[i]);
    }
    Packed made;
#pragma unroll
    for (int j = 0; j < Packed::kSize; ++j) made.v[j] = finished<A, true>(sums[j]);
    reinterpret_cast<Packed*>(pass.out)[item] = made;
  }
}

template <class A>
__global__ void __launch_bounds__(kResizeThreads)
    resize_first(const CropView* __restrict__ views, int64_t count, CropShape shape, void* workspace) {
  using Source = typename A::Source;
  using Weight = typename A::Weight;
  for (int64_t i = blockIdx.y; i < count; i += gridDim.y) {
    const CropView& view = views[i];
    Pass<Source, typename A::Pixel> pass{
        static_cast<const Source*>(view.image) + view.top * view.image_width + view.left,
        view.image_height * view.image_width,
        view.image_width,
        at_offset<typename A::Pixel>(workspace, view.between),
        view.columns_first ? shape.height : view.box_height,
        view.columns_first ? view.box_width : shape.width};
    if (view.columns_first) {
      resize_rows<A, false, true>(pass, shape.channels, at_offset<Span>(workspace, view.spans_down),
                                  at_offset<Weight>(workspace, view.weights_down), view.taps_down);
    } else {
      resize_rows<A, false, false>(pass, shape.channels, at_offset<Span>(workspace, view.spans_across),
                                   at_offset<Weight>(workspace, view.weights_across), view.taps_across);
    }
  }
}

// Where a view's values are until they are returned: floats in their place in `out`.
template <class A>
__device__ __forceinline__ typename A::Pixel* pixels_of(const CropView& view, void* workspace, float* out) {
  if constexpr (A::kArithmetic == CropArithmetic::kPil) {
    return at_offset<uint8_t>(workspace, view.pixels);
  } else {
    return out;
  }
}

template <class A>
__global__ void __launch_bounds__(kResizeThreads)
    resize_second(const CropView* __restrict__ views, int64_t count, CropShape shape, void* workspace,
                  float* out) {
  using Pixel = typename A::Pixel;
  using Weight = typename A::Weight;
  const int64_t size = shape.channels * shape.height * shape.width;
  for (int64_t i = blockIdx.y; i < count; i += gridDim.y) {
    const CropView& view = views[i];
    const int64_t stride = view.columns_first ? view.box_width : shape.width;
    const Pass<Pixel, Pixel> pass{at_offset<Pixel>(workspace, view.between),
                                  (view.columns_first ? shape.height : view.box_height) * stride,
                                  stride,
                                  pixels_of<A>(view, workspace, out + i * size),
                                  shape.height,
                                  shape.width};
    const auto* spans = at_offset<Span>(workspace, view.columns_first ? view.spans_across : view.spans_down);
    const auto* weights =
        at_offset<Weight>(workspace, view.columns_first ? view.weights_across : view.weights_down);
    if (view.columns_first) {
      resize_rows<A, true, false>(pass, shape.channels, spans, weights, view.taps_across);
    } else if (shape.width % Pack<Pixel>::kSize == 0 && is_aligned16(pass.out)) {
      resize_packs_down<A>(pass, shape.channels, spans, weights, view.taps_down);
    } else {
      resize_rows<A, true, true>(pass, shape.channels, spans, weights, view.taps_down);
    }
  }
}

}  // namespace dino::ops::cuda
