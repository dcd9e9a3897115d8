// What a failing backward can tell.
//
// LibTorch's own AnomalyMode is one switch for the process, and without Python its report is a C++ stack on
// stderr; here everything hangs on the nodes of one graph.
#pragma once
#include <ATen/core/Tensor.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dino {

// Watches one run of backward while it lives: a node that gives NaN ends the run by an exception.
class AnomalyWatch {
 public:
  struct Finding {
    // The node's name: the operator's, with Backward behind it.
    std::string node;
    // Of the forward call (Origin); empty where it was not marked.
    std::string stack;
    // The input whose gradient has NaN, or -1: the node failed by an exception.
    int nan_input = -1;
  };

  explicit AnomalyWatch(const std::vector<at::Tensor>& roots);
  ~AnomalyWatch();
  AnomalyWatch(const AnomalyWatch&) = delete;
  AnomalyWatch& operator=(const AnomalyWatch&) = delete;

  // After the run has failed; nothing when it failed outside of any node.
  std::optional<Finding> finding() const;

 private:
  struct State;
  class Before;
  class After;

  std::shared_ptr<State> state_;
};

}  // namespace dino
