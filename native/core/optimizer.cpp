#include "core/optimizer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <unordered_set>

#include "core/adam.h"
#include "core/lars.h"
#include "core/sgd.h"

namespace dino {

bool OptimizerOptions::is_flag(const std::string& name) {
  return name == "nesterov" || name == "amsgrad" || name == "maximize";
}

void OptimizerOptions::set(const std::string& what, const std::string& name, double value) {
  const auto in = [&](double low, double high, const char* range) {
    TORCH_CHECK_VALUE(value >= low && value <= high, what, ": ", name, ": expected ", range, ", got ", value);
    return value;
  };
  constexpr double kBelowOne = 1 - 1e-12;
  if (name == "lr") {
    lr = in(0, 1e12, "0 or more");
  } else if (name == "weightDecay") {
    weight_decay = in(0, 1e12, "0 or more");
  } else if (name == "eps") {
    eps = in(0, 1e12, "0 or more");
  } else if (name == "beta1") {
    beta1 = in(0, kBelowOne, "0 to less than 1");
  } else if (name == "beta2") {
    beta2 = in(0, kBelowOne, "0 to less than 1");
  } else if (name == "momentum") {
    momentum = in(0, 1e12, "0 or more");
  } else if (name == "dampening") {
    dampening = in(-1e12, 1e12, "a finite number");
  } else if (name == "eta") {
    eta = in(0, 1e12, "0 or more");
  } else if (name == "nesterov") {
    nesterov = value != 0;
  } else if (name == "amsgrad") {
    amsgrad = value != 0;
  } else if (name == "maximize") {
    maximize = value != 0;
  } else {
    TORCH_CHECK_VALUE(false, what, ": there is no option '", name, "'");
  }
}

std::shared_ptr<Optimizer> Optimizer::make(const std::string& kind) {
  if (kind == "AdamW") return std::make_shared<Adam>("AdamW", /*decoupled=*/true);
  if (kind == "Adam") return std::make_shared<Adam>("Adam", /*decoupled=*/false);
  if (kind == "SGD") return std::make_shared<Sgd>();
  TORCH_CHECK_VALUE(kind == "LARS", "there is no optimiser '", kind, "'");
  return std::make_shared<Lars>();
}

void Optimizer::add_group(std::vector<at::Tensor> parameters, const OptimizerOptions& options) {
  check(groups_.size(), options);
  std::unordered_set<const at::TensorImpl*> seen;
  for (const Planned& planned : groups_)
    for (const at::Tensor& parameter : planned.group->parameters)
      seen.insert(parameter.unsafeGetTensorImpl());
  for (size_t i = 0; i < parameters.size(); ++i) {
    TORCH_CHECK_VALUE(parameters[i].is_leaf() && parameters[i].requires_grad(), name_, ": group ",
                      groups_.size(), ": parameter ", i, ": expected a leaf that requires a gradient");
    TORCH_CHECK_VALUE(seen.insert(parameters[i].unsafeGetTensorImpl()).second, name_, ": group ",
                      groups_.size(), ": parameter ", i, " is given twice");
  }
  auto group = std::make_shared<Group>();
  group->state.resize(parameters.size());
  group->parameters = std::move(parameters);
  groups_.push_back({std::move(group), options});
}

void Optimizer::check(size_t group, const OptimizerOptions& options) const {
  const char* what = conflict(options);
  TORCH_CHECK_VALUE(what == nullptr, name_, ": group ", group, ": ", what);
}

void Optimizer::set_options(size_t group, const OptimizerOptions& options) {
  check(group, options);
  groups_.at(group).options = options;
}

void Optimizer::step(const Plan& plan) const {
  at::NoGradGuard no_grad;
  std::vector<std::vector<ParameterState>> made = missing_states(plan);
  for (size_t g = 0; g < plan.size(); ++g) step(*plan[g].group, plan[g].options, std::move(made[g]));
}

std::vector<std::vector<ParameterState>> Optimizer::missing_states(const Plan& plan) const {
  std::vector<std::vector<ParameterState>> made;
  for (const auto& [group, options] : plan) {
    std::vector<ParameterState>& of_group = made.emplace_back(group->parameters.size());
    for (size_t i = 0; i < of_group.size(); ++i) {
      const at::Tensor& parameter = group->parameters[i];
      if (!parameter.grad().defined()) continue;
      check_state(group->state[i], parameter);
      of_group[i] = missing_state(parameter, group->state[i], options);
    }
  }
  return made;
}

void Optimizer::check_state(const ParameterState& state, const at::Tensor& parameter) const {
  for (size_t slot = 0; slot < state.size(); ++slot) {
    if (!state[slot].defined() || slots()[slot].scalar) continue;
    TORCH_CHECK(
        state[slot].scalar_type() == parameter.scalar_type() && state[slot].device() == parameter.device(),
        name_, ": ", slots()[slot].name, " of a parameter is ", state[slot].scalar_type(), " on ",
        state[slot].device(), ", the parameter ", parameter.scalar_type(), " on ", parameter.device(),
        ": it was converted since; make a new optimiser");
  }
}

void Optimizer::zero_grad(const Plan& plan, bool set_to_none) {
  for (const Planned& planned : plan) {
    for (const at::Tensor& parameter : planned.group->parameters) {
      at::Tensor& gradient = parameter.mutable_grad();
      if (!gradient.defined()) continue;
      if (set_to_none) {
        gradient = at::Tensor();
        continue;
      }
      // A gradient that has a graph of its own (createGraph) would record the zeroing.
      if (gradient.requires_grad()) gradient = gradient.detach();
      gradient.zero_();
    }
  }
}

std::vector<ParameterState> Optimizer::state(const Plan& plan) const {
  std::vector<ParameterState> result;
  for (const Planned& planned : plan) {
    for (const ParameterState& state : planned.group->state) {
      ParameterState copy(state.size());
      for (size_t slot = 0; slot < state.size(); ++slot)
        if (state[slot].defined())
          // PyTorch keeps numbers on the CPU; the fused kernels want them beside the parameter.
          copy[slot] = slots()[slot].scalar ? state[slot].to(at::kCPU, at::kFloat, false, /*copy=*/true)
                                            : state[slot].clone();
      result.push_back(std::move(copy));
    }
  }
  return result;
}

std::vector<ParameterState> Optimizer::room_for(const std::vector<ParameterState>& states) const {
  std::vector<ParameterState> room;
  for (const Planned& planned : groups_) {
    for (const at::Tensor& parameter : planned.group->parameters) {
      const ParameterState& given = states.at(room.size());
      ParameterState empty(given.size());
      for (size_t slot = 0; slot < given.size(); ++slot)
        if (given[slot].defined())
          empty[slot] = slots()[slot].scalar ? at::empty({}, parameter.options().dtype(at::kFloat))
                                             : at::empty_like(parameter);
      room.push_back(std::move(empty));
    }
  }
  return room;
}

void Optimizer::load(const Plan& plan, std::vector<ParameterState> room,
                     const std::vector<ParameterState>& states) {
  at::NoGradGuard no_grad;
  size_t next = 0;
  for (const Planned& planned : plan) {
    for (ParameterState& state : planned.group->state) {
      const ParameterState& given = states.at(next);
      for (size_t slot = 0; slot < given.size(); ++slot)
        if (given[slot].defined()) room[next][slot].copy_(given[slot].reshape(room[next][slot].sizes()));
      state = std::move(room[next++]);
    }
  }
}

}  // namespace dino
