// Where the forward call stood that made a node of the graph.
#pragma once
#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

namespace torch::autograd {
struct Node;
}

namespace dino {

// The nodes that a thread makes from now on, and the stack of the caller that they are due to.
class Origin {
 public:
  explicit Origin(std::shared_ptr<const std::string> stack);
  // Marks those of them that `result` depends on. Call it before another thread has the result.
  void mark(const at::Tensor& result) const;

 private:
  std::shared_ptr<const std::string> stack_;
  uint64_t thread_;
  uint64_t first_;
};

// The stack that a node was marked with, or nothing.
std::string origin_of(torch::autograd::Node& node);

}  // namespace dino
