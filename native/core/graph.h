// The autograd graph, seen as nodes.
#pragma once
#include <ATen/core/Tensor.h>
#include <torch/csrc/autograd/function.h>

#include <functional>
#include <vector>

namespace dino {

// Visits the nodes that backward from these tensors can reach, each once, and goes on behind those for which
// `visit` gives true.
void walk_graph(const std::vector<at::Tensor>& roots,
                const std::function<bool(torch::autograd::Node&)>& visit);

}  // namespace dino
