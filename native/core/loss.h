// The losses of DINO, by our operators or composed of LibTorch's.
#pragma once
#include <ATen/core/Tensor.h>

namespace dino {

struct DinoLossOptions {
  int64_t batch;
  double student_temperature;  // above 0, as the next
  double teacher_temperature;
  // The student's logits are nobody else's: their memory becomes the gradient's.
  bool overwrite_student = false;
  bool statistics = false;
  // By LibTorch's operators, one after the other.
  bool composed = false;
};

struct DinoLoss {
  at::Tensor loss;          // scalar
  at::Tensor teacher_mean;  // [K], of the teacher's rows
  // With `statistics`: of the targets q, their mean [K] and the mean of their entropies, in nats.
  at::Tensor target_mean, target_entropy;
};

// DINO v1's loss (Caron et al. 2021): cross-entropy between the teacher's centred, sharpened distribution of
// each global crop and the student's of every other crop, averaged over the pairs and the batch.
//   student [V*B, K], teacher [G*B, K], crop-major: crop 0 of every image first; the student's first G crops
//   are the teacher's. center [1, K].
// Gradients reach `student` alone. Half precision is computed in float32.
DinoLoss dino_loss(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& center,
                   const DinoLossOptions& options);

// The centre after a batch: momentum * center + (1 - momentum) * the teacher's mean, [1, K]. A mean that is
// not finite leaves the centre as it is.
at::Tensor updated_center(const at::Tensor& center, const at::Tensor& teacher_mean, double momentum);

}  // namespace dino
