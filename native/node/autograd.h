// Gradients: backward, grad, and what belongs to a tensor's place in the graph.
#pragma once
#include <napi.h>

namespace dino::node {

void register_autograd(Napi::Object exports);

}  // namespace dino::node
