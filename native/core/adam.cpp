#include "core/adam.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_set>

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
  const at::Tensor mean = as_real(state[kMean]), square = as_real(state[kSquare]);
  if (options.maximize) gradient = gradient.neg();
  if (!decoupled && options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay);
  at::Tensor divisor = at::empty_like(square);
  // Nothing needs memory from here on.
  const double t = state[kStep].add_(1).item<double>();
  if (decoupled) parameter.mul_(number(1 - options.lr * options.weight_decay));
  mean.lerp_(gradient, 1 - options.beta1);
  square.mul_(number(options.beta2)).addcmul_(gradient, gradient, 1 - options.beta2);
  at::Tensor bound = square;
  if (options.amsgrad) {
    bound = as_real(state[kMaxSquare]);
    at::maximum_out(bound, bound, square);
  }
  at::sqrt_out(divisor, bound)
      .div_(number(std::sqrt(1 - std::pow(options.beta2, t))))
      .add_(number(options.eps));
  parameter.addcdiv_(mean, divisor, -options.lr / (1 - std::pow(options.beta1, t)));
}

// The arguments of dino::adamw_ema_ that are lists.
struct OnePassLists {
  std::vector<at::Tensor> parameters, gradients, means, squares, averages, steps;
  std::vector<int64_t> average_of;
  std::vector<double> lr, weight_decay, step;
};

at::Tensor run_one_pass(const OnePassLists& lists, const OptimizerOptions& options,
                        const UpdateExtras& extras) {
  // By name, as in ema.cpp.
  static const auto op =
      c10::Dispatcher::singleton()
          .findSchemaOrThrow("dino::adamw_ema_", "")
          .typed<at::Tensor(at::TensorList, at::TensorList, at::TensorList, at::TensorList, at::TensorList,
                            at::IntArrayRef, at::ArrayRef<double>, at::ArrayRef<double>, at::ArrayRef<double>,
                            double, double, double, at::IntArrayRef, double, double, bool)>();
  return op.call(lists.parameters, lists.gradients, lists.means, lists.squares, lists.averages,
                 lists.average_of, lists.lr, lists.weight_decay, lists.step, options.beta1, options.beta2,
                 options.eps, extras.clip_group, extras.max_norm, extras.momentum,
                 /*skip_non_finite=*/true);
}

}  // namespace

const std::vector<StateSlot>& Adam::slots() const {
  static const std::vector<StateSlot> slots = {{"step", true, true},
                                               {"exp_avg", true, false},
                                               {"exp_avg_sq", true, false},
                                               {"max_exp_avg_sq", false, false}};
  return slots;
}

ParameterState Adam::missing_state(const at::Tensor& parameter, const ParameterState& state,
                                   const OptimizerOptions& options) const {
  const bool max_square = options.amsgrad && (state.empty() || !state[kMaxSquare].defined());
  if (!state.empty() && !max_square) return {};
  ParameterState missing(kSlots);
  if (state.empty()) {
    missing[kStep] = at::zeros({}, parameter.options().dtype(at::kFloat));
    missing[kMean] = at::zeros_like(parameter);
    missing[kSquare] = at::zeros_like(parameter);
  }
  if (max_square) missing[kMaxSquare] = at::zeros_like(parameter);
  return missing;
}

void Adam::step(Group& group, const OptimizerOptions& options, std::vector<ParameterState> made) const {
  ByKind<AdamLists> fused;
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    if (!group.parameters[i].grad().defined()) continue;
    ParameterState& state = group.state[i];
    state.resize(kSlots);
    for (size_t slot = 0; slot < made[i].size(); ++slot)
      if (made[i][slot].defined()) state[slot] = std::move(made[i][slot]);
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
    for (const at::Tensor& step : lists.steps) step.add_(1);
    kernel(lists.parameters, lists.gradients, lists.means, lists.squares, lists.max_squares, lists.steps,
           options.lr, options.beta1, options.beta2, options.weight_decay, options.eps, options.amsgrad,
           options.maximize);
    note_written(lists.parameters);
  }
}

bool Adam::fits_one_pass(const Plan& plan) const {
  std::unordered_set<const void*> storages;
  std::optional<at::Device> device;
  for (const auto& [group, options] : plan) {
    const OptimizerOptions& first = plan[0].options;
    if (!(decoupled_ || options.weight_decay == 0) || options.amsgrad || options.maximize ||
        options.beta1 != first.beta1 || options.beta2 != first.beta2 || options.eps != first.eps)
      return false;
    for (const at::Tensor& parameter : group->parameters) {
      if (!parameter.grad().defined()) continue;
      const at::Tensor& gradient = parameter.grad();
      // Storages, not extents: parameters that are views of one tensor are rare.
      if (parameter.scalar_type() != at::kFloat || gradient.scalar_type() != at::kFloat ||
          parameter.layout() != at::kStrided || gradient.layout() != at::kStrided ||
          parameter.device() != device.value_or(parameter.device()) ||
          !storages.insert(parameter.storage().unsafeGetStorageImpl()).second)
        return false;
      device = parameter.device();
    }
  }
  return true;
}

at::Tensor Adam::step_in_one_pass(const Plan& plan, const UpdateExtras& extras) const {
  at::NoGradGuard no_grad;
  std::vector<std::vector<ParameterState>> made = missing_states(plan);
  OnePassLists lists;
  for (size_t g = 0; g < plan.size(); ++g) {
    const auto& [group, options] = plan[g];
    for (size_t i = 0; i < group->parameters.size(); ++i) {
      const at::Tensor& parameter = group->parameters[i];
      if (!parameter.grad().defined()) continue;
      // Not taken over before the step is known to be made.
      const ParameterState& state = group->state[i].empty() ? made[g][i] : group->state[i];
      lists.parameters.push_back(parameter);
      lists.gradients.push_back(parameter.grad());
      lists.means.push_back(state[kMean]);
      lists.squares.push_back(state[kSquare]);
      lists.steps.push_back(state[kStep]);
      lists.step.push_back(state[kStep].item<double>() + 1);
      lists.lr.push_back(options.lr);
      lists.weight_decay.push_back(options.weight_decay);
      const auto average = extras.averages.find(parameter.unsafeGetTensorImpl());
      lists.average_of.push_back(
          average == extras.averages.end() ? -1 : static_cast<int64_t>(lists.averages.size()));
      if (average != extras.averages.end()) lists.averages.push_back(average->second);
    }
  }
  const at::Tensor norms = run_one_pass(lists, plan[0].options, extras);
  if (!norms.isfinite().all().item<bool>()) return norms;
  for (const at::Tensor& step : lists.steps) step.add_(1);
  for (size_t g = 0; g < plan.size(); ++g)
    for (size_t i = 0; i < made[g].size(); ++i)
      if (!made[g][i].empty()) plan[g].group->state[i] = std::move(made[g][i]);
  return norms;
}

}  // namespace dino
