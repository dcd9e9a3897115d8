#include "../masked_patch_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "device.h"
#include "masked_patch_loss.h"
#include "registrar.h"
#include "target_loss_cuda.h"

namespace dino::ops::cuda {

namespace {

TargetLoss masked_patch_loss_cuda(const at::Tensor& student, const at::Tensor& teacher,
                                  const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                  double student_temperature, double teacher_temperature,
                                  bool teacher_is_probabilities, bool statistics,
                                  const std::optional<at::Tensor>& grad_student) {
  const Targets targets{teacher, center, teacher_temperature, teacher_is_probabilities};
  check_masked_patch_loss(student, targets, weights, student_temperature, grad_student);
  // Without patches there is nothing to launch.
  if (loss_dtype(student, teacher) == at::kDouble || student.size(0) == 0)
    return masked_patch_loss_reference(student, teacher, center, weights, student_temperature,
                                       teacher_temperature, teacher_is_probabilities, statistics,
                                       grad_student);
  at::NoGradGuard no_grad;
  const OnDevice device(student.device());
  const LossTensors tensors(student, targets, student_temperature, statistics, grad_student);
  const at::Tensor row_weights = weights.detach().contiguous();
  const MaskedPatchLoss problem{tensors.student(), tensors.teacher(), student.size(0), student.size(1),
                                row_weights.const_data_ptr<float>()};
  const at::Tensor workspace = tensors.workspace(masked_patch_loss_workspace(problem, statistics));
  masked_patch_loss(problem, tensors.results(), workspace.mutable_data_ptr<float>(), device.stream());
  return tensors.finish();
}

}  // namespace

void register_masked_patch_loss(torch::Library& cuda) {
  cuda.impl("_masked_patch_loss", TORCH_FN(masked_patch_loss_cuda));
}

}  // namespace dino::ops::cuda
