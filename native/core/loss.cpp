#include "core/loss.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace dino {

namespace {

at::Tensor at_least_float(const at::Tensor& tensor) {
  return tensor.scalar_type() == at::kDouble ? tensor : tensor.to(at::kFloat);
}

}  // namespace

at::Tensor teacher_targets(const at::Tensor& teacher, const at::Tensor& center, double temperature) {
  at::NoGradGuard no_grad;
  return at::softmax(at_least_float(teacher.detach()).sub(center).div_(temperature), -1);
}

at::Tensor dino_loss(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& center,
                     int64_t batch, double student_temperature, double teacher_temperature) {
  TORCH_CHECK_VALUE(student.dim() == 2 && teacher.dim() == 2,
                    "dino loss: expected student and teacher [rows, K], got ", student.sizes(), " and ",
                    teacher.sizes());
  const int64_t prototypes = student.size(1);
  TORCH_CHECK_VALUE(teacher.size(1) == prototypes && center.sizes() == at::IntArrayRef({1, prototypes}),
                    "dino loss: expected teacher [rows, ", prototypes, "] and center [1, ", prototypes,
                    "], got ", teacher.sizes(), " and ", center.sizes());
  TORCH_CHECK_VALUE(batch > 0 && student.size(0) % batch == 0 && teacher.size(0) % batch == 0,
                    "dino loss: rows of student and teacher (", student.size(0), ", ", teacher.size(0),
                    ") are no multiples of the batch of ", batch);
  TORCH_CHECK_VALUE(student_temperature > 0 && teacher_temperature > 0,
                    "dino loss: temperatures: expected above 0, got ", student_temperature, " and ",
                    teacher_temperature);
  const int64_t globals = teacher.size(0) / batch;
  const int64_t crops = student.size(0) / batch;
  TORCH_CHECK_VALUE(globals >= 1 && crops >= globals && globals * (crops - 1) > 0,
                    "dino loss: expected at least one pair of different crops, got ", globals,
                    " of the teacher and ", crops, " of the student");

  const at::Tensor targets =
      teacher_targets(teacher, center, teacher_temperature).view({globals, batch, prototypes});
  const at::Tensor log_probabilities =
      at::log_softmax(at_least_float(student).div(student_temperature), -1).view({crops, batch, prototypes});
  // Every crop meets the sum of all targets; what a global crop has met of its own target is taken back.
  const at::Tensor all = targets.sum(0).mul(log_probabilities.sum(0)).sum();
  const at::Tensor own = targets.mul(log_probabilities.narrow(0, 0, globals)).sum();
  return own.sub(all).div(static_cast<double>(globals * (crops - 1) * batch));
}

at::Tensor updated_center(const at::Tensor& center, const at::Tensor& teacher, double momentum) {
  at::NoGradGuard no_grad;
  const at::Tensor mean = at_least_float(teacher.detach()).mean(0, /*keepdim=*/true);
  if (!at::isfinite(mean).all().item<bool>()) return center;
  return center.mul(momentum).add_(mean, 1 - momentum);
}

}  // namespace dino
