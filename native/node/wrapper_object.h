// What the wrapper's entry points share.
#pragma once
#include <napi.h>

#include <memory>
#include <vector>

#include "core/named_tensor.h"
#include "core/wrapper.h"
#include "node/modules.h"

namespace dino::node {

// A wrapper and what its jobs touch, as it was listed last.
struct WrapperObject {
  std::unique_ptr<Wrapper> wrapper;
  // The handles' own: they know of attributes that JavaScript shares with a module.
  std::shared_ptr<ModuleObject> student_module;
  std::shared_ptr<ModuleObject> teacher_module;
  std::vector<NamedTensor> student;
  std::vector<NamedTensor> teacher;

  // Jobs replace the centre and move the teacher: between them, nobody looks.
  const void* key() const { return wrapper.get(); }
  void use(Network network, Access& access) const;
  void use_both(Access& access) const;
};

// The wrapper that an entry point is called for: its first argument.
std::shared_ptr<WrapperObject> read_wrapper(Environment& environment, const Napi::CallbackInfo& info,
                                            const char* what);
Network read_network(Napi::Value value, const char* what);
// New handles, marked as part of graphs. The first one that requires gradients takes `graph_bytes`.
Napi::Array handles_value(Environment& at, const std::vector<at::Tensor>& tensors,
                          int64_t* graph_bytes = nullptr);

// Forwards, embeddings and what stops them: wrapper_forward.cc.
void register_wrapper_forward(Napi::Object exports);
// The optimiser's step with the teacher's: wrapper_update.cc.
void register_wrapper_update(Napi::Object exports);

}  // namespace dino::node
