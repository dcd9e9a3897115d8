// Any operator of LibTorch's dispatcher, called with JavaScript values by its schema.
#pragma once
#include <napi.h>

namespace dino::node {

void register_operators(Napi::Object exports);

}  // namespace dino::node
