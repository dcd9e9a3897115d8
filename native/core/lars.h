// LARS.
#pragma once
#include "core/optimizer.h"

namespace dino {

// Layer-wise adaptive rates (You et al. 2017) as DINO has it (facebookresearch/dino, utils.py):
// one-dimensional parameters are neither decayed nor adapted, and the ratio is 1 where parameter or update
// has norm 0.
class Lars final : public Optimizer {
 public:
  Lars() : Optimizer("LARS") {}
  const std::vector<StateSlot>& slots() const override;

 protected:
  ParameterState missing_state(const at::Tensor& parameter, const ParameterState& state,
                               const OptimizerOptions& options) const override;
  void step(Group& group, const OptimizerOptions& options, std::vector<ParameterState> made) const override;
};

}  // namespace dino
