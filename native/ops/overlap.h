// Which tensors of a call lie in the same memory.
#pragma once
#include <ATen/core/Tensor.h>

#include <optional>
#include <utility>
#include <vector>

namespace dino::ops {

struct Argument {
  const char* list;
  size_t index;
  const at::Tensor* tensor;
  bool written;
};

// Two arguments of which one is written and which surely share elements; tensors with gaps, whose elements
// may lie between each other's, count only where they are the same view.
std::optional<std::pair<Argument, Argument>> find_overlap(std::vector<Argument> arguments);

}  // namespace dino::ops
