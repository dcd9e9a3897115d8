#include "core/teacher.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <unordered_map>

namespace dino {

namespace {

bool has_mode(const torch::jit::Module& module) {
  return module.hasattr("training") && module.attr("training").isBool();
}

}  // namespace

torch::jit::Module copy_of(const torch::jit::Module& module) {
  at::NoGradGuard no_grad;  // In grad mode the copies would be results of an operator, no leaves.
  torch::jit::Module copy = module.deepcopy();
  std::unordered_map<std::string, bool> requires_grad;
  for (const auto& parameter : module.named_parameters())
    requires_grad[parameter.name] = parameter.value.requires_grad();
  for (const auto& parameter : copy.named_parameters())
    if (at::isFloatingType(parameter.value.scalar_type()))
      parameter.value.set_requires_grad(requires_grad[parameter.name]);
  return copy;
}

torch::jit::Module frozen_copy(const torch::jit::Module& module) {
  at::NoGradGuard no_grad;  // In grad mode the copies would be results of an operator.
  torch::jit::Module copy = module.deepcopy();
  for (const at::Tensor& parameter : copy.parameters()) parameter.set_requires_grad(false);
  return copy;
}

bool is_batch_norm(const torch::jit::Module& module) {
  return has_mode(module) && module.hasattr("running_mean") && module.hasattr("running_var") &&
         module.attr("running_mean").isTensor() && module.attr("running_mean").toTensor().defined();
}

int64_t count_batch_norms(const torch::jit::Module& module) {
  int64_t count = 0;
  for (const torch::jit::Module& each : module.modules()) count += is_batch_norm(each);
  return count;
}

void BufferSnapshot::add(const torch::jit::Module& module) {
  for (const torch::jit::Module& each : module.modules()) {
    const c10::ClassTypePtr type = each.type();
    for (size_t i = 0; i < type->numAttributes(); ++i) {
      if (!type->is_buffer(i)) continue;
      const c10::IValue& value = each._ivalue()->getSlot(i);
      if (!value.isTensor() || !value.toTensor().defined()) continue;
      slots_.push_back({each._ivalue(), i, value.toTensor()});
      add(value.toTensor());
    }
  }
}

void BufferSnapshot::add(const at::Tensor& buffer) {
  at::NoGradGuard no_grad;
  buffers_.emplace_back(buffer, buffer.clone());
}

void BufferSnapshot::restore() const {
  at::NoGradGuard no_grad;
  for (const auto& [object, index, buffer] : slots_) object->setSlot(index, buffer);
  for (const auto& [buffer, before] : buffers_) {
    if (buffer.sizes() != before.sizes()) buffer.resize_(before.sizes());
    if (!buffer.equal(before)) buffer.variable_data().copy_(before);
  }
}

ModeGuard::ModeGuard(const torch::jit::Module& module, Mode mode) {
  // First, since it needs memory: the modes are only restored once the guard is made.
  if (mode == Mode::kEval) buffers_.add(module);
  for (torch::jit::Module each : module.modules()) {
    if (!has_mode(each)) continue;
    before_.emplace_back(each, each.attr("training").toBool());
    each.setattr("training", mode == Mode::kTrain || (mode == Mode::kTeacher && is_batch_norm(each)));
  }
}

ModeGuard::~ModeGuard() {
  for (auto& [module, training] : before_) module.setattr("training", training);
  try {
    buffers_.restore();
  } catch (...) {
    // A buffer that its module has resized needs memory.
  }
}

}  // namespace dino
