// Where an operator's file registers what it has.
#pragma once
#include <torch/library.h>

namespace dino::ops {

// One handle for each dispatch key of the library `dino`.
struct Registrar {
  torch::Library& definitions;
  torch::Library& cpu;
  torch::Library& meta;
  torch::Library& autograd;
  // CompositeExplicitAutograd: other devices and rare dtypes, and lists without a tensor, which name no
  // device.
  torch::Library& composed;
};

}  // namespace dino::ops
