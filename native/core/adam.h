// Adam and AdamW.
#pragma once
#include <unordered_map>

#include "core/optimizer.h"

namespace dino {

// What goes into an update's pass beside the update itself.
struct UpdateExtras {
  // One for each parameter that has a gradient, in the plan's order: which of them share a norm, from 0.
  std::vector<int64_t> clip_group;
  double max_norm;
  // By parameter; they move by the share 1 - momentum.
  std::unordered_map<const at::TensorImpl*, at::Tensor> averages;
  double momentum;
};

// Adam (Kingma and Ba 2015), with weight decay in the gradient or decoupled from it (Loshchilov and Hutter
// 2019), and AMSGrad (Reddi et al. 2018), with PyTorch's results.
class Adam final : public Optimizer {
 public:
  Adam(const char* name, bool decoupled) : Optimizer(name), decoupled_(decoupled) {}
  const std::vector<StateSlot>& slots() const override;

  // Whether one pass makes this step: decoupled decay, no options that dino::adamw_ema_ has not, and
  // parameters of float32 in memory of their own.
  bool fits_one_pass(const Plan& plan) const;
  // Clips, steps and averages in one pass over the parameters (dino::adamw_ema_). Gradients stay as they are.
  // Returns the norms before clipping, float32 [groups]; where one of them is not finite nothing has changed.
  at::Tensor step_in_one_pass(const Plan& plan, const UpdateExtras& extras) const;

 protected:
  ParameterState missing_state(const at::Tensor& parameter, const ParameterState& state,
                               const OptimizerOptions& options) const override;
  void step(Group& group, const OptimizerOptions& options, std::vector<ParameterState> made) const override;

 private:
  bool decoupled_;
};

}  // namespace dino
