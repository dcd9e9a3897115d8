// dino::gradient_norms: Euclidean norms of groups of tensors, for clipping.
#pragma once
#include <ATen/core/Tensor.h>

#include "registrar.h"

namespace dino::ops {

constexpr const char* kGradientNormsSchema = "gradient_norms(Tensor[] gradients, int[] groups) -> Tensor";
// The same result, composed from ATen operators: for rare dtypes, other devices and tests.
constexpr const char* kGradientNormsReferenceSchema =
    "gradient_norms_reference(Tensor[] gradients, int[] groups) -> Tensor";

// groups[i], 0 to gradients - 1, says which gradients have one norm together. Returns float64 [groups], on
// the first device that is not the CPU, where there is one. Squares are summed in float64: no float32
// overflows, and on the CPU in an order that does not depend on threads or instruction set: the same bits
// everywhere.
at::Tensor gradient_norms_cpu(at::TensorList gradients, at::IntArrayRef groups);
at::Tensor gradient_norms_reference(at::TensorList gradients, at::IntArrayRef groups);
at::Tensor gradient_norms_meta(at::TensorList gradients, at::IntArrayRef groups);
// Has no gradient: in grad mode none of the tensors may require one.
at::Tensor gradient_norms_autograd(at::TensorList gradients, at::IntArrayRef groups);

void register_gradient_norms(Registrar& registrar);

// Throws naming the first argument that does not fit. Returns the number of groups.
int64_t check_gradient_norms(at::TensorList gradients, at::IntArrayRef groups);
// What of it concerns the groups; `what` begins the message, as far as the argument's name.
int64_t check_groups(const char* what, at::IntArrayRef groups, size_t tensors);

}  // namespace dino::ops
