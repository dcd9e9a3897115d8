#include "masked_patch_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>

namespace dino::ops {

void check_masked_patch_loss(const at::Tensor& student, const Targets& targets, const at::Tensor& weights,
                             double student_temperature, const std::optional<at::Tensor>& grad_student) {
  check_targets("masked_patch_loss", student, targets, student_temperature);
  TORCH_CHECK_VALUE(targets.teacher.size(0) == student.size(0), "dino::masked_patch_loss: teacher: expected ",
                    student.sizes(), " as student, got ", targets.teacher.sizes());
  TORCH_CHECK_VALUE(weights.scalar_type() == at::kFloat && weights.layout() == at::kStrided &&
                        weights.dim() == 1 && weights.size(0) == student.size(0),
                    "dino::masked_patch_loss: weights: expected float32 [", student.size(0), "], got ",
                    weights.scalar_type(), " ", weights.sizes());
  TORCH_CHECK_VALUE(weights.device() == student.device(), "dino::masked_patch_loss: weights: expected it on ",
                    student.device(), " as student, got ", weights.device());
  check_gradient("masked_patch_loss", student, targets, grad_student, &weights);
}

TargetLoss masked_patch_loss_reference(const at::Tensor& student, const at::Tensor& teacher,
                                       const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                       double student_temperature, double teacher_temperature,
                                       bool teacher_is_probabilities, bool statistics,
                                       const std::optional<at::Tensor>& grad_student) {
  const Targets targets{teacher, center, teacher_temperature, teacher_is_probabilities};
  check_masked_patch_loss(student, targets, weights, student_temperature, grad_student);
  at::NoGradGuard no_grad;
  const at::Tensor probabilities = target_probabilities(targets, loss_dtype(student, teacher));
  const at::Tensor log_p =
      at::log_softmax(student.detach().to(probabilities.scalar_type()) / student_temperature, 1);
  const at::Tensor column = weights.detach().to(probabilities.scalar_type()).unsqueeze(1);
  // Chosen, not multiplied: what is left out may be NaN.
  const at::Tensor left_out = column == 0;
  const at::Tensor losses = log_p.mul(probabilities).sum(1, /*keepdim=*/true).neg_().mul_(column);
  if (grad_student) {
    const at::Tensor gradient = log_p.exp().mul_(probabilities.sum(1, /*keepdim=*/true)).sub_(probabilities);
    grad_student->detach().copy_(gradient.mul_(column / student_temperature).masked_fill_(left_out, 0));
  }
  return with_statistics(losses.masked_fill(left_out, 0).sum(), targets, probabilities, statistics);
}

TargetLoss masked_patch_loss(const at::Tensor& student, const at::Tensor& teacher,
                             const std::optional<at::Tensor>& center, const at::Tensor& weights,
                             double student_temperature, double teacher_temperature,
                             bool teacher_is_probabilities, bool, bool statistics) {
  static const auto kernel = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("dino::_masked_patch_loss", "")
                                 .typed<MaskedPatchLossKernel>();
  return kernel.call(student, teacher, center, weights, student_temperature, teacher_temperature,
                     teacher_is_probabilities, statistics, std::nullopt);
}

at::Tensor masked_patch_loss_backward(const at::Tensor& grad_loss, const at::Tensor& grad_student,
                                      bool inplace) {
  return scaled_gradient("masked_patch_loss_backward", grad_loss, grad_student, inplace);
}

void register_masked_patch_loss(Registrar& registrar) {
  registrar.definitions.def(kMaskedPatchLossSchema);
  registrar.definitions.def(kMaskedPatchLossKernelSchema);
  registrar.definitions.def(kMaskedPatchLossReferenceSchema);
  registrar.definitions.def(kMaskedPatchLossBackwardSchema);
  registrar.composed.impl("masked_patch_loss", TORCH_FN(masked_patch_loss));
  registrar.autograd.impl("masked_patch_loss", TORCH_FN(masked_patch_loss_autograd));
  registrar.cpu.impl("_masked_patch_loss", TORCH_FN(masked_patch_loss_cpu));
  registrar.meta.impl("_masked_patch_loss", TORCH_FN(masked_patch_loss_meta));
  registrar.composed.impl("_masked_patch_loss", TORCH_FN(masked_patch_loss_reference));
  registrar.autograd.impl("_masked_patch_loss", TORCH_FN(masked_patch_loss_kernel_autograd));
  registrar.composed.impl("_masked_patch_loss_reference", TORCH_FN(masked_patch_loss_reference));
  registrar.composed.impl("masked_patch_loss_backward", TORCH_FN(masked_patch_loss_backward));
  registrar.autograd.impl("masked_patch_loss_backward", TORCH_FN(masked_patch_loss_backward_autograd));
}

}  // namespace dino::ops
