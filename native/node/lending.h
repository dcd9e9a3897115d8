#pragma once
#include <napi.h>

namespace dino::node {

// The memory of a tensor as an ArrayBuffer, for the time of one callback.
void register_lending(Napi::Object exports);

}  // namespace dino::node
