#include "render_crops.h"

#include "crops_blur.cuh"
#include "crops_colour.cuh"
#include "crops_resize.cuh"

namespace dino::ops::cuda {

namespace {

// Launch bounds name the blocks that a processor should hold: left alone, the compiler aims at more, and
// spills.
constexpr int kThreads = 512;
// Of the resize, for each view.
constexpr int kBlocksAView = 32;

template <class A>
using GraySum = std::conditional_t<A::kArithmetic == CropArithmetic::kPil, unsigned long long, double>;

// What contrast blends with: the mean luma.
template <class A>
__device__ __forceinline__ typename A::Pixel mean_gray(GraySum<A> sum, int64_t count) {
  const double mean = static_cast<double>(sum) / static_cast<double>(count);
  if constexpr (A::kArithmetic == CropArithmetic::kPil) {
    return static_cast<uint8_t>(mean + 0.5);
  } else {
    return static_cast<float>(mean);
  }
}

// Passes over the pixels end where a contrast needs the mean of what all steps before it made.
template <class A>
__device__ __forceinline__ void adjust_colours(const Planes<typename A::Pixel>& pixels, const CropView& view,
                                               GraySum<A>* scratch) {
  using Pixel = typename A::Pixel;
  const int64_t area = pixels.area();
  Pixel *red = pixels.data, *green = red + area, *blue = green + area;
  Pixel gray = 0;
  for (int begin = 0; begin <= kCropSteps;) {
    int end = begin;
    while (end < kCropSteps && view.steps[end] != kCropContrast) ++end;
    GraySum<A> sum = 0;
    for (int64_t i = threadIdx.x; i < area; i += kThreads) {
      Colour<Pixel> colour{red[i], green[i], blue[i]};
      if (begin > 0) {
        const double factor = view.factors[begin - 1];
        colour = {blend<A>(gray, colour.r, factor), blend<A>(gray, colour.g, factor),
                  blend<A>(gray, colour.b, factor)};
      }
      for (int step = begin; step < end; ++step) adjust<A>(colour, view.steps[step], view.factors[step]);
      const Pixel value = luma<A>(colour);
      sum += value;
      if (end == kCropSteps && view.gray) colour = {value, value, value};
      red[i] = colour.r, green[i] = colour.g, blue[i] = colour.b;
    }
    if (end < kCropSteps) gray = mean_gray<A>(block_sum(sum, scratch), area);
    begin = end + 1;
  }
}

// Of views without three channels: brightness and contrast alone, and the mean of all values.
template <class A>
__device__ __forceinline__ void adjust_values(const Planes<typename A::Pixel>& pixels, const CropView& view,
                                              GraySum<A>* scratch) {
  for (int step = 0; step < kCropSteps; ++step) {
    if (view.steps[step] != kCropBrightness && view.steps[step] != kCropContrast) continue;
    typename A::Pixel gray = 0;
    if (view.steps[step] == kCropContrast) {
      GraySum<A> sum = 0;
      for (int64_t i = threadIdx.x; i < pixels.size(); i += kThreads) sum += pixels.data[i];
      gray = mean_gray<A>(block_sum(sum, scratch), pixels.size());
    }
    for (int64_t i = threadIdx.x; i < pixels.size(); i += kThreads)
      pixels.data[i] = blend<A>(gray, pixels.data[i], view.factors[step]);
  }
}

template <class A>
__device__ __forceinline__ Planes<typename A::Pixel> planes_of(const CropView& view, const CropShape& shape,
                                                               void* workspace, float* result) {
  return {pixels_of<A>(view, workspace, result), shape.channels, shape.height, shape.width};
}

// A block a view.
template <class A>
__global__ void __launch_bounds__(kThreads, 2) adjust_views(const CropView* __restrict__ views, int64_t count,
                                                            CropShape shape, void* workspace, float* out) {
  STATIC_SHARED(GraySum<A>, scratch, 32);
  const int64_t size = shape.channels * shape.height * shape.width;
  for (int64_t item = blockIdx.x; item < count; item += gridDim.x) {
    const CropView& view = views[item];
    const auto pixels = planes_of<A>(view, shape, workspace, out + item * size);
    if (shape.channels == 3) {
      adjust_colours<A>(pixels, view, scratch);
    } else {
      adjust_values<A>(pixels, view, scratch);
    }
  }
}

// A block a view: the blur, and what is done to values alone.
template <class A>
__global__ void __launch_bounds__(kThreads, 1) finish_views(const CropView* __restrict__ views, int64_t count,
                                                            CropShape shape, void* workspace, float* out) {
  using Pixel = typename A::Pixel;
  const int64_t size = shape.channels * shape.height * shape.width;
  for (int64_t item = blockIdx.x; item < count; item += gridDim.x) {
    const CropView& view = views[item];
    float* result = out + item * size;
    const auto pixels = planes_of<A>(view, shape, workspace, result);
    auto* spare = at_offset<Pixel>(workspace, view.spare);
    if constexpr (A::kArithmetic == CropArithmetic::kPil) {
      if (view.blur == kCropBoxes) blur_by_boxes<ByteBox>(pixels, spare, view.radius);
      // The floats between lie where the result will.
      if (view.blur == kCropTaps) blur_by_taps(pixels, result, view.gauss_taps, 255, true);
      for (int64_t i = threadIdx.x; i < size; i += kThreads)
        result[i] = static_cast<float>(solarized<A>(pixels.data[i], view.threshold)) / 255;
    } else {
      if (view.blur == kCropBoxes) blur_by_boxes<FloatBox>(pixels, spare, view.radius);
      if (view.blur == kCropTaps) blur_by_taps(pixels, spare, view.gauss_taps, A::kBound, A::kIntegers);
      for (int64_t i = threadIdx.x; i < size; i += kThreads) {
        float value = result[i];
        if (view.blur == kCropBoxes) value = clamped(A::kIntegers ? rintf(value) : value, 0.f, A::kBound);
        value = solarized<A>(value, view.threshold);
        result[i] = A::kIntegers ? value / 255 : value;
      }
    }
  }
}

template <class A, class Real>
void run(const CropView* views, int64_t count, const CropShape& shape, void* workspace, float* out,
         cudaStream_t stream) {
  const dim3 over_rows(grid_for(kBlocksAView), grid_for(count));
  const int64_t outputs = count * (shape.height + shape.width);
  LAUNCH((weigh_taps<A, Real>), grid_for((outputs + kResizeThreads - 1) / kResizeThreads), kResizeThreads, 0,
         stream, views, count, shape, workspace);
  LAUNCH((resize_first<A>), over_rows, kResizeThreads, 0, stream, views, count, shape, workspace);
  LAUNCH((resize_second<A>), over_rows, kResizeThreads, 0, stream, views, count, shape, workspace, out);
  LAUNCH((adjust_views<A>), grid_for(count), kThreads, 0, stream, views, count, shape, workspace, out);
  LAUNCH((finish_views<A>), grid_for(count), kThreads, 0, stream, views, count, shape, workspace, out);
}

}  // namespace

void render_crops(const CropView* views, int64_t count, const CropShape& shape, void* workspace, float* out,
                  Stream stream) {
  const auto on = static_cast<cudaStream_t>(stream);
  switch (shape.arithmetic) {
    case CropArithmetic::kPil:
      return run<Pil, double>(views, count, shape, workspace, out, on);
    case CropArithmetic::kLevels:
      return run<Levels, float>(views, count, shape, workspace, out, on);
    case CropArithmetic::kFloats:
      return run<Floats, float>(views, count, shape, workspace, out, on);
  }
}

}  // namespace dino::ops::cuda
