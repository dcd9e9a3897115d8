#include "core/graph.h"

#include <unordered_set>

namespace dino {

using torch::autograd::Edge;
using torch::autograd::Node;

void walk_graph(const std::vector<at::Tensor>& roots, const std::function<bool(Node&)>& visit) {
  std::vector<Node*> open;
  std::unordered_set<const Node*> seen;
  const auto enter = [&](Node* node) {
    if (node != nullptr && seen.insert(node).second && visit(*node)) open.push_back(node);
  };
  for (const at::Tensor& root : roots) enter(root.grad_fn().get());
  while (!open.empty()) {
    Node* node = open.back();
    open.pop_back();
    for (const Edge& edge : node->next_edges()) enter(edge.function.get());
  }
}

}  // namespace dino
