#include "../multi_crop_loss.h"

namespace dino::ops {

TargetLoss multi_crop_loss_cpu(const at::Tensor& student, const at::Tensor& teacher,
                               const std::optional<at::Tensor>& center, int64_t batch,
                               at::ArrayRef<double> weights, double student_temperature,
                               double teacher_temperature, bool teacher_is_probabilities, bool statistics,
                               const std::optional<at::Tensor>& grad_student) {
  return multi_crop_loss_reference(student, teacher, center, batch, weights, student_temperature,
                                   teacher_temperature, teacher_is_probabilities, statistics, grad_student);
}

}  // namespace dino::ops
