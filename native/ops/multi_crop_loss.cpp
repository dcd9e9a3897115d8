#include "multi_crop_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>

#include <cmath>

namespace dino::ops {

void check_multi_crop_loss(const at::Tensor& student, const Targets& targets, int64_t batch,
                           at::ArrayRef<double> weights, double student_temperature,
                           const std::optional<at::Tensor>& grad_student) {
  check_targets("multi_crop_loss", student, targets, student_temperature);
  TORCH_CHECK_VALUE(batch >= 1, "dino::multi_crop_loss: batch: expected 1 or more, got ", batch);
  TORCH_CHECK_VALUE(student.size(0) > 0 && student.size(0) % batch == 0,
                    "dino::multi_crop_loss: student: expected [crops * ", batch, ", prototypes], got ",
                    student.sizes());
  TORCH_CHECK_VALUE(targets.teacher.size(0) > 0 && targets.teacher.size(0) % batch == 0,
                    "dino::multi_crop_loss: teacher: expected [crops * ", batch, ", prototypes], got ",
                    targets.teacher.sizes());
  check_pair_weights("multi_crop_loss", weights, targets.teacher.size(0) / batch, student.size(0) / batch);
  check_gradient("multi_crop_loss", student, targets, grad_student);
}

void check_pair_weights(const char* name, at::ArrayRef<double> weights, int64_t teacher_crops,
                        int64_t student_crops) {
  // Divided, not multiplied: neither number of crops is bounded.
  TORCH_CHECK_VALUE(weights.size() % student_crops == 0 &&
                        static_cast<int64_t>(weights.size()) / student_crops == teacher_crops,
                    "dino::", name, ": weights: expected ", teacher_crops, " * ", student_crops,
                    " numbers, got ", weights.size());
  for (size_t i = 0; i < weights.size(); ++i)
    // Targets are multiplied by it, in float32. Also false for NaN.
    TORCH_CHECK_VALUE(std::abs(weights[i]) <= 1e30, "dino::", name, ": weights[", i,
                      "]: expected -1e30 to 1e30, got ", weights[i]);
}

TargetLoss multi_crop_loss_reference(const at::Tensor& student, const at::Tensor& teacher,
                                     const std::optional<at::Tensor>& center, int64_t batch,
                                     at::ArrayRef<double> weights, double student_temperature,
                                     double teacher_temperature, bool teacher_is_probabilities,
                                     bool statistics, const std::optional<at::Tensor>& grad_student) {
  const Targets targets{teacher, center, teacher_temperature, teacher_is_probabilities};
  check_multi_crop_loss(student, targets, batch, weights, student_temperature, grad_student);
  at::NoGradGuard no_grad;
  const int64_t student_crops = student.size(0) / batch, teacher_crops = teacher.size(0) / batch;
  const at::Tensor probabilities = target_probabilities(targets, loss_dtype(student, teacher));
  at::Tensor loss = at::zeros({}, probabilities.options());
  for (int64_t v = 0; v < student_crops; ++v) {
    at::Tensor target;
    for (int64_t t = 0; t < teacher_crops; ++t) {
      const double weight = weights[t * student_crops + v];
      if (weight == 0) continue;
      const at::Tensor part = probabilities.narrow(0, t * batch, batch);
      target = target.defined() ? target.add_(part, weight) : part * weight;
    }
    std::optional<at::Tensor> gradient;
    if (grad_student) gradient = grad_student->detach().narrow(0, v * batch, batch);
    if (!target.defined()) {
      if (gradient) gradient->zero_();
      continue;
    }
    const at::Tensor log_p = at::log_softmax(
        student.detach().narrow(0, v * batch, batch).to(probabilities.scalar_type()) / student_temperature,
        1);
    loss.sub_(log_p.mul(target).sum() / batch);
    if (gradient)
      gradient->copy_(
          log_p.exp().mul_(target.sum(1, /*keepdim=*/true)).sub_(target).div_(student_temperature * batch));
  }
  return with_statistics(loss, targets, probabilities, statistics);
}

TargetLoss multi_crop_loss(const at::Tensor& student, const at::Tensor& teacher,
                           const std::optional<at::Tensor>& center, int64_t batch,
                           at::ArrayRef<double> weights, double student_temperature,
                           double teacher_temperature, bool teacher_is_probabilities, bool, bool statistics) {
  static const auto kernel = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("dino::_multi_crop_loss", "")
                                 .typed<MultiCropLossKernel>();
  return kernel.call(student, teacher, center, batch, weights, student_temperature, teacher_temperature,
                     teacher_is_probabilities, statistics, std::nullopt);
}

at::Tensor multi_crop_loss_backward(const at::Tensor& grad_loss, const at::Tensor& grad_student,
                                    bool inplace) {
  return scaled_gradient("multi_crop_loss_backward", grad_loss, grad_student, inplace);
}

void register_multi_crop_loss(Registrar& registrar) {
  registrar.definitions.def(kMultiCropLossSchema);
  registrar.definitions.def(kMultiCropLossKernelSchema);
  registrar.definitions.def(kMultiCropLossReferenceSchema);
  registrar.definitions.def(kMultiCropLossBackwardSchema);
  registrar.composed.impl("multi_crop_loss", TORCH_FN(multi_crop_loss));
  registrar.autograd.impl("multi_crop_loss", TORCH_FN(multi_crop_loss_autograd));
  registrar.cpu.impl("_multi_crop_loss", TORCH_FN(multi_crop_loss_cpu));
  registrar.meta.impl("_multi_crop_loss", TORCH_FN(multi_crop_loss_meta));
  registrar.composed.impl("_multi_crop_loss", TORCH_FN(multi_crop_loss_reference));
  registrar.autograd.impl("_multi_crop_loss", TORCH_FN(multi_crop_loss_kernel_autograd));
  registrar.composed.impl("_multi_crop_loss_reference", TORCH_FN(multi_crop_loss_reference));
  registrar.composed.impl("multi_crop_loss_backward", TORCH_FN(multi_crop_loss_backward));
  registrar.autograd.impl("multi_crop_loss_backward", TORCH_FN(multi_crop_loss_backward_autograd));
}

}  // namespace dino::ops
