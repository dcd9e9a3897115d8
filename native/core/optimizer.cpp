#include "core/optimizer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <unordered_set>

namespace dino {

namespace {

// LibTorch's fused kernels walk parameter and gradient as rows of one dtype.
bool fits_fused(const at::Tensor& parameter, const at::Tensor& gradient) {
  const auto type = parameter.scalar_type();
  return (type == at::kFloat || type == at::kDouble) && gradient.scalar_type() == type &&
         parameter.is_contiguous() && gradient.is_contiguous();
}

}  // namespace

void OptimizerOptions::set(const std::string& name, double value) {
  const auto in = [&](double low, double high, const char* range) {
    TORCH_CHECK_VALUE(value >= low && value <= high, name, ": expected ", range, ", got ", value);
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
  } else if (name == "nesterov") {
    nesterov = value != 0;
  } else {
    TORCH_CHECK_VALUE(false, "there is no option '", name, "'");
  }
}

Optimizer::Optimizer(OptimizerKind kind, std::vector<ParameterGroup> groups) : kind_(kind) {
  const char* name = kind == OptimizerKind::kAdamW ? "AdamW" : "SGD";
  TORCH_CHECK_VALUE(!groups.empty(), name, ": parameters: expected at least one group");
  std::unordered_set<const at::TensorImpl*> seen;
  for (size_t g = 0; g < groups.size(); ++g) {
    const OptimizerOptions& options = groups[g].options;
    TORCH_CHECK_VALUE(!options.nesterov || (options.momentum > 0 && options.dampening == 0), name, ": group ",
                      g, ": nesterov: expected a momentum and no dampening");
    for (size_t i = 0; i < groups[g].parameters.size(); ++i) {
      const at::Tensor& parameter = groups[g].parameters[i];
      TORCH_CHECK_VALUE(parameter.is_leaf() && parameter.requires_grad(), name, ": group ", g, ": parameter ",
                        i, ": expected a leaf that requires a gradient");
      TORCH_CHECK_VALUE(seen.insert(parameter.unsafeGetTensorImpl()).second, name, ": group ", g,
                        ": parameter ", i, " is given twice");
    }
    std::vector<State> state(groups[g].parameters.size());
    groups_.push_back({std::move(groups[g].parameters), options, std::move(state)});
  }
}

std::vector<OptimizerOptions> Optimizer::options() const {
  std::vector<OptimizerOptions> result;
  for (const Group& group : groups_) result.push_back(group.options);
  return result;
}

void Optimizer::step(const std::vector<OptimizerOptions>& options) {
  at::NoGradGuard no_grad;
  for (size_t g = 0; g < groups_.size(); ++g)
    kind_ == OptimizerKind::kAdamW ? step_adamw(groups_[g], options.at(g))
                                   : step_sgd(groups_[g], options.at(g));
}

void Optimizer::zero_grad() {
  for (Group& group : groups_)
    for (const at::Tensor& parameter : group.parameters) parameter.mutable_grad() = at::Tensor();
}

void Optimizer::step_adamw(Group& group, const OptimizerOptions& options) {
  std::vector<at::Tensor> parameters, gradients, means, squares, steps;
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    const at::Tensor& parameter = group.parameters[i];
    const at::Tensor gradient = parameter.grad();
    if (!gradient.defined()) continue;
    State& state = group.state[i];
    if (!state.step.defined()) {
      state.step = at::zeros({}, at::kFloat);
      state.exp_avg = at::zeros_like(parameter);
      state.exp_avg_sq = at::zeros_like(parameter);
    }
    state.step.add_(1);
    if (fits_fused(parameter, gradient)) {
      parameters.push_back(parameter);
      gradients.push_back(gradient);
      means.push_back(state.exp_avg);
      squares.push_back(state.exp_avg_sq);
      steps.push_back(state.step);
      continue;
    }
    const double t = state.step.item<double>();
    parameter.mul_(1 - options.lr * options.weight_decay);
    state.exp_avg.lerp_(gradient, 1 - options.beta1);
    state.exp_avg_sq.mul_(options.beta2).addcmul_(gradient, gradient, 1 - options.beta2);
    const at::Tensor divisor =
        state.exp_avg_sq.sqrt().div_(std::sqrt(1 - std::pow(options.beta2, t))).add_(options.eps);
    parameter.addcdiv_(state.exp_avg, divisor, -options.lr / (1 - std::pow(options.beta1, t)));
  }
  if (parameters.empty()) return;
  at::_fused_adamw_(parameters, gradients, means, squares, {}, steps, options.lr, options.beta1,
                    options.beta2, options.weight_decay, options.eps, /*amsgrad=*/false, /*maximize=*/false);
  // LibTorch's fused kernel writes without a word: saved tensors and the teacher's warning must notice.
  for (const at::Tensor& parameter : parameters) parameter.unsafeGetTensorImpl()->bump_version();
}

void Optimizer::step_sgd(Group& group, const OptimizerOptions& options) {
  for (size_t i = 0; i < group.parameters.size(); ++i) {
    const at::Tensor& parameter = group.parameters[i];
    at::Tensor gradient = parameter.grad();
    if (!gradient.defined()) continue;
    if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay);
    if (options.momentum != 0) {
      at::Tensor& buffer = group.state[i].momentum_buffer;
      if (buffer.defined()) {
        buffer.mul_(options.momentum).add_(gradient, 1 - options.dampening);
      } else {
        buffer = gradient.clone();
      }
      gradient = options.nesterov ? gradient.add(buffer, options.momentum) : buffer;
    }
    parameter.add_(gradient, -options.lr);
  }
}

}  // namespace dino
