// The gradient of losses that make it in their forward pass: multi_crop_loss and masked_patch_loss.
#pragma once
#include <functional>

#include "../target_loss.h"

namespace dino::ops {

// The loss operator's kernel with everything but the gradient's buffer bound.
using LossOfGradient = std::function<TargetLoss(const std::optional<at::Tensor>& grad_student)>;

// `kernel`'s results, the loss with a gradient for `student` where one is recorded. `name` is the operator's;
// NAME_backward scales the gradient.
TargetLoss loss_with_gradient(const char* name, const at::Tensor& student, bool overwrite_student,
                              const LossOfGradient& kernel);
// The kernel operator called by itself: no gradient is recorded, so `student` may not want one.
TargetLoss loss_without_gradient(const char* name, const at::Tensor& student,
                                 const std::optional<at::Tensor>& grad_student, const LossOfGradient& kernel);
// NAME_backward, which has no derivative.
at::Tensor backward_without_gradient(const char* name, const at::Tensor& grad_loss,
                                     const at::Tensor& grad_student, bool inplace);

}  // namespace dino::ops
