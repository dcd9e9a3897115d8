// Adam and AdamW.
#pragma once
#include "core/optimizer.h"

namespace dino {

// Adam (Kingma and Ba 2015), with weight decay in the gradient or decoupled from it (Loshchilov and Hutter
// 2019), and AMSGrad (Reddi et al. 2018), with PyTorch's results.
class Adam final : public Optimizer {
 public:
  Adam(const char* name, bool decoupled) : Optimizer(name), decoupled_(decoupled) {}
  const std::vector<StateSlot>& slots() const override;

 protected:
  ParameterState missing_state(const at::Tensor& parameter, const ParameterState& state,
                               const OptimizerOptions& options) const override;
  void step(Group& group, const OptimizerOptions& options, std::vector<ParameterState> made) const override;

 private:
  bool decoupled_;
};

}  // namespace dino
