#include "core/update.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/adam.h"
#include "core/clip.h"

namespace dino {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point& before) {
  const Clock::time_point now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - before).count();
  before = now;
  return seconds;
}

// What is trained and has a gradient, in the plan's order.
struct Trained {
  std::vector<at::Tensor> parameters;
  std::vector<std::string> names;
};

std::unordered_map<const at::TensorImpl*, std::string> names_of(const Wrapper& wrapper) {
  std::unordered_map<const at::TensorImpl*, std::string> names;
  for (const NamedTensor& named : wrapper.named_tensors(Network::kStudent))
    names.emplace(named.tensor.unsafeGetTensorImpl(), named.name);
  return names;
}

// A parameter of no wrapper is called by its number in the optimiser.
Trained trained(const Optimizer::Plan& plan,
                const std::unordered_map<const at::TensorImpl*, std::string>& names) {
  Trained result;
  size_t number = 0;
  for (const auto& [group, options] : plan) {
    for (const at::Tensor& parameter : group->parameters) {
      const auto name = names.find(parameter.unsafeGetTensorImpl());
      if (parameter.grad().defined()) {
        result.parameters.push_back(parameter);
        result.names.push_back(name == names.end() ? "parameter " + std::to_string(number) : name->second);
      }
      ++number;
    }
  }
  return result;
}

// Not by names: a backbone may have a submodule `head` of its own.
std::unordered_set<const at::TensorImpl*> parameters_of_head(const Wrapper& wrapper) {
  std::unordered_set<const at::TensorImpl*> parameters;
  if (const std::optional<Head>& head = wrapper.student_head())
    for (const auto& [name, tensor] : head->named_parameters())
      parameters.insert(tensor.unsafeGetTensorImpl());
  return parameters;
}

std::vector<int64_t> groups_of(const Trained& trained, UpdateOptions::Per per, const Wrapper& wrapper,
                               const std::unordered_map<const at::TensorImpl*, std::string>& names) {
  const std::unordered_set<const at::TensorImpl*> head = parameters_of_head(wrapper);
  std::vector<int64_t> groups;
  std::map<int, int64_t> modules;
  for (size_t i = 0; i < trained.parameters.size(); ++i) {
    if (per == UpdateOptions::Per::kModule) {
      const at::TensorImpl* parameter = trained.parameters[i].unsafeGetTensorImpl();
      const int module = names.count(parameter) == 0 ? 2 : head.count(parameter) > 0 ? 1 : 0;
      groups.push_back(modules.emplace(module, static_cast<int64_t>(modules.size())).first->second);
    } else {
      groups.push_back(per == UpdateOptions::Per::kAll ? 0 : static_cast<int64_t>(i));
    }
  }
  return groups;
}

double total(const at::Tensor& norms) {
  const at::Tensor wide = norms.to(at::kCPU, at::kDouble);
  double sum = 0;
  for (int64_t i = 0; i < wide.numel(); ++i) sum += std::pow(wide.const_data_ptr<double>()[i], 2);
  return std::sqrt(sum);
}

at::Tensor norms_of_each(const Trained& trained) {
  std::vector<std::vector<at::Tensor>> each;
  for (const at::Tensor& parameter : trained.parameters) each.push_back({parameter});
  return gradient_norms(each);
}

// Whether all are finite.
bool judge(const Trained& trained, const at::Tensor& norms, UpdateResult& result) {
  for (size_t i = 0; i < trained.parameters.size() && result.culprit.empty(); ++i) {
    const double norm = norms[static_cast<int64_t>(i)].item<double>();
    if (std::isfinite(norm)) continue;
    result.culprit = trained.names[i];
    result.culprit_norm = norm;
  }
  return result.culprit.empty();
}

std::vector<std::vector<at::Tensor>> grouped(const Trained& trained, const std::vector<int64_t>& groups) {
  std::vector<std::vector<at::Tensor>> parameters;
  for (size_t i = 0; i < groups.size(); ++i) {
    parameters.resize(std::max<size_t>(parameters.size(), groups[i] + 1));
    parameters[groups[i]].push_back(trained.parameters[i]);
  }
  return parameters;
}

// Each may be finite and the norm that they share not.
bool judge_shared(const at::Tensor& norms, UpdateResult& result) {
  if (norms.isfinite().all().item<bool>()) return true;
  result.culprit = "all parameters together";
  result.culprit_norm = result.norm;
  return false;
}

UpdateExtras extras_of(const Wrapper& wrapper, std::vector<int64_t> groups, const UpdateOptions& options) {
  UpdateExtras extras{std::move(groups), options.max_norm, {}, options.momentum};
  const std::vector<NamedTensor> teacher = wrapper.named_tensors(Network::kTeacher);
  const std::vector<NamedTensor> student = wrapper.named_tensors(Network::kStudent);
  // Where they do not go together ema_update says so.
  for (size_t i = 0; i < student.size() && i < teacher.size(); ++i)
    if (!student[i].buffer && student[i].name == teacher[i].name &&
        teacher[i].tensor.scalar_type() == at::kFloat)
      extras.averages.emplace(student[i].tensor.unsafeGetTensorImpl(), teacher[i].tensor);
  return extras;
}

}  // namespace

UpdateResult update(Wrapper& wrapper, const Optimizer& optimizer, const Optimizer::Plan& plan,
                    const UpdateOptions& options) {
  UpdateResult result;
  Clock::time_point before = Clock::now();
  const auto names = names_of(wrapper);
  const Trained parameters = trained(plan, names);
  std::vector<int64_t> groups = groups_of(parameters, options.per, wrapper, names);
  const auto* adam = dynamic_cast<const Adam*>(&optimizer);
  std::unordered_set<const at::TensorImpl*> moved;
  if (options.fused && adam != nullptr && !parameters.parameters.empty() && adam->fits_one_pass(plan)) {
    const UpdateExtras extras = extras_of(wrapper, std::move(groups), options);
    const at::Tensor norms = adam->step_in_one_pass(plan, extras);
    result.norm = total(norms);
    if (!norms.isfinite().all().item<bool>()) {
      if (judge(parameters, norms_of_each(parameters), result)) judge_shared(norms, result);
    } else {
      for (const at::Tensor& parameter : parameters.parameters) {
        const auto average = extras.averages.find(parameter.unsafeGetTensorImpl());
        if (average != extras.averages.end()) moved.insert(average->second.unsafeGetTensorImpl());
      }
    }
  } else {
    const at::Tensor norms = norms_of_each(parameters);
    const auto sharing = grouped(parameters, groups);
    const at::Tensor shared = options.per == UpdateOptions::Per::kParameter ? norms : gradient_norms(sharing);
    result.norm = total(norms);
    if (judge(parameters, norms, result) && judge_shared(shared, result)) {
      if (std::isfinite(options.max_norm)) clip_gradients(sharing, shared, options.max_norm);
      optimizer.step(plan);
    }
  }
  result.optimizer_seconds = seconds_since(before);
  if (result.culprit.empty()) wrapper.ema_update(options.momentum, moved);
  result.ema_seconds = seconds_since(before);
  return result;
}

}  // namespace dino
