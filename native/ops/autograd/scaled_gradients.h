// Backward of losses that make their gradients in the forward pass.
#pragma once
#include <torch/csrc/autograd/variable.h>

#include <string>

namespace dino::ops {

// Calls the operator `dino::scale`, which is scaled_gradient of target_loss.h.
at::Tensor call_scaled_gradient(const std::string& scale, const at::Tensor& grad_loss,
                                const at::Tensor& gradient, bool inplace);

// For the backward of the node that runs now: `gradients`, one for each of its inputs or undefined, times
// grad_loss; in place unless the graph is kept. Asking for their own derivative is an error that names the
// operator `name`.
torch::autograd::variable_list scaled_gradients(const std::string& name, const std::string& scale,
                                                const at::Tensor& grad_loss,
                                                const torch::autograd::variable_list& gradients);

}  // namespace dino::ops
