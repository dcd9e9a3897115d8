#include "core/lars.h"

#include <ATen/ATen.h>

#include "core/kernels.h"

namespace dino {

const std::vector<StateSlot>& Lars::slots() const {
  static const std::vector<StateSlot> slots = {{"mu", true, false}};
  return slots;
}

ParameterState Lars::missing_state(const at::Tensor& parameter, const ParameterState& state,
                                   const OptimizerOptions&) const {
  if (!state.empty()) return {};
  return {at::zeros_like(parameter)};
}

void Lars::step(Group& group, const OptimizerOptions& options, std::vector<ParameterState> made) const {
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    const at::Tensor& parameter = group.parameters[i];
    at::Tensor update = parameter.grad();
    if (!update.defined()) continue;
    if (parameter.dim() != 1) {
      update = update.add(parameter, options.weight_decay);
      const at::Tensor size = at::linalg_vector_norm(parameter, 2);
      const at::Tensor change = at::linalg_vector_norm(update, 2);
      const at::Tensor ratio = at::where((size > 0).logical_and_(change > 0),
                                         size.mul(options.eta).div_(change), at::ones_like(size));
      update.mul_(ratio);
    }
    ParameterState& state = group.state[i];
    if (state.empty()) state = std::move(made[i]);
    state[0].mul_(number(options.momentum)).add_(update);
    parameter.add_(state[0], -options.lr);
  }
}

}  // namespace dino
