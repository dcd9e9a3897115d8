// TorchScript source of modules that are defined without Python.
#pragma once
#include <torch/csrc/jit/frontend/tree_views.h>

#include <string>
#include <vector>

#include "core/module_builder.h"

namespace dino {

// The methods in a module's source. What PyTorch's own front end knows of modules beyond LibTorch's compiler
// is written out: `self.conv(x)` is a call of forward, `for block in self.blocks` and enumerate() over a list
// of modules are unrolled, and lists of modules have constant indices and len(). Places in errors are the
// source's, under the name `path`. Throws LibTorch's message for what does not parse.
std::vector<torch::jit::Def> parse_methods(const ModuleSpec& module, const std::string& path);

}  // namespace dino
