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
  ParameterState missing_state(const at::Tensor& parameter, const ParameterState& state,
                               const OptimizerOptions& options) const override;
  void step(Group& group, const OptimizerOptions& options, std::vector<ParameterState> made) const override;
  const char* conflict(const OptimizerOptions& options) const override;
};

}  // namespace dino
