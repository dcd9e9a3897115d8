// The resize of dino::render_crops: one axis after the other, the box of the image read in place.
#pragma once
#include "crops_rows.cuh"

namespace dino::ops::cuda {

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
