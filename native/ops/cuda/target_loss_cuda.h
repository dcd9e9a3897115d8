// What multi_crop_loss and masked_patch_loss do alike between ATen and their CUDA kernels.
#pragma once
#include <ATen/core/Tensor.h>

#include <optional>

#include "../target_loss.h"
#include "loss_types.h"

namespace dino::ops::cuda {

// Checked arguments as the kernels want them: of one dtype, rows and centre without gaps.
class LossTensors {
 public:
  LossTensors(const at::Tensor& student, const Targets& targets, double student_temperature, bool statistics,
              const std::optional<at::Tensor>& grad_student);

  Student student() const;
  Teacher teacher() const;
  LossResults results() const;
  at::Tensor workspace(int64_t floats) const;

  // Call after the kernels' launch.
  TargetLoss finish() const;

 private:
  double student_temperature_;
  double teacher_temperature_;
  bool is_probabilities_;
  bool statistics_;
  std::optional<at::Tensor> grad_student_;
  at::Tensor student_, teacher_, center_, gradient_;
  TargetLoss results_;
};

}  // namespace dino::ops::cuda
