// What optimisers call LibTorch with: kernels that update many tensors in one call, and numbers.
#pragma once
#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dino {

// Lists of tensors that one call takes: all of one device and dtype.
template <class Lists>
using ByKind = std::map<std::pair<std::string, at::ScalarType>, Lists>;

std::pair<std::string, at::ScalarType> kind_of_tensor(const at::Tensor& tensor);

// The fused kernels walk parameter and gradient as rows of one dtype. In half precision they round once,
// where PyTorch's default rounds after each operator: what differs in bits is left to the operators.
bool fits_fused(const at::Tensor& parameter, const at::Tensor& gradient);

// They write without a word: saved tensors and the teacher's warning must notice.
void note_written(const std::vector<at::Tensor>& parameters);

// A number for an operator on a tensor, as Python passes it. `mul_`'s overload for numbers rounds them to the
// tensor's dtype first, which in bfloat16 makes 0.999 1.
at::Tensor number(double value);

}  // namespace dino
