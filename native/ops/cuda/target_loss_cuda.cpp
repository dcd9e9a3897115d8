#include "target_loss_cuda.h"

#include <ATen/ATen.h>

#include "device.h"

namespace dino::ops::cuda {

namespace {

// Null for results that nobody asked for.
float* data_of(const at::Tensor& tensor) {
  return tensor.numel() == 0 ? nullptr : tensor.mutable_data_ptr<float>();
}

}  // namespace

LossTensors::LossTensors(const at::Tensor& student, const Targets& targets, double student_temperature,
                         bool statistics, const std::optional<at::Tensor>& grad_student)
    : student_temperature_(student_temperature),
      teacher_temperature_(targets.temperature),
      is_probabilities_(targets.are_probabilities),
      statistics_(statistics),
      grad_student_(grad_student),
      results_(empty_results(student, targets.teacher, statistics)) {
  // Two dtypes meet in float32: rare, and every pair of them would be kernels of its own.
  const at::ScalarType dtype =
      student.scalar_type() == targets.teacher.scalar_type() ? student.scalar_type() : at::kFloat;
  student_ = student.detach().to(dtype).contiguous();
  teacher_ = targets.teacher.detach().to(dtype).contiguous();
  if (targets.center) center_ = targets.center->detach().to(at::kFloat).reshape({-1}).contiguous();
  if (!grad_student) return;
  const bool direct = grad_student->scalar_type() == dtype && grad_student->is_contiguous();
  gradient_ = direct ? grad_student->detach() : at::empty_like(student_);
}

Student LossTensors::student() const {
  return {*dtype_of(student_.scalar_type()), student_.const_data_ptr(),
          gradient_.defined() ? gradient_.mutable_data_ptr() : nullptr,
          static_cast<float>(student_temperature_)};
}

Teacher LossTensors::teacher() const {
  return {*dtype_of(teacher_.scalar_type()), teacher_.const_data_ptr(),
          center_.defined() ? center_.const_data_ptr<float>() : nullptr,
          static_cast<float>(teacher_temperature_), is_probabilities_};
}

LossResults LossTensors::results() const {
  const auto& [loss, teacher_mean, target_mean, target_entropy] = results_;
  return {data_of(loss), data_of(teacher_mean), data_of(target_mean), data_of(target_entropy)};
}

at::Tensor LossTensors::workspace(int64_t floats) const {
  return at::empty({floats}, student_.options().dtype(at::kFloat));
}

TargetLoss LossTensors::finish() const {
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  if (grad_student_ && gradient_.const_data_ptr() != grad_student_->const_data_ptr())
    grad_student_->detach().copy_(gradient_);
  return results_;
}

}  // namespace dino::ops::cuda
