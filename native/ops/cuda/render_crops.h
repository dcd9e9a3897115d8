// The kernels of dino::render_crops on plain pointers, so that nvcc need not read ATen.
#pragma once
#include <cstdint>
#include <vector>

#include "../blur_shape.h"
#include "dtype.h"

namespace dino::ops::cuda {

// Bytes as PIL computes with them; bytes as torchvision's functions do, in floats that are integers after
// every step; floats from 0 to 1 as those functions compute.
enum class CropArithmetic { kPil, kLevels, kFloats };

// As the numbers of native/ops/render_crops.h.
enum CropStep : int32_t { kCropNone, kCropBrightness, kCropContrast, kCropSaturation, kCropHue };

enum CropBlur : int32_t { kCropSharp, kCropBoxes, kCropTaps };

constexpr int kCropSteps = 4;
constexpr int kCropTapCount = kBlurTaps;

// A view as the kernels read it.
struct CropView {
  // Given by the caller. The image is contiguous: uint8, or float32 for kFloats.
  const void* image;
  int64_t image_height, image_width;
  int64_t top, left, box_height, box_width;
  int32_t flip;
  CropStep steps[kCropSteps];
  double factors[kCropSteps];
  int32_t gray;
  int32_t gaussian;
  double sigma;
  double threshold;

  // Set by plan_crops. Offsets are bytes of the workspace.
  int32_t columns_first;
  CropBlur blur;
  float radius;  // of the box
  float gauss_taps[kCropTapCount];
  int32_t taps_down, taps_across;  // the most inputs of one output
  int64_t spans_down, spans_across, weights_down, weights_across;
  int64_t between;  // the box resized along one axis
  int64_t pixels, spare;
};

struct CropShape {
  CropArithmetic arithmetic;
  int64_t channels, height, width;  // of every view
};

// Views that are rendered together because what they need fits the workspace: [begin, end).
struct CropBatch {
  int64_t begin, end;
};

struct CropPlan {
  std::vector<CropBatch> batches;
  int64_t workspace;  // bytes
};

// Fills in the views. No batch needs more than `limit` bytes, unless a single view does.
CropPlan plan_crops(std::vector<CropView>& views, const CropShape& shape, int64_t limit);

// `views`: a batch, on the device, as plan_crops left them. workspace: aligned to 256. out: float32
// [count, channels, height, width]. Nothing waits for the device; the same bits on every run.
void render_crops(const CropView* views, int64_t count, const CropShape& shape, void* workspace, float* out,
                  Stream stream);

}  // namespace dino::ops::cuda
