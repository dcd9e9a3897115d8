// TorchScript modules: loaded, defined from source, called, asked for their tensors.
#pragma once
#include <napi.h>
#include <torch/csrc/jit/api/module.h>

#include <memory>
#include <string>
#include <vector>

#include "core/named_tensor.h"
#include "node/client.h"
#include "node/ledger.h"

namespace dino::node {

class Environment;

// A module and its tensors, as they were listed last: a job may be running its code while JavaScript asks for
// them.
class ModuleObject {
 public:
  explicit ModuleObject(torch::jit::Module module);

  torch::jit::Module module;
  std::vector<NamedTensor> tensors;

  // Key of the module in Access: its object, which all handles of the same module share.
  const void* key() const { return module._ivalue().get(); }
  // Lists the tensors anew, unless a job uses the module: its methods may assign others to its buffers.
  void list_again(const Ledger& ledger);
  // A job runs the module: reads its parameters, may write its buffers, keeps its mode.
  void use(Access& access) const;
  // Whether it has attributes that can hold tensors, beside parameters and buffers; and those which they hold
  // now, asked for where no job runs the module.
  bool has_tensor_attributes() const { return !attributes_.empty(); }
  std::vector<at::Tensor> attribute_tensors() const;

 private:
  void list_tensors();

  struct Slot {
    c10::intrusive_ptr<c10::ivalue::Object> object;
    size_t index;
  };
  std::vector<Slot> attributes_;
};

// Parameters are read, buffers may be written.
void use_tensors(const std::vector<NamedTensor>& tensors, Access& access);

// [{ name, handle, buffer }] with new handles, marked as part of graphs that a backward may be walking.
Napi::Value named_tensors_value(Environment& environment, const std::vector<NamedTensor>& tensors);

// A module's handle as an argument of `what`.
std::shared_ptr<ModuleObject> read_module(Environment& environment, Napi::Value value, const char* what);
Deliver deliver_module(std::shared_ptr<ModuleObject> module);
Napi::Value deliver_null(Environment& at);

// All tensors that a value holds.
void collect_tensors(const c10::IValue& value, std::vector<at::Tensor>& tensors);

void register_modules(Napi::Object exports);
// Methods and taps: module_calls.cc.
void register_module_calls(Napi::Object exports);
// Attributes, state dicts, dtypes: module_state.cc.
void register_module_state(Napi::Object exports);

}  // namespace dino::node
