// TorchScript modules: loaded, defined from source, called, asked for their tensors.
#pragma once
#include <napi.h>
#include <torch/csrc/jit/api/module.h>

#include <memory>
#include <string>
#include <vector>

#include "core/named_tensor.h"
#include "node/ledger.h"

namespace dino::node {

class Environment;

// A module and its tensors, listed once: a job may be running its code while JavaScript asks for them.
class ModuleObject {
 public:
  explicit ModuleObject(torch::jit::Module module);

  torch::jit::Module module;
  std::vector<NamedTensor> tensors;

  // Key of the module in Access: its object, which all handles of the same module share.
  const void* key() const { return module._ivalue().get(); }
  // A job runs the module: reads its parameters, may write its buffers, keeps its mode.
  void use(Access& access) const;
};

// Parameters are read, buffers may be written.
void use_tensors(const std::vector<NamedTensor>& tensors, Access& access);

// [{ name, handle, buffer }] with new handles, marked as part of graphs that a backward may be walking.
Napi::Value named_tensors_value(Environment& environment, const std::vector<NamedTensor>& tensors);

void register_modules(Napi::Env env, Napi::Object exports);

}  // namespace dino::node
