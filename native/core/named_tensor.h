// A parameter or buffer and its dotted name.
#pragma once
#include <ATen/core/Tensor.h>

#include <string>

namespace dino {

struct NamedTensor {
  std::string name;
  at::Tensor tensor;
  bool buffer;
};

}  // namespace dino
