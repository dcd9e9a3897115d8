#include "core/sgd.h"

#include <ATen/ATen.h>

#include <array>

#include "core/kernels.h"

namespace dino {

namespace {

struct SgdLists {
  std::vector<at::Tensor> parameters, gradients, buffers;
  std::vector<ParameterState*> states;
};

void update_sgd(const at::Tensor& parameter, at::Tensor gradient, ParameterState& state, ParameterState made,
                const OptimizerOptions& options) {
  if (options.maximize) gradient = gradient.neg();
  if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay);
  at::Tensor ahead = options.nesterov ? at::empty_like(gradient) : at::Tensor();
  // Nothing needs memory from here on.
  if (options.momentum != 0) {
    if (state.empty()) {
      made[0].copy_(gradient);
      state = std::move(made);
    } else {
      state[0].mul_(number(options.momentum)).add_(gradient, 1 - options.dampening);
    }
    gradient = options.nesterov ? at::add_out(ahead, gradient, state[0], options.momentum) : state[0];
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

ParameterState Sgd::missing_state(const at::Tensor& parameter, const ParameterState& state,
                                  const OptimizerOptions& options) const {
  if (options.momentum == 0 || !state.empty()) return {};
  return {at::empty_like(parameter.grad())};
}

void Sgd::step(Group& group, const OptimizerOptions& options, std::vector<ParameterState> made) const {
  // The kernel fills all buffers of a call, or none.
  std::array<ByKind<SgdLists>, 2> fused;
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    const at::Tensor& parameter = group.parameters[i];
    const at::Tensor gradient = parameter.grad();
    if (!gradient.defined()) continue;
    ParameterState& state = group.state[i];
    if (!fits_fused(parameter, gradient)) {
      update_sgd(parameter, gradient, state, std::move(made[i]), options);
      continue;
    }
    const bool first = !made[i].empty();
    SgdLists& lists = fused[first][kind_of_tensor(parameter)];
    lists.parameters.push_back(parameter);
    lists.gradients.push_back(gradient);
    if (options.momentum != 0) lists.buffers.push_back(first ? made[i][0] : state[0]);
    lists.states.push_back(&state);
  }
  for (const bool first : {false, true}) {
    for (auto& [kind, lists] : fused[first]) {
      at::_fused_sgd_(lists.parameters, lists.gradients, lists.buffers, options.weight_decay,
                      options.momentum, options.lr, options.dampening, options.nesterov, options.maximize,
                      first);
      note_written(lists.parameters);
      for (size_t i = 0; first && i < lists.states.size(); ++i) *lists.states[i] = {lists.buffers[i]};
    }
  }
}

}  // namespace dino
