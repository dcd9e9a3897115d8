#include "../masked_patch_loss.h"

namespace dino::ops {

TargetLoss masked_patch_loss_meta(const at::Tensor& student, const at::Tensor& teacher,
                                  const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                  double student_temperature, double teacher_temperature,
                                  bool teacher_is_probabilities, bool statistics,
                                  const std::optional<at::Tensor>& grad_student) {
  check_masked_patch_loss(student, {teacher, center, teacher_temperature, teacher_is_probabilities}, weights,
                          student_temperature, grad_student);
  return empty_results(student, teacher, statistics);
}

}  // namespace dino::ops
