// What the host knows about the views of dino::render_crops before a kernel runs.
#include <algorithm>
#include <cmath>

#include "render_crops.h"

namespace dino::ops::cuda {

namespace {

// The filter reaches two outputs to either side, or two inputs where the image grows.
int32_t most_taps(int64_t input, int64_t output) {
  const double scale = static_cast<double>(input) / static_cast<double>(output);
  const auto taps = static_cast<int64_t>(std::ceil(2 * std::max(scale, 1.0))) * 2 + 1;
  return static_cast<int32_t>(std::min(taps, input));
}

class Layout {
 public:
  int64_t take(int64_t bytes) {
    const int64_t at = used_;
    used_ += (bytes + 255) / 256 * 256;
    return at;
  }
  int64_t used() const { return used_; }

 private:
  int64_t used_ = 0;
};

void lay_out(CropView& view, const CropShape& shape, Layout& layout) {
  const bool pil = shape.arithmetic == CropArithmetic::kPil;
  const int64_t value = pil ? 1 : sizeof(float);
  constexpr int64_t kSpan = 2 * sizeof(int32_t), kWeight = 4;
  view.taps_down = most_taps(view.box_height, shape.height);
  view.taps_across = most_taps(view.box_width, shape.width);
  view.spans_down = layout.take(shape.height * kSpan);
  view.spans_across = layout.take(shape.width * kSpan);
  view.weights_down = layout.take(shape.height * view.taps_down * kWeight);
  view.weights_across = layout.take(shape.width * view.taps_across * kWeight);
  const int64_t half = view.columns_first ? shape.height * view.box_width : view.box_height * shape.width;
  view.between = layout.take(shape.channels * half * value);
  const int64_t size = shape.channels * shape.height * shape.width * value;
  // Floats are finished where they are returned.
  view.pixels = pil ? layout.take(size) : 0;
  view.spare = view.blur == kCropSharp ? 0 : layout.take(size);
}

}  // namespace

CropPlan plan_crops(std::vector<CropView>& views, const CropShape& shape, int64_t limit) {
  CropPlan plan{{}, 0};
  Layout layout;
  for (size_t i = 0; i < views.size(); ++i) {
    CropView& view = views[i];
    // PIL alone turns what is very tall around.
    view.columns_first = shape.arithmetic == CropArithmetic::kPil && view.box_height > 100 * view.box_width &&
                         shape.height < view.box_height;
    view.blur = !(static_cast<float>(view.sigma) > 0) ? kCropSharp : view.gaussian ? kCropTaps : kCropBoxes;
    if (view.blur == kCropBoxes) view.radius = box_radius(view.sigma);
    if (view.blur == kCropTaps) {
      const auto taps = gaussian_taps(view.sigma);
      std::copy(taps.begin(), taps.end(), view.gauss_taps);
    }
    Layout with_view = layout;
    lay_out(view, shape, with_view);
    const auto at = static_cast<int64_t>(i);
    if (plan.batches.empty() || with_view.used() > limit) {
      with_view = Layout();
      lay_out(view, shape, with_view);
      plan.batches.push_back({at, at});
    }
    layout = with_view;
    plan.batches.back().end = at + 1;
    plan.workspace = std::max(plan.workspace, layout.used());
  }
  return plan;
}

}  // namespace dino::ops::cuda
