#include "core/adam.h"

#include <ATen/ATen.h>

#include <cmath>

#include "core/kernels.h"

namespace dino {

namespace {

enum Slot { kStep, kMean, kSquare, kMaxSquare, kSlots };

struct AdamLists {
  std::vector<at::Tensor> parameters, gradients, means, squares, max_squares, steps;
};

at::Tensor as_real(const at::Tensor& tensor) {
  return tensor.defined() && tensor.is_complex() ? at::view_as_real(tensor) : tensor;
}

void update_adam(const at::Tensor& parameter, at::Tensor gradient, const ParameterState& state,
                 const OptimizerOptions& options, bool decoupled) {
  const double t = state[kStep].item<double>();
  if (options.maximize) gradient = gradient.neg();
  if (decoupled) {
    parameter.mul_(number(1 - options.lr * options.weight_decay));
  } else if (options.weight_decay != 0) {
    gradient = gradient.add(parameter, options.weight_decay);
  }
  const at::Tensor mean = as_real(state[kMean]), square = as_real(state[kSquare]);
  mean.lerp_(gradient, 1 - options.beta1);
  square.mul_(number(options.beta2)).addcmul_(gradient, gradient, 1 - options.beta2);
  at::Tensor bound = square;
  if (options.amsgrad) {
    bound = as_real(state[kMaxSquare]);
    at::maximum_out(bound, bound, square);
  }
  const at::Tensor divisor =
      bound.sqrt().div_(number(std::sqrt(1 - std::pow(options.beta2, t)))).add_(number(options.eps));
  parameter.addcdiv_(mean, divisor, -options.lr / (1 - std::pow(options.beta1, t)));
}

}  // namespace

const std::vector<StateSlot>& Adam::slots() const {
  static const std::vector<StateSlot> slots = {{"step", true, true},
                                               {"exp_avg", true, false},
                                               {"exp_avg_sq", true, false},
                                               {"max_exp_avg_sq", false, false}};
  return slots;
}

void Adam::step(Group& group, const OptimizerOptions& options) const {
  ByKind<AdamLists> fused;
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    if (!group.parameters[i].grad().defined()) continue;
    ParameterState& state = group.state[i];
    if (state.empty()) {
      state.resize(kSlots);
      state[kStep] = at::zeros({}, group.parameters[i].options().dtype(at::kFloat));
      state[kMean] = at::zeros_like(group.parameters[i]);
      state[kSquare] = at::zeros_like(group.parameters[i]);
    }
    if (options.amsgrad && !state[kMaxSquare].defined())
      state[kMaxSquare] = at::zeros_like(group.parameters[i]);
    state[kStep].add_(1);
    const at::Tensor parameter = as_real(group.parameters[i]);
    const at::Tensor gradient = as_real(group.parameters[i].grad());
    if (!fits_fused(parameter, gradient)) {
      update_adam(parameter, gradient, state, options, decoupled_);
      continue;
    }
    AdamLists& lists = fused[kind_of_tensor(parameter)];
    lists.parameters.push_back(parameter);
    lists.gradients.push_back(gradient);
    lists.means.push_back(as_real(state[kMean]));
    lists.squares.push_back(as_real(state[kSquare]));
    lists.steps.push_back(state[kStep]);
    if (options.amsgrad) lists.max_squares.push_back(as_real(state[kMaxSquare]));
  }
  const auto kernel = [this](auto&&... arguments) {
    decoupled_ ? at::_fused_adamw_(arguments...) : at::_fused_adam_(arguments...);
  };
  for (auto& [kind, lists] : fused) {
    kernel(lists.parameters, lists.gradients, lists.means, lists.squares, lists.max_squares, lists.steps,
           options.lr, options.beta1, options.beta2, options.weight_decay, options.eps, options.amsgrad,
           options.maximize);
    note_written(lists.parameters);
  }
}

}  // namespace dino
