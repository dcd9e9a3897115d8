// Any operator of LibTorch's dispatcher, called with JavaScript values by its schema.
#pragma once
#include <napi.h>

namespace dino::node {

void register_operators(Napi::Env env, Napi::Object exports);

}  // namespace dino::node
