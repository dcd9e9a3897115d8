#include "adamw_ema.h"

#include <ATen/ATen.h>
#include <ATen/MemoryOverlap.h>
#include <ATen/OpMathType.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "dtypes.h"
#include "ema_update.h"
#include "gradient_norms.h"
#include "overlap.h"
#include "written.h"

namespace dino::ops {

namespace {

constexpr const char* kName = "dino::adamw_ema_: ";
// Of what is computed in float32.
constexpr double kMost = 1e12;

void check_length(const char* name, size_t length, size_t expected) {
  TORCH_CHECK_VALUE(length == expected, kName, name, ": expected one for each of ", expected,
                    " parameters, got ", length);
}

void check_number(const char* name, double value, bool fits, const char* expected) {
  TORCH_CHECK_VALUE(fits, kName, name, ": expected ", expected, ", got ", value);
}

void check_numbers(const char* name, at::ArrayRef<double> values, double least, double most,
                   const char* expected) {
  for (size_t i = 0; i < values.size(); ++i)
    TORCH_CHECK_VALUE(values[i] >= least && values[i] <= most, kName, name, "[", i, "]: expected ", expected,
                      ", got ", values[i]);
}

// `written`: has memory of its own for each element.
void check_tensor(const char* name, size_t i, const at::Tensor& tensor, const at::Tensor& parameter,
                  bool written) {
  TORCH_CHECK_VALUE(tensor.defined() && tensor.layout() == at::kStrided, kName, name, "[", i,
                    "]: expected a dense tensor, got ",
                    tensor.defined() ? c10::str("layout ", tensor.layout()) : std::string("none"));
  TORCH_CHECK_VALUE(at::isFloatingType(tensor.scalar_type()), kName, name, "[", i,
                    "]: expected floating point, got ", tensor.scalar_type());
  TORCH_CHECK_VALUE(tensor.sizes() == parameter.sizes(), kName, name, "[", i, "]: expected shape ",
                    parameter.sizes(), ", got ", tensor.sizes());
  TORCH_CHECK_VALUE(tensor.device() == parameter.device(), kName, name, "[", i, "]: expected ",
                    parameter.device(), ", got ", tensor.device());
  TORCH_CHECK_VALUE(!written || !is_constant(tensor), kName, name, "[", i,
                    "]: expected a tensor that may be written, got one of inference mode outside of it");
  TORCH_CHECK_VALUE(!written || at::has_internal_overlap(tensor) != at::MemOverlap::Yes, kName, name, "[", i,
                    "]: expected memory for each element, got strides ", tensor.strides());
}

void check_apart(const AdamWEma& call) {
  std::vector<Argument> arguments;
  const auto add = [&](const char* name, at::TensorList tensors, bool written) {
    for (size_t i = 0; i < tensors.size(); ++i) arguments.push_back({name, i, &tensors[i], written});
  };
  add("parameters", call.parameters, true);
  add("gradients", call.gradients, false);
  add("exp_avg", call.exp_avg, true);
  add("exp_avg_sq", call.exp_avg_sq, true);
  // The others are not touched.
  for (const int64_t index : call.ema_of)
    if (index >= 0) arguments.push_back({"ema", static_cast<size_t>(index), &call.ema[index], true});
  if (const auto found = find_overlap(arguments)) {
    const auto& [one, other] = *found;
    TORCH_CHECK_VALUE(false, kName, other.list, "[", other.index, "]: expected memory apart from that of ",
                      one.list, "[", one.index, "], got the same");
  }
}

void check_averages(const AdamWEma& call) {
  std::vector<bool> taken(call.ema.size());
  const auto count = static_cast<int64_t>(call.ema.size());
  for (size_t i = 0; i < call.ema_of.size(); ++i) {
    const int64_t index = call.ema_of[i];
    TORCH_CHECK_VALUE(index >= -1 && index < count, kName, "ema_of[", i, "]: expected -1 to ", count - 1,
                      ", got ", index);
    if (index < 0) continue;
    TORCH_CHECK_VALUE(!taken[index], kName, "ema_of[", i, "]: expected another average than ", index,
                      ", which is a parameter's before, got it again");
    taken[index] = true;
    const at::Tensor& average = call.ema[index];
    check_tensor("ema", index, average, call.parameters[i], true);
    TORCH_CHECK_VALUE(is_computed_with(average.scalar_type()), kName, "ema[", index,
                      "]: expected float32, float64, bfloat16 or float16, got ", average.scalar_type());
  }
}

}  // namespace

int64_t check_adamw_ema(const AdamWEma& call) {
  const size_t count = call.parameters.size();
  check_length("gradients", call.gradients.size(), count);
  check_length("exp_avg", call.exp_avg.size(), count);
  check_length("exp_avg_sq", call.exp_avg_sq.size(), count);
  check_length("ema_of", call.ema_of.size(), count);
  check_length("lr", call.lr.size(), count);
  check_length("weight_decay", call.weight_decay.size(), count);
  check_length("step", call.step.size(), count);
  check_numbers("lr", call.lr, 0, kMost, "0 to 1e12");
  check_numbers("weight_decay", call.weight_decay, 0, kMost, "0 to 1e12");
  check_numbers("step", call.step, 1, std::numeric_limits<double>::max(), "a finite number of 1 or more");
  check_number("beta1", call.beta1, call.beta1 >= 0 && call.beta1 < 1, "0 to less than 1");
  check_number("beta2", call.beta2, call.beta2 >= 0 && call.beta2 < 1, "0 to less than 1");
  check_number("eps", call.eps, call.eps >= 0 && call.eps <= kMost, "0 to 1e12");
  check_number("max_norm", call.max_norm, call.max_norm >= 0, "0 or more");
  check_number("momentum", call.momentum, call.momentum >= 0 && call.momentum <= 1, "0 to 1");
  const int64_t groups =
      call.clip_group.empty() ? 0 : check_groups("dino::adamw_ema_: clip_group", call.clip_group, count);
  for (size_t i = 0; i < count; ++i) {
    const at::Tensor& parameter = call.parameters[i];
    check_tensor("parameters", i, parameter, parameter, true);
    TORCH_CHECK_VALUE(parameter.device() == call.parameters[0].device(), kName, "parameters[", i,
                      "]: expected ", call.parameters[0].device(), " as the first, got ", parameter.device());
    check_tensor("gradients", i, call.gradients[i], parameter, false);
    check_tensor("exp_avg", i, call.exp_avg[i], parameter, true);
    check_tensor("exp_avg_sq", i, call.exp_avg_sq[i], parameter, true);
    TORCH_CHECK_VALUE(call.exp_avg_sq[i].scalar_type() == call.exp_avg[i].scalar_type(), kName, "exp_avg_sq[",
                      i, "]: expected ", call.exp_avg[i].scalar_type(), " as exp_avg's, got ",
                      call.exp_avg_sq[i].scalar_type());
  }
  check_averages(call);
  if (count > 0 && !call.parameters[0].is_meta()) check_apart(call);
  return groups;
}

AdamWFactors::AdamWFactors(const AdamWEma& call, size_t i)
    : keep(1 - call.lr[i] * call.weight_decay[i]),
      mean_take(1 - call.beta1),
      square_keep(call.beta2),
      square_take(1 - call.beta2),
      root(std::sqrt(1 - std::pow(call.beta2, call.step[i]))),
      eps(call.eps),
      size(call.lr[i] / (1 - std::pow(call.beta1, call.step[i]))) {}

float clip_factor(float norm, double max_norm) {
  if (!std::isfinite(norm)) return 1;
  return std::min(1.0f, 1.0f / (norm + 1e-6f) * static_cast<float>(max_norm));
}

void bump_versions(const AdamWEma& call) {
  for (const at::TensorList written : {call.parameters, call.exp_avg, call.exp_avg_sq, call.ema})
    bump_versions(written);
}

void step_by_reference(const AdamWEma& call, size_t i, const at::Tensor& clip) {
  const at::ScalarType type = at::toOpMathType(call.exp_avg[i].scalar_type());
  const AdamWFactors factors(call, i);
  at::Tensor gradient = call.gradients[i].detach().to(type);
  if (clip.defined()) gradient = gradient * clip.to(type);
  const at::Tensor parameter = call.parameters[i].to(type) * factors.keep;
  const at::Tensor mean = at::lerp(call.exp_avg[i].to(type), gradient, factors.mean_take);
  const at::Tensor square =
      (call.exp_avg_sq[i].to(type) * factors.square_keep).addcmul_(gradient, gradient, factors.square_take);
  parameter.addcdiv_(mean, square.sqrt().div_(factors.root).add_(factors.eps), -factors.size);
  call.exp_avg[i].copy_(mean);
  call.exp_avg_sq[i].copy_(square);
  call.parameters[i].copy_(parameter);
  if (call.ema_of[i] >= 0)
    ema_update_reference({call.ema[call.ema_of[i]]}, {call.parameters[i]}, call.momentum);
}

at::Tensor adamw_ema_reference(const AdamWEma& call) {
  const int64_t groups = check_adamw_ema(call);
  at::NoGradGuard no_grad;
  at::Tensor norms = at::empty({0}, at::kFloat), factors;
  if (!call.parameters.empty()) norms = norms.to(call.parameters[0].device());
  if (groups > 0) {
    norms = gradient_norms_reference(call.gradients, call.clip_group).to(at::kFloat);
    const at::Tensor finite = norms.isfinite();
    if (call.skip_non_finite && !finite.all().item<bool>()) return norms;
    const double max_norm = std::min<double>(call.max_norm, std::numeric_limits<float>::max());
    const at::Tensor ratios = norms.add(1e-6).reciprocal_().mul_(max_norm).clamp_max_(1);
    factors = at::where(finite, ratios, at::ones_like(ratios));
  }
  for (size_t i = 0; i < call.parameters.size(); ++i)
    step_by_reference(call, i, groups > 0 ? factors[call.clip_group[i]] : at::Tensor());
  bump_versions(call);
  return norms;
}

void register_adamw_ema(Registrar& registrar) {
  registrar.definitions.def(kAdamWEmaSchema);
  registrar.definitions.def(kAdamWEmaReferenceSchema);
  registrar.cpu.impl("adamw_ema_", TORCH_FN(adamw_ema<adamw_ema_cpu>));
  registrar.meta.impl("adamw_ema_", TORCH_FN(adamw_ema<adamw_ema_meta>));
  registrar.autograd.impl("adamw_ema_", TORCH_FN(adamw_ema<adamw_ema_autograd>));
  registrar.composed.impl("adamw_ema_", TORCH_FN(adamw_ema<adamw_ema_reference>));
  registrar.composed.impl("adamw_ema_reference_", TORCH_FN(adamw_ema<adamw_ema_reference>));
}

}  // namespace dino::ops
