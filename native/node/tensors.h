// Tensors: made from bytes, read back, asked for what they are.
#pragma once
#include <napi.h>

namespace dino::node {

void register_tensors(Napi::Object exports);

}  // namespace dino::node
