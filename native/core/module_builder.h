// TorchScript modules built from source text: LibTorch compiles them, no Python is involved.
#pragma once
#include <ATen/core/ivalue.h>
#include <torch/csrc/jit/api/module.h>

#include <string>
#include <vector>

namespace dino {

// A module as `jit.define` takes it (lib/jit/define.ts).
struct ModuleSpec {
  struct Parameter {
    std::string name;
    at::Tensor tensor;
    bool requires_grad;
  };
  struct Buffer {
    std::string name;
    at::Tensor tensor;
  };
  struct Attribute {
    std::string name;
    c10::TypePtr type;
    c10::IValue value;
  };
  struct Child;

  std::string name;
  std::string source;
  std::vector<Parameter> parameters;
  std::vector<Buffer> buffers;
  std::vector<Attribute> attributes;
  std::vector<Child> modules;
  // A list of modules: these are named 0, 1, 2 …
  bool list = false;
};

struct ModuleSpec::Child {
  std::string name;
  ModuleSpec module;
};

// Tensors are copied; every module has the attribute `training`, true. Throws the compiler's message, with
// the dotted path of the module whose source it refers to; nothing is left behind then.
torch::jit::Module build_module(const ModuleSpec& spec);

// The type that a TorchScript annotation names: `int`, `List[float]`, `Optional[Tensor]` …
c10::TypePtr parse_attribute_type(const std::string& annotation);

}  // namespace dino
