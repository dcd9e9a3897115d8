// What multi_crop_loss and masked_patch_loss share: cross-entropies with the soft targets of a teacher.
#pragma once
#include <ATen/core/Tensor.h>

#include <optional>
#include <tuple>

#include "export.h"

namespace dino::ops {

// loss [], teacher_mean [K], target_mean [K], target_entropy []; the last two are [0] without `statistics`.
using TargetLoss = std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor>;

// A teacher's rows [N, K] and how they become targets: softmax((teacher - center) / temperature), or the rows
// themselves.
struct Targets {
  const at::Tensor& teacher;
  const std::optional<at::Tensor>& center;
  double temperature;
  bool are_probabilities;
};

// That the losses compute with it.
void check_loss_dtype(const char* name, const char* argument, const at::Tensor& tensor);
// Everything that both operators want of their arguments but the numbers of rows. `name` is the operator's.
void check_targets(const char* name, const at::Tensor& student, const Targets& targets,
                   double student_temperature);
// A buffer for the gradient: like `student`, and either in the same place or apart from all that is read.
void check_gradient(const char* name, const at::Tensor& student, const Targets& targets,
                    const std::optional<at::Tensor>& grad_student, const at::Tensor* weights = nullptr);
// What is computed with and returned: float64 where student or teacher is, else float32.
DINO_OPS_API at::ScalarType loss_dtype(const at::Tensor& student, const at::Tensor& teacher);

// [N, K] of `dtype`, composed from ATen operators.
at::Tensor target_probabilities(const Targets& targets, at::ScalarType dtype);
// The results beside the loss, from the targets that target_probabilities returned.
TargetLoss with_statistics(const at::Tensor& loss, const Targets& targets, const at::Tensor& probabilities,
                           bool statistics);
// Results without values, on student's device.
DINO_OPS_API TargetLoss empty_results(const at::Tensor& student, const at::Tensor& teacher, bool statistics);

// grad_student times the scalar grad_loss. With `inplace` in `grad_student` itself, and nothing is returned
// (a tensor [0]: results of a schema without aliases are new); then it is not touched at all where grad_loss
// is known to be 1 (on the CPU; elsewhere, reading it would wait for the device).
at::Tensor scaled_gradient(const char* name, const at::Tensor& grad_loss, const at::Tensor& grad_student,
                           bool inplace);

}  // namespace dino::ops
