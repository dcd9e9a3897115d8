#include "../masked_patch_loss.h"

namespace dino::ops {

TargetLoss masked_patch_loss_cpu(const at::Tensor& student, const at::Tensor& teacher,
                                 const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                 double student_temperature, double teacher_temperature,
                                 bool teacher_is_probabilities, bool statistics,
                                 const std::optional<at::Tensor>& grad_student) {
  return masked_patch_loss_reference(student, teacher, center, weights, student_temperature,
                                     teacher_temperature, teacher_is_probabilities, statistics, grad_student);
}

}  // namespace dino::ops
