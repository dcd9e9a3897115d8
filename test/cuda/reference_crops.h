// What dino::render_crops makes of one view, value by value and without regard for time, as a reference for
// the kernels: PIL's arithmetic and torchvision's, in the order of their operations.
#pragma once
#include "reference_blur.h"
#include "reference_colour.h"
#include "reference_resize.h"

namespace cuda_test {

// `image`: [channels, view.image_height, view.image_width]. The result is from 0 to 1.
inline std::vector<double> rendered(const std::vector<double>& image, const CropView& view,
                                    const CropShape& shape) {
  ReferencePlanes planes(shape);
  resize(planes, view, image);
  if (view.flip) {
    for (auto row = planes.values.begin(); row != planes.values.end(); row += planes.width)
      std::reverse(row, row + planes.width);
  }
  for (int i = 0; i < kCropSteps; ++i) adjust(planes, view.steps[i], view.factors[i]);
  if (view.gray) make_gray(planes);
  if (static_cast<float>(view.sigma) > 0)
    view.gaussian ? blur_by_taps(planes, view.sigma) : blur_by_boxes(planes, view.sigma);
  if (view.threshold <= 255) solarize(planes, view.threshold);
  std::vector<double> made;
  for (const float value : planes.values) made.push_back(planes.integers ? value / 255 : value);
  return made;
}

}  // namespace cuda_test
