// The steps of a view, each in two arithmetics: bytes as PIL computes them, and floats as torchvision's
// functions on tensors do. A view is C planes of height × width, one after the other.
#pragma once
#include <ATen/core/Tensor.h>

#include <memory>
#include <vector>

#include "../../render_crops.h"
#include "../simd/crops_colour.h"

namespace dino::ops::crops {

template <class Value>
struct Planes {
  Value* data;
  int64_t channels, height, width;

  int64_t area() const { return height * width; }
  int64_t size() const { return channels * area(); }
  Value* plane(int64_t channel) const { return data + channel * area(); }
};

using Bytes = Planes<uint8_t>;

// Values run from 0 to `bound`. With `levels` they are bytes that are computed as floats: integers again
// after every step, by the rounding that torchvision's step has.
struct Floats : Planes<float> {
  float bound = 1;
  bool levels = false;
};

// Memory that is asked for again and again.
class Buffer {
 public:
  uint8_t* room(int64_t size) {
    if (size > size_) {
      data_.reset(new uint8_t[size]);
      size_ = size;
    }
    return data_.get();
  }

 private:
  std::unique_ptr<uint8_t[]> data_;
  int64_t size_ = 0;
};

// What one thread's views use, one after the other.
struct Scratch {
  Buffer view, between, band;
};

// The box of an image [C, H, W], contiguous, resized to the view: bicubic with a = -0.5, antialiased; with
// `flip` mirrored left to right.
void resize(const at::Tensor& image, const Box& box, bool flip, const Bytes& view, Scratch& scratch);
void resize(const at::Tensor& image, const Box& box, bool flip, const Floats& view, Scratch& scratch);

// Collects steps, so that one pass over the values does all that can be done in one.
template <class Pixels>
class ColourSteps {
 public:
  explicit ColourSteps(const Pixels& view) : view_(view) {}

  void adjust(const View::Step& step);
  void make_gray();
  // `threshold` is of 255.
  void solarize(double threshold);
  // Does what is left. `units`, if not null, receives the values divided by 255, in the place of the view.
  void run(float* units = nullptr) { pass(nullptr, units); }

 private:
  void pass(double* sum, float* units);
  double mean_gray();

  Pixels view_;
  std::vector<simd::ColourStep> steps_;
};

// PIL's GaussianBlur: three passes of a box with fractional ends along each axis (Gwosdek et al. 2011).
void blur_by_boxes(const Bytes& view, double sigma, Scratch& scratch);
void blur_by_boxes(const Floats& view, double sigma, Scratch& scratch);
// torchvision's gaussian_blur with a kernel of 9 × 9, mirrored at the edges.
void blur_by_taps(const Bytes& view, double sigma);
void blur_by_taps(const Floats& view, double sigma);

}  // namespace dino::ops::crops
