// The moving average that makes the teacher.
#pragma once
#include <ATen/core/Tensor.h>

#include <vector>

namespace dino {

// ema = momentum * ema + (1 - momentum) * online for every pair, through the operator dino::ema_update_.
// Shapes are equal pair by pair; momentum is in [0, 1].
void ema_update(const std::vector<at::Tensor>& ema, const std::vector<at::Tensor>& online, double momentum);

}  // namespace dino
