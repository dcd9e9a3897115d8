#include "../linear_multi_crop_loss.h"

#include <ATen/ATen.h>

namespace dino::ops {

TargetLoss linear_multi_crop_loss_meta(
    const at::Tensor& student_input, const at::Tensor& teacher_input, const at::Tensor& weight_v,
    const std::optional<at::Tensor>& weight_g, const at::Tensor& teacher_weight_v,
    const std::optional<at::Tensor>& teacher_weight_g, const std::optional<at::Tensor>& center, int64_t batch,
    at::ArrayRef<double> weights, double student_temperature, double teacher_temperature, int64_t memory,
    bool statistics, const std::optional<at::Tensor>& grad_input, const std::optional<at::Tensor>& grad_v,
    const std::optional<at::Tensor>& grad_g) {
  check_linear_multi_crop_loss(
      {student_input, teacher_input, weight_v, weight_g, teacher_weight_v, teacher_weight_g, center, batch,
       weights, student_temperature, teacher_temperature, memory, statistics},
      {grad_input, grad_v, grad_g});
  const auto logits_of = [&](const at::Tensor& input) {
    return at::empty({input.size(0), weight_v.size(0)}, input.options());
  };
  return empty_results(logits_of(student_input), logits_of(teacher_input), statistics);
}

}  // namespace dino::ops
