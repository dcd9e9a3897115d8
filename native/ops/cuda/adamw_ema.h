// dino::adamw_ema_ on a CUDA device, in two parts: the norms of the gradients by groups, then the step, which
// reads from the device's memory by how much gradients are clipped. Nothing waits for the device.
#pragma once
#include <cstdint>
#include <vector>

#include "dtype.h"

namespace dino::ops::cuda {

// A gradient without gaps. Its sums of squares go to `sums`, one for each chunk.
struct GradientRow {
  const void* gradient;
  double* sums;
  int64_t count;
};

// What the norms leave on the device: an element a group, and in `skip` whether one of them is not finite.
struct ClipState {
  float* norms;
  float* factors;
  int* skip;
};

// Sums that a row of `count` elements has.
int64_t sums_of(int64_t count);
// For rows whose gradients are of one dtype; in float64, whose range squares cannot leave.
void sum_squares(const std::vector<GradientRow>& rows, Dtype dtype, Stream stream);
// Of group g, whose sums are `sums`[first[g]] to `sums`[first[g + 1] - 1]; always added in the same order.
void finish_norms(const double* sums, const std::vector<int64_t>& first, float max_norm,
                  const ClipState& state, Stream stream);

// A parameter and what goes with it, all without gaps and in the same layout.
struct AdamWRow {
  void* parameter;
  const void* gradient;
  float* mean;
  float* square;
  float* average;  // nullptr for none
  int64_t count;
  // The factors of native/ops/adamw_ema.h that differ from parameter to parameter.
  float keep, root, size;
  int group;  // of clipping; -1 for none
};

// What is the same for all of them.
struct AdamWStep {
  double beta1, beta2, eps;
  double average_take;   // above 0
  const float* factors;  // by group; nullptr without clipping
  const int* skip;       // nullptr: write whatever the norms are
};

// For rows whose parameters and gradients are of one dtype.
void adamw_ema(const std::vector<AdamWRow>& rows, Dtype dtype, const AdamWStep& step, Stream stream);

}  // namespace dino::ops::cuda
