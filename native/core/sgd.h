// Stochastic gradient descent.
#pragma once
#include "core/optimizer.h"

namespace dino {

// SGD with momentum, dampening and Nesterov's form of it (Sutskever et al. 2013), with PyTorch's results.
class Sgd final : public Optimizer {
 public:
  Sgd() : Optimizer("SGD") {}
  const std::vector<StateSlot>& slots() const override;

 protected:
  void step(Group& group, const OptimizerOptions& options) const override;
  const char* conflict(const OptimizerOptions& options) const override;
};

}  // namespace dino
