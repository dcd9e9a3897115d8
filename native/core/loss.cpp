#include "core/loss.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>

#include <optional>
#include <tuple>
#include <vector>

namespace dino {

namespace {

at::Tensor at_least_float(const at::Tensor& tensor) {
  return tensor.scalar_type() == at::kDouble ? tensor : tensor.to(at::kFloat);
}

struct Crops {
  int64_t globals;
  int64_t all;

  double pairs() const { return static_cast<double>(globals * (all - 1)); }
};

Crops checked_crops(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& center,
                    const DinoLossOptions& options) {
  TORCH_CHECK_VALUE(student.dim() == 2 && teacher.dim() == 2,
                    "dino loss: expected student and teacher [rows, K], got ", student.sizes(), " and ",
                    teacher.sizes());
  const int64_t prototypes = student.size(1);
  TORCH_CHECK_VALUE(teacher.size(1) == prototypes && center.sizes() == at::IntArrayRef({1, prototypes}),
                    "dino loss: expected teacher [rows, ", prototypes, "] and center [1, ", prototypes,
                    "], got ", teacher.sizes(), " and ", center.sizes());
  TORCH_CHECK_VALUE(
      options.batch > 0 && student.size(0) % options.batch == 0 && teacher.size(0) % options.batch == 0,
      "dino loss: rows of student and teacher (", student.size(0), ", ", teacher.size(0),
      ") are no multiples of the batch of ", options.batch);
  TORCH_CHECK_VALUE(options.student_temperature > 0 && options.teacher_temperature > 0,
                    "dino loss: temperatures: expected above 0, got ", options.student_temperature, " and ",
                    options.teacher_temperature);
  const Crops crops{teacher.size(0) / options.batch, student.size(0) / options.batch};
  TORCH_CHECK_VALUE(crops.globals >= 1 && crops.all >= crops.globals && crops.pairs() > 0,
                    "dino loss: expected at least one pair of different crops, got ", crops.globals,
                    " of the teacher and ", crops.all, " of the student");
  return crops;
}

DinoLoss fused(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& center,
               const Crops& crops, const DinoLossOptions& options) {
  // By name, not by symbol: the operator library is loaded on its own and the addon does not need it to link.
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::multi_crop_loss", "")
                             .typed<std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor>(
                                 const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&,
                                 int64_t, at::ArrayRef<double>, double, double, bool, bool, bool)>();
  std::vector<double> weights(crops.globals * crops.all, 1 / crops.pairs());
  for (int64_t own = 0; own < crops.globals; ++own) weights[own * crops.all + own] = 0;
  auto [loss, teacher_mean, target_mean, target_entropy] =
      op.call(student, teacher.detach(), center, options.batch, weights, options.student_temperature,
              options.teacher_temperature, /*teacher_is_probabilities=*/false, options.overwrite_student,
              options.statistics);
  return {loss, teacher_mean, target_mean, target_entropy};
}

DinoLoss composed(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& center,
                  const Crops& crops, const DinoLossOptions& options) {
  const int64_t prototypes = student.size(1);
  DinoLoss result;
  const at::Tensor targets = [&] {
    at::NoGradGuard no_grad;
    const at::Tensor logits = at_least_float(teacher.detach());
    result.teacher_mean = logits.mean(0);
    return at::softmax(logits.sub(center).div_(options.teacher_temperature), -1);
  }();
  const at::Tensor by_crop = targets.view({crops.globals, options.batch, prototypes});
  const at::Tensor log_probabilities =
      at::log_softmax(at_least_float(student).div(options.student_temperature), -1)
          .view({crops.all, options.batch, prototypes});
  // Every crop meets the sum of all targets; what a global crop has met of its own target is taken back.
  const at::Tensor all = by_crop.sum(0).mul(log_probabilities.sum(0)).sum();
  const at::Tensor own = by_crop.mul(log_probabilities.narrow(0, 0, crops.globals)).sum();
  result.loss = own.sub(all).div(crops.pairs() * static_cast<double>(options.batch));
  if (options.statistics) {
    result.target_mean = targets.mean(0);
    result.target_entropy = at::special_entr(targets).sum(-1).mean();
  }
  return result;
}

}  // namespace

DinoLoss dino_loss(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& center,
                   const DinoLossOptions& options) {
  const Crops crops = checked_crops(student, teacher, center, options);
  return (options.composed ? composed : fused)(student, teacher, center, crops, options);
}

at::Tensor updated_center(const at::Tensor& center, const at::Tensor& teacher_mean, double momentum) {
  at::NoGradGuard no_grad;
  if (!at::isfinite(teacher_mean).all().item<bool>()) return center;
  return center.mul(momentum).add_(teacher_mean.unsqueeze(0), 1 - momentum);
}

}  // namespace dino
