// The calls of submodules in a method's graph, read without changing it.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <optional>
#include <string>
#include <vector>

namespace torch::jit {
struct GraphFunction;
}

namespace dino {

// The dotted path below `self` of a module value, from the chain of prim::GetAttr that made it; "" is `self`.
std::optional<std::string> path_of(const torch::jit::Value* value, const torch::jit::Value* self);

// The TorchScript function behind a prim::CallMethod; nullptr for what has no graph (interfaces).
torch::jit::GraphFunction* callee_of(const torch::jit::Node* call);

// Whether a prim::CallMethod is what a hook of PyTorch's sees: `forward`, the `forward1` that tracing makes
// of a module's second call, or the `forward__1` that scripting makes of an overload.
bool is_forward(const torch::jit::Node* call);

// A submodule that is called, by one of its calls.
struct ModuleCall {
  std::string path;
  c10::TypePtr input;  // of the first argument; nullptr where there is none
  c10::TypePtr output;
};

// Every submodule whose forward is called on the way through `method`, in the order in which the calls
// return, each path once. Throws for a method that the module has not.
std::vector<ModuleCall> module_calls(const torch::jit::Module& module, const std::string& method);

}  // namespace dino
