// The blurs of dino::render_crops, by the threads of one block. Each ends with a barrier.
#pragma once
#include "crops_pixels.cuh"

namespace dino::ops::cuda {

// Calls f(plane, y, x, number) for the values of a view: a warp a row, a thread a column.
template <class F>
__device__ __forceinline__ void for_values(int64_t channels, int64_t height, int64_t width, const F& f) {
  for (int64_t row = threadIdx.x / 32; row < channels * height; row += blockDim.x / 32)
    for (int64_t x = threadIdx.x % 32; x < width; x += 32)
      f(row / height * height * width, row % height, x, row * width + x);
}

// A box of 2 · reach + 1 values that weigh `inner`, and two more at its ends that weigh `outer`.
struct ByteBox {
  using Sum = uint32_t;
  __device__ explicit ByteBox(float radius) : reach(static_cast<int>(radius)) {
    inner = static_cast<uint32_t>(static_cast<float>(1 << 24) / (radius * 2 + 1));
    outer = ((1 << 24) - (static_cast<uint32_t>(reach) * 2 + 1) * inner) / 2;
  }
  __device__ __forceinline__ uint8_t value(uint32_t sum, uint32_t ends) const {
    return static_cast<uint8_t>((sum * inner + ends * outer + (1 << 23)) >> 24);
  }
  int64_t reach;
  uint32_t inner, outer;
};

struct FloatBox {
  using Sum = double;
  __device__ explicit FloatBox(float radius) : reach(static_cast<int>(radius)) {
    inner = 1 / (radius * 2.0 + 1);
    outer = (1 - product(static_cast<double>(reach * 2 + 1), inner)) / 2;
  }
  __device__ __forceinline__ float value(double sum, double ends) const {
    return static_cast<float>(product(sum, inner) + product(ends, outer));
  }
  int64_t reach;
  double inner, outer;
};

// The mean around line[i * step]; beyond its ends a line repeats its end.
template <class Box, class Pixel>
__device__ __forceinline__ Pixel box_mean(const Box& box, const Pixel* line, int64_t step, int64_t length,
                                          int64_t i) {
  using Sum = typename Box::Sum;
  const int64_t low = i - box.reach, high = i + box.reach, last = length - 1;
  const auto at = [&](int64_t j) { return static_cast<Sum>(line[(j < 0 ? 0 : j > last ? last : j) * step]); };
  Sum sum = static_cast<Sum>(low < 0 ? -low : 0) * at(0) +
            static_cast<Sum>(high > last ? high - last : 0) * at(last);
  for (int64_t j = low < 0 ? 0 : low; j <= (high > last ? last : high); ++j) sum += at(j);
  return box.value(sum, at(low - 1) + at(high + 1));
}

// PIL's GaussianBlur: three passes of a box with fractional ends along each axis (Gwosdek et al. 2011).
// `spare` is as large as the view; the result is where the view was.
template <class Box, class Pixel>
__device__ __forceinline__ void blur_by_boxes(const Planes<Pixel>& view, Pixel* spare, float radius) {
  const Box box(radius);
  Pixel *from = view.data, *to = spare;
  for (int pass = 0; pass < 6; ++pass) {
    for_values(view.channels, view.height, view.width,
               [&](int64_t plane, int64_t y, int64_t x, int64_t number) {
                 to[number] = pass < 3 ? box_mean(box, from + plane + y * view.width, 1, view.width, x)
                                       : box_mean(box, from + plane + x, view.width, view.height, y);
               });
    __syncthreads();
    Pixel* swapped = from;
    from = to;
    to = swapped;
  }
}

// Mirrored at the first and the last value, as often as it takes.
__device__ __forceinline__ int64_t mirrored(int64_t at, int64_t length) {
  if (at >= 0 && at < length) return at;
  if (length == 1) return 0;
  const int64_t period = 2 * (length - 1);
  at = ((at % period) + period) % period;
  return at < period - at ? at : period - at;
}

template <class Pixel>
__device__ __forceinline__ float weighted_mean(const float (&weights)[kCropTapCount], const Pixel* line,
                                               int64_t step, int64_t length, int64_t i) {
  float sum = 0;
#pragma unroll
  for (int tap = 0; tap < kCropTapCount; ++tap)
    sum +=
        product(weights[tap], static_cast<float>(line[mirrored(i + tap - kCropTapCount / 2, length) * step]));
  return sum;
}

// torchvision's gaussian_blur with a kernel of 9 × 9. `across` holds as many floats as the view has values.
template <class Pixel>
__device__ __forceinline__ void blur_by_taps(const Planes<Pixel>& view, float* across,
                                             const float (&weights)[kCropTapCount], float bound,
                                             bool integers) {
  for_values(view.channels, view.height, view.width,
             [&](int64_t plane, int64_t y, int64_t x, int64_t number) {
               across[number] = weighted_mean(weights, view.data + plane + y * view.width, 1, view.width, x);
             });
  __syncthreads();
  for_values(view.channels, view.height, view.width,
             [&](int64_t plane, int64_t y, int64_t x, int64_t number) {
               const float mean = weighted_mean(weights, across + plane + x, view.width, view.height, y);
               const float value = integers ? rintf(mean) : mean;
               view.data[number] = static_cast<Pixel>(bound < value ? bound : value);
             });
  __syncthreads();
}

}  // namespace dino::ops::cuda
