#include "core/sgd.h"

#include <ATen/ATen.h>

#include <array>

#include "core/kernels.h"

namespace dino {

namespace {

struct SgdLists {
  std::vector<at::Tensor> parameters, gradients, buffers;
};

void update_sgd(const at::Tensor& parameter, at::Tensor gradient, ParameterState& state,
                const OptimizerOptions& options) {
  if (options.maximize) gradient = gradient.neg();
  if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay);
  if (options.momentum != 0) {
    if (state.empty()) {
      state = {gradient.clone()};
    } else {
      state[0].mul_(number(options.momentum)).add_(gradient, 1 - options.dampening);
    }
    gradient = options.nesterov ? gradient.add(state[0], options.momentum) : state[0];
  }
  parameter.add_(gradient, -options.lr);
}

}  // namespace

const std::vector<StateSlot>& Sgd::slots() const {
  static const std::vector<StateSlot> slots = {{"momentum_buffer", true, false}};
  return slots;
}

const char* Sgd::conflict(const OptimizerOptions& options) const {
  const bool fits = !options.nesterov || (options.momentum > 0 && options.dampening == 0);
  return fits ? nullptr : "nesterov: expected a momentum and no dampening";
}

void Sgd::step(Group& group, const OptimizerOptions& options) const {
  // The kernel fills all buffers of a call, or none.
  std::array<ByKind<SgdLists>, 2> fused;
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    const at::Tensor& parameter = group.parameters[i];
    const at::Tensor gradient = parameter.grad();
    if (!gradient.defined()) continue;
    ParameterState& state = group.state[i];
    if (!fits_fused(parameter, gradient)) {
      update_sgd(parameter, gradient, state, options);
      continue;
    }
    const bool first = options.momentum != 0 && state.empty();
    if (first) state = {at::empty_like(parameter)};
    SgdLists& lists = fused[first][kind_of_tensor(parameter)];
    lists.parameters.push_back(parameter);
    lists.gradients.push_back(gradient);
    if (options.momentum != 0) lists.buffers.push_back(state[0]);
  }
  for (const bool first : {false, true}) {
    for (auto& [kind, lists] : fused[first]) {
      at::_fused_sgd_(lists.parameters, lists.gradients, lists.buffers, options.weight_decay,
                      options.momentum, options.lr, options.dampening, options.nesterov, options.maximize,
                      first);
      note_written(lists.parameters);
    }
  }
}

}  // namespace dino
