#include "../multi_crop_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <vector>

#include "device.h"
#include "multi_crop_loss.h"
#include "registrar.h"
#include "target_loss_cuda.h"

namespace dino::ops::cuda {

namespace {

TargetLoss multi_crop_loss_cuda(const at::Tensor& student, const at::Tensor& teacher,
                                const std::optional<at::Tensor>& center, int64_t batch,
                                at::ArrayRef<double> weights, double student_temperature,
                                double teacher_temperature, bool teacher_is_probabilities, bool statistics,
                                const std::optional<at::Tensor>& grad_student) {
  const Targets targets{teacher, center, teacher_temperature, teacher_is_probabilities};
  check_multi_crop_loss(student, targets, batch, weights, student_temperature, grad_student);
  if (loss_dtype(student, teacher) == at::kDouble || weights.size() > kMaxPairs)
    return multi_crop_loss_reference(student, teacher, center, batch, weights, student_temperature,
                                     teacher_temperature, teacher_is_probabilities, statistics, grad_student);
  at::NoGradGuard no_grad;
  const OnDevice device(student.device());
  const LossTensors tensors(student, targets, student_temperature, statistics, grad_student);
  const std::vector<float> pairs(weights.begin(), weights.end());
  const MultiCropLoss problem{tensors.student(),
                              tensors.teacher(),
                              batch,
                              student.size(1),
                              static_cast<int>(student.size(0) / batch),
                              static_cast<int>(teacher.size(0) / batch),
                              pairs.data()};
  const at::Tensor workspace = tensors.workspace(multi_crop_loss_workspace(problem, statistics));
  multi_crop_loss(problem, tensors.results(), workspace.mutable_data_ptr<float>(), device.stream());
  return tensors.finish();
}

}  // namespace

void register_multi_crop_loss(torch::Library& cuda) {
  cuda.impl("_multi_crop_loss", TORCH_FN(multi_crop_loss_cuda));
}

}  // namespace dino::ops::cuda
