#include "../multi_crop_loss.h"

#include <ATen/ATen.h>

#include "target_loss_rows.h"

namespace dino::ops {

TargetLoss multi_crop_loss_cpu(const at::Tensor& student, const at::Tensor& teacher,
                               const std::optional<at::Tensor>& center, int64_t batch,
                               at::ArrayRef<double> weights, double student_temperature,
                               double teacher_temperature, bool teacher_is_probabilities, bool statistics,
                               const std::optional<at::Tensor>& grad_student) {
  if (!has_target_loss_rows(student, teacher))
    return multi_crop_loss_reference(student, teacher, center, batch, weights, student_temperature,
                                     teacher_temperature, teacher_is_probabilities, statistics, grad_student);
  const Targets targets{teacher, center, teacher_temperature, teacher_is_probabilities};
  check_multi_crop_loss(student, targets, batch, weights, student_temperature, grad_student);
  return target_loss_rows({student, targets, student_temperature, statistics, grad_student, weights, nullptr},
                          batch);
}

}  // namespace dino::ops
