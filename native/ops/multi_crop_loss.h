// dino::multi_crop_loss: the loss of DINO between all crops of a batch, with its gradient in the same pass.
#pragma once
#include "export.h"
#include "registrar.h"
#include "target_loss.h"

namespace dino::ops {

constexpr const char* kMultiCropLossSchema =
    "multi_crop_loss(Tensor student, Tensor teacher, Tensor? center, int batch, float[] weights, "
    "float student_temperature, float teacher_temperature, bool teacher_is_probabilities=False, "
    "bool overwrite_student=False, bool statistics=False) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";
// What devices implement; grad_student None wants no gradient.
constexpr const char* kMultiCropLossKernelSchema =
    "_multi_crop_loss(Tensor student, Tensor teacher, Tensor? center, int batch, float[] weights, "
    "float student_temperature, float teacher_temperature, bool teacher_is_probabilities, bool statistics, "
    "Tensor(a!)? grad_student) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";
// The same, composed from ATen operators: for rare dtypes, other devices and tests.
constexpr const char* kMultiCropLossReferenceSchema =
    "_multi_crop_loss_reference(Tensor student, Tensor teacher, Tensor? center, int batch, float[] weights, "
    "float student_temperature, float teacher_temperature, bool teacher_is_probabilities, bool statistics, "
    "Tensor(a!)? grad_student) -> "
    "(Tensor loss, Tensor teacher_mean, Tensor target_mean, Tensor target_entropy)";
// scaled_gradient of target_loss.h.
constexpr const char* kMultiCropLossBackwardSchema =
    "multi_crop_loss_backward(Tensor grad_loss, Tensor(a!) grad_student, bool inplace) -> Tensor";

// student: [V * batch, K], teacher: [G * batch, K], logits of V and G crops, crop 0 of every image first,
// each float32, bfloat16, float16 or float64. center: [K] or [1, K] or None. weights: G * V numbers, those of
// the teacher's first crop first; 0 leaves a pair of crops out, whatever its values. With
//   q = softmax((teacher - center) / teacher_temperature), or `teacher` itself with teacher_is_probabilities,
//   p = softmax(student / student_temperature)
// the loss is the sum over pairs of weights[t, v] * mean over images of -sum over k of q[t] log p[v] (Caron
// et al. 2021; DINOv2 and DINOv3 with other weights). Computed and returned in float32, with double sums over
// rows; in float64 where student or teacher is.
//
// teacher_mean [K]: mean of the teacher's rows, for the centre. With statistics: target_mean [K], mean of q;
// target_entropy [], mean entropy of q; without: [0].
//
// The gradient is that of student, made in the forward pass where it is wanted; teacher and center are
// constants. With overwrite_student it takes the place of student's values, which must not be a leaf's or lie
// in one's memory: no memory of their size is needed then. In float16 it is as small as the loss is before
// any scaling: what is below 6e-8 vanishes. Backward scales it in place unless the graph is kept; there is no
// second derivative, and none in forward mode.
//
// NaN and infinities in rows of weight give NaN or infinite losses, as the formula does. The same bits for
// the same number of threads; between numbers of threads teacher_mean, target_mean and target_entropy differ
// by rounding, the loss and its gradient do not (float64's loss does).
TargetLoss multi_crop_loss(const at::Tensor& student, const at::Tensor& teacher,
                           const std::optional<at::Tensor>& center, int64_t batch,
                           at::ArrayRef<double> weights, double student_temperature,
                           double teacher_temperature, bool teacher_is_probabilities, bool overwrite_student,
                           bool statistics);
TargetLoss multi_crop_loss_autograd(const at::Tensor& student, const at::Tensor& teacher,
                                    const std::optional<at::Tensor>& center, int64_t batch,
                                    at::ArrayRef<double> weights, double student_temperature,
                                    double teacher_temperature, bool teacher_is_probabilities,
                                    bool overwrite_student, bool statistics);

// grad_student: of student's shape and dtype; receives d loss / d student. It may be student itself.
using MultiCropLossKernel = TargetLoss(const at::Tensor& student, const at::Tensor& teacher,
                                       const std::optional<at::Tensor>& center, int64_t batch,
                                       at::ArrayRef<double> weights, double student_temperature,
                                       double teacher_temperature, bool teacher_is_probabilities,
                                       bool statistics, const std::optional<at::Tensor>& grad_student);
MultiCropLossKernel multi_crop_loss_cpu, multi_crop_loss_meta;
DINO_OPS_API MultiCropLossKernel multi_crop_loss_reference;
// Refuses a student that wants a gradient: that is multi_crop_loss's.
MultiCropLossKernel multi_crop_loss_kernel_autograd;

at::Tensor multi_crop_loss_backward(const at::Tensor& grad_loss, const at::Tensor& grad_student,
                                    bool inplace);
at::Tensor multi_crop_loss_backward_autograd(const at::Tensor& grad_loss, const at::Tensor& grad_student,
                                             bool inplace);

void register_multi_crop_loss(Registrar& registrar);

// Throws naming the first argument that does not fit: what every device's kernel begins with.
DINO_OPS_API void check_multi_crop_loss(const at::Tensor& student, const Targets& targets, int64_t batch,
                                        at::ArrayRef<double> weights, double student_temperature,
                                        const std::optional<at::Tensor>& grad_student);
// The weights alone; `name` is the operator's.
void check_pair_weights(const char* name, at::ArrayRef<double> weights, int64_t teacher_crops,
                        int64_t student_crops);

}  // namespace dino::ops
