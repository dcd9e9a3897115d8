// Clipping of gradients by their norm.
#pragma once
#include <ATen/core/Tensor.h>

#include <vector>

namespace dino {

// The Euclidean norm of all gradients of each group together, [groups], of float32 (float64 where a gradient
// is), summed in float64 by dino::gradient_norms. A group without gradients has norm 0.
at::Tensor gradient_norms(const std::vector<std::vector<at::Tensor>>& groups);

// Multiplies the gradients of each group by max_norm / (norm + 1e-6) where that is below 1. Those of a group
// whose norm is not finite are left as they are.
void clip_gradients(const std::vector<std::vector<at::Tensor>>& groups, const at::Tensor& norms,
                    double max_norm);

}  // namespace dino
