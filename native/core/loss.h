// The losses of DINO, composed from ATen operators.
#pragma once
#include <ATen/core/Tensor.h>

namespace dino {

// DINO v1's loss (Caron et al. 2021): cross-entropy between the teacher's centred, sharpened distribution of
// each global crop and the student's of every other crop, averaged over the pairs and the batch.
//   student [V*B, K], teacher [G*B, K], crop-major: crop 0 of every image first; the student's first G crops
//   are the teacher's. center [1, K]. Temperatures above 0.
// Returns a scalar. Gradients reach `student` alone. Half precision is computed in float32.
at::Tensor dino_loss(const at::Tensor& student, const at::Tensor& teacher, const at::Tensor& center,
                     int64_t batch, double student_temperature, double teacher_temperature);

// What the student learns to predict: softmax of (teacher - center) / temperature, rows of [N, K] in float32
// or wider, without gradients.
at::Tensor teacher_targets(const at::Tensor& teacher, const at::Tensor& center, double temperature);

// The centre after a batch: momentum * center + (1 - momentum) * mean of teacher's rows, [1, K]. A mean that
// is not finite leaves the centre as it is.
at::Tensor updated_center(const at::Tensor& center, const at::Tensor& teacher, double momentum);

}  // namespace dino
