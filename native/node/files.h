// Files of tensors for JavaScript: PyTorch's and safetensors, read and written on the engine.
#pragma once
#include <napi.h>

namespace dino::node {

void register_files(Napi::Object exports);

}  // namespace dino::node
