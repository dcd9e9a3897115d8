// One axis of the resize of dino::render_crops: rows of outputs, each a weighted sum of a span of inputs.
#pragma once
#include "crops_taps.cuh"

namespace dino::ops::cuda {

constexpr int kResizeWarps = kResizeThreads / 32;

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

}  // namespace dino::ops::cuda
