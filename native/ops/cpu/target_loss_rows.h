// The CPU's kernel of multi_crop_loss and of masked_patch_loss, which is the same with one crop of each.
#pragma once
#include "../target_loss.h"

namespace dino::ops {

// Checked arguments; rows are crop-major.
struct TargetLossRows {
  const at::Tensor& student;
  const Targets& targets;
  double student_temperature;
  bool statistics;
  const std::optional<at::Tensor>& grad_student;
  // [teacher crops][student crops]
  at::ArrayRef<double> pair_weights;
  // What the pairs of each image count; null: all the same, together once.
  const float* image_weights;
};

// Whether the kernel is made for these dtypes; others are the reference's.
bool has_target_loss_rows(const at::Tensor& student, const at::Tensor& teacher);

// Image by image: its teachers' rows become targets, which stay in the cache while its students' rows pass.
TargetLoss target_loss_rows(const TargetLossRows& rows, int64_t images);

}  // namespace dino::ops
