// dino::linear_multi_crop_loss: the head's last layer and multi_crop_loss in one, without all logits at once.
#pragma once
#include <optional>

#include "registrar.h"
#include "target_loss.h"

namespace dino::ops {

constexpr const char* kLinearMultiCropLossSchema =
    "linear_multi_crop_loss(Tensor student_input, Tensor teacher_input, Tensor weight_v, Tensor? weight_g, "
    "Tensor teacher_weight_v, Tensor? teacher_weight_g, Tensor? center, int batch, float[] weights, "
    "float student_temperature, float teacher_temperature, int memory=25165824, bool statistics=False) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";
// What linear_multi_crop_loss records: gradients go where a tensor is given for them.
constexpr const char* kLinearMultiCropLossKernelSchema =
    "_linear_multi_crop_loss(Tensor student_input, Tensor teacher_input, Tensor weight_v, Tensor? weight_g, "
    "Tensor teacher_weight_v, Tensor? teacher_weight_g, Tensor? center, int batch, float[] weights, "
    "float student_temperature, float teacher_temperature, int memory, bool statistics, "
    "Tensor(a!)? grad_input, Tensor(b!)? grad_v, Tensor(c!)? grad_g) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";

struct LinearLoss {
  const at::Tensor& student_input;
  const at::Tensor& teacher_input;
  const at::Tensor& weight_v;
  const std::optional<at::Tensor>& weight_g;
  const at::Tensor& teacher_weight_v;
  const std::optional<at::Tensor>& teacher_weight_g;
  const std::optional<at::Tensor>& center;
  int64_t batch;
  at::ArrayRef<double> weights;
  double student_temperature;
  double teacher_temperature;
  int64_t memory;
  bool statistics;
};

// None where it is not wanted.
struct LinearGradients {
  std::optional<at::Tensor> input, v, g;
};

// multi_crop_loss (whose header says what batch, weights, temperatures, center and the results are) of
//   student = student_input @ (g * v / |v|)^T, teacher likewise,
// with inputs [crops * batch, D] and a weight normalised row by row: v [K, D], g [K, 1] or [K] (Salimans and
// Kingma 2016, torch's weight_norm along dimension 0), or v itself without g. All inputs and weights have one
// dtype: float32, bfloat16, float16 or float64.
//
// Logits are made for some images at a time, of all their crops, and their gradients in their place: as many
// as `memory` bytes hold, beside a few vectors of K numbers. One image at least must fit. No normalised copy
// of v is made; its lengths scale the logits. Fewer images at a time read the weights more often.
//
// Gradients for student_input, weight_v and weight_g, those that want one, are made in the forward pass and
// kept; the teacher's arguments and center are constants. Sums over images of the weights' gradients are kept
// in the weights' own precision. There is no second derivative.
//
// Of ATen's operators and _multi_crop_loss: any device. As repeatable as the matrix product.
TargetLoss linear_multi_crop_loss(const at::Tensor& student_input, const at::Tensor& teacher_input,
                                  const at::Tensor& weight_v, const std::optional<at::Tensor>& weight_g,
                                  const at::Tensor& teacher_weight_v,
                                  const std::optional<at::Tensor>& teacher_weight_g,
                                  const std::optional<at::Tensor>& center, int64_t batch,
                                  at::ArrayRef<double> weights, double student_temperature,
                                  double teacher_temperature, int64_t memory, bool statistics);
TargetLoss linear_multi_crop_loss_autograd(const at::Tensor& student_input, const at::Tensor& teacher_input,
                                           const at::Tensor& weight_v,
                                           const std::optional<at::Tensor>& weight_g,
                                           const at::Tensor& teacher_weight_v,
                                           const std::optional<at::Tensor>& teacher_weight_g,
                                           const std::optional<at::Tensor>& center, int64_t batch,
                                           at::ArrayRef<double> weights, double student_temperature,
                                           double teacher_temperature, int64_t memory, bool statistics);

using LinearMultiCropLossKernel = TargetLoss(
    const at::Tensor& student_input, const at::Tensor& teacher_input, const at::Tensor& weight_v,
    const std::optional<at::Tensor>& weight_g, const at::Tensor& teacher_weight_v,
    const std::optional<at::Tensor>& teacher_weight_g, const std::optional<at::Tensor>& center, int64_t batch,
    at::ArrayRef<double> weights, double student_temperature, double teacher_temperature, int64_t memory,
    bool statistics, const std::optional<at::Tensor>& grad_input, const std::optional<at::Tensor>& grad_v,
    const std::optional<at::Tensor>& grad_g);
LinearMultiCropLossKernel linear_multi_crop_loss_kernel, linear_multi_crop_loss_meta;

void register_linear_multi_crop_loss(Registrar& registrar);

// Throws naming the first argument that does not fit; returns how many images are computed at a time.
int64_t check_linear_multi_crop_loss(const LinearLoss& loss, const LinearGradients& gradients);

}  // namespace dino::ops
