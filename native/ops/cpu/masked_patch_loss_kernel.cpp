#include "../masked_patch_loss.h"

#include <ATen/ATen.h>

#include "target_loss_rows.h"

namespace dino::ops {

TargetLoss masked_patch_loss_cpu(const at::Tensor& student, const at::Tensor& teacher,
                                 const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                 double student_temperature, double teacher_temperature,
                                 bool teacher_is_probabilities, bool statistics,
                                 const std::optional<at::Tensor>& grad_student) {
  const Targets targets{teacher, center, teacher_temperature, teacher_is_probabilities};
  check_masked_patch_loss(student, targets, weights, student_temperature, grad_student);
  if (!has_target_loss_rows(student, teacher) || student.size(0) == 0)
    return masked_patch_loss_reference(student, teacher, center, weights, student_temperature,
                                       teacher_temperature, teacher_is_probabilities, statistics,
                                       grad_student);
  const at::Tensor image_weights = weights.detach().contiguous();
  // One pair of crops.
  const double once = 1;
  return target_loss_rows({student, targets, student_temperature, statistics, grad_student, once,
                           image_weights.const_data_ptr<float>()},
                          student.size(0));
}

}  // namespace dino::ops
