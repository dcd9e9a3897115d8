// dino::masked_patch_loss: the loss of iBOT between masked patches and the teacher's view of them, with its
// gradient in the same pass.
#pragma once
#include "export.h"
#include "registrar.h"
#include "target_loss.h"

namespace dino::ops {

constexpr const char* kMaskedPatchLossSchema =
    "masked_patch_loss(Tensor student, Tensor teacher, Tensor? center, Tensor weights, "
    "float student_temperature, float teacher_temperature, bool teacher_is_probabilities=False, "
    "bool overwrite_student=False, bool statistics=False) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";
// What devices implement; grad_student None wants no gradient.
constexpr const char* kMaskedPatchLossKernelSchema =
    "_masked_patch_loss(Tensor student, Tensor teacher, Tensor? center, Tensor weights, "
    "float student_temperature, float teacher_temperature, bool teacher_is_probabilities, bool statistics, "
    "Tensor(a!)? grad_student) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";
// The same, composed from ATen operators: for rare dtypes, other devices and tests.
constexpr const char* kMaskedPatchLossReferenceSchema =
    "_masked_patch_loss_reference(Tensor student, Tensor teacher, Tensor? center, Tensor weights, "
    "float student_temperature, float teacher_temperature, bool teacher_is_probabilities, bool statistics, "
    "Tensor(a!)? grad_student) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";
// scaled_gradient of target_loss.h.
constexpr const char* kMaskedPatchLossBackwardSchema =
    "masked_patch_loss_backward(Tensor grad_loss, Tensor(a!) grad_student, bool inplace) -> Tensor";

// student, teacher: logits [M, K] of the masked patches, as multi_crop_loss's. weights: float32 [M]. The loss
// is the sum over patches of weights[m] * -sum over k of q[m] log p[m]: with 1 / (masked patches of its
// image) / (number of crops) for each patch it is iBOT's (Zhou et al. 2022; Oquab et al. 2023). M may be 0:
// the loss is 0, the means are zeros.
//
// weights are constants. Targets, dtypes, results, gradient, overwrite_student and what holds for threads:
// multi_crop_loss.h. A weight of 0 leaves its patch out of the loss, not of the means.
TargetLoss masked_patch_loss(const at::Tensor& student, const at::Tensor& teacher,
                             const std::optional<at::Tensor>& center, const at::Tensor& weights,
                             double student_temperature, double teacher_temperature,
                             bool teacher_is_probabilities, bool overwrite_student, bool statistics);
TargetLoss masked_patch_loss_autograd(const at::Tensor& student, const at::Tensor& teacher,
                                      const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                      double student_temperature, double teacher_temperature,
                                      bool teacher_is_probabilities, bool overwrite_student, bool statistics);

// grad_student: of student's shape and dtype; receives d loss / d student. It may be student itself.
using MaskedPatchLossKernel = TargetLoss(const at::Tensor& student, const at::Tensor& teacher,
                                         const std::optional<at::Tensor>& center, const at::Tensor& weights,
                                         double student_temperature, double teacher_temperature,
                                         bool teacher_is_probabilities, bool statistics,
                                         const std::optional<at::Tensor>& grad_student);
MaskedPatchLossKernel masked_patch_loss_cpu, masked_patch_loss_meta;
DINO_OPS_API MaskedPatchLossKernel masked_patch_loss_reference;
// Refuses a student that wants a gradient: that is masked_patch_loss's.
MaskedPatchLossKernel masked_patch_loss_kernel_autograd;

at::Tensor masked_patch_loss_backward(const at::Tensor& grad_loss, const at::Tensor& grad_student,
                                      bool inplace);
at::Tensor masked_patch_loss_backward_autograd(const at::Tensor& grad_loss, const at::Tensor& grad_student,
                                               bool inplace);

void register_masked_patch_loss(Registrar& registrar);

// Throws naming the first argument that does not fit: what every device's kernel begins with.
DINO_OPS_API void check_masked_patch_loss(const at::Tensor& student, const Targets& targets,
                                          const at::Tensor& weights, double student_temperature,
                                          const std::optional<at::Tensor>& grad_student);

}  // namespace dino::ops
