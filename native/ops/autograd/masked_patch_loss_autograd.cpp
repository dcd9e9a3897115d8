#include "../masked_patch_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include "target_loss_autograd.h"

namespace dino::ops {

TargetLoss masked_patch_loss_autograd(const at::Tensor& student, const at::Tensor& teacher,
                                      const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                      double student_temperature, double teacher_temperature,
                                      bool teacher_is_probabilities, bool overwrite_student,
                                      bool statistics) {
  static const auto kernel = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("dino::_masked_patch_loss", "")
                                 .typed<MaskedPatchLossKernel>();
  return loss_with_gradient("masked_patch_loss", student, overwrite_student, [&](const auto& grad_student) {
    return kernel.call(student, teacher, center, weights, student_temperature, teacher_temperature,
                       teacher_is_probabilities, statistics, grad_student);
  });
}

TargetLoss masked_patch_loss_kernel_autograd(const at::Tensor& student, const at::Tensor& teacher,
                                             const std::optional<at::Tensor>& center,
                                             const at::Tensor& weights, double student_temperature,
                                             double teacher_temperature, bool teacher_is_probabilities,
                                             bool statistics, const std::optional<at::Tensor>& grad_student) {
  static const auto kernel = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("dino::_masked_patch_loss", "")
                                 .typed<MaskedPatchLossKernel>();
  return loss_without_gradient("masked_patch_loss", student, grad_student, [&](const auto& buffer) {
    return kernel.call(student, teacher, center, weights, student_temperature, teacher_temperature,
                       teacher_is_probabilities, statistics, buffer);
  });
}

at::Tensor masked_patch_loss_backward_autograd(const at::Tensor& grad_loss, const at::Tensor& grad_student,
                                               bool inplace) {
  return backward_without_gradient("masked_patch_loss", grad_loss, grad_student, inplace);
}

}  // namespace dino::ops
