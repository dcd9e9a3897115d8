#include "../multi_crop_loss.h"

namespace dino::ops {

TargetLoss multi_crop_loss_meta(const at::Tensor& student, const at::Tensor& teacher,
                                const std::optional<at::Tensor>& center, int64_t batch,
                                at::ArrayRef<double> weights, double student_temperature,
                                double teacher_temperature, bool teacher_is_probabilities, bool statistics,
                                const std::optional<at::Tensor>& grad_student) {
  check_multi_crop_loss(student, {teacher, center, teacher_temperature, teacher_is_probabilities}, batch,
                        weights, student_temperature, grad_student);
  return empty_results(student, teacher, statistics);
}

}  // namespace dino::ops
