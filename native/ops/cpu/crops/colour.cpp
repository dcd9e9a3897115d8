#include <cmath>

#include "steps.h"

namespace dino::ops::crops {

namespace {

using simd::ColourStep;

void run_pass(const Bytes&, const simd::ColourPass<uint8_t>& pass) {
  simd::colour_kernels().bytes(pass);
}

void run_pass(const Floats& view, const simd::ColourPass<float>& pass) {
  simd::colour_kernels().floats(pass, {view.bound, view.levels});
}

// Of all pixels, between whose grey and themselves contrast blends.
float contrast_gray(const Bytes&, double mean) {
  return static_cast<float>(std::floor(mean + 0.5));
}

float contrast_gray(const Floats&, double mean) {
  return static_cast<float>(mean);
}

// A hue is a byte; cut off towards zero.
float hue_shift(const Bytes&, double turns) {
  return static_cast<float>(static_cast<int>(turns * 255));
}

float hue_shift(const Floats&, double turns) {
  return static_cast<float>(turns);
}

float first_inverted(const Bytes&, double threshold) {
  return static_cast<float>(std::ceil(threshold));
}

float first_inverted(const Floats& view, double threshold) {
  return static_cast<float>(view.levels ? threshold : threshold / 255);
}

ColourStep blend(ColourStep::Kind kind, double factor, float gray = 0) {
  return {kind, static_cast<float>(factor), static_cast<float>(1 - factor), gray};
}

}  // namespace

template <class Pixels>
void ColourSteps<Pixels>::adjust(const View::Step& step) {
  const bool coloured = view_.channels == 3;
  switch (step.kind) {
    case Adjust::kNone:
      return;
    case Adjust::kBrightness:
      steps_.push_back(blend(ColourStep::kBlend, step.factor));
      return;
    case Adjust::kContrast:
      steps_.push_back(blend(ColourStep::kBlend, step.factor, contrast_gray(view_, mean_gray())));
      return;
    case Adjust::kSaturation:
      if (coloured) steps_.push_back(blend(ColourStep::kSaturate, step.factor));
      return;
    case Adjust::kHue:
      if (coloured) steps_.push_back({ColourStep::kTurnHue, hue_shift(view_, step.factor)});
      return;
  }
}

template <class Pixels>
void ColourSteps<Pixels>::make_gray() {
  if (view_.channels == 3) steps_.push_back({ColourStep::kGray, 0});
}

template <class Pixels>
void ColourSteps<Pixels>::solarize(double threshold) {
  steps_.push_back({ColourStep::kSolarize, first_inverted(view_, threshold)});
}

template <class Pixels>
void ColourSteps<Pixels>::pass(double* sum, float* units) {
  if (steps_.empty() && sum == nullptr && units == nullptr) return;
  const bool coloured = view_.channels == 3;
  run_pass(view_, {view_.data, coloured ? 3 : 1, coloured ? view_.area() : view_.size(), steps_.data(),
                   static_cast<int64_t>(steps_.size()), sum, units});
  steps_.clear();
}

// Of all values where there are no three channels.
template <class Pixels>
double ColourSteps<Pixels>::mean_gray() {
  double sum;
  pass(&sum, nullptr);
  return sum / static_cast<double>(view_.channels == 3 ? view_.area() : view_.size());
}

template class ColourSteps<Bytes>;
template class ColourSteps<Floats>;

}  // namespace dino::ops::crops
