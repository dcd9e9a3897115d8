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
// may lie between each other's, count only where they are the same view. What is written gets memory of its
// own where it is a lazy copy: such copies lie in one place and are apart all the same.
std::optional<std::pair<Argument, Argument>> find_overlap(const std::vector<Argument>& arguments);
// Whether there could be two such; with gaps, wherever they reach into each other.
bool may_overlap(const std::vector<Argument>& arguments);

// Addresses from the first element's to behind the last one's. `tensor` has elements.
std::pair<const char*, const char*> extent_of(const at::Tensor& tensor);

}  // namespace dino::ops
