// Optimisers as objects of JavaScript's.
#pragma once
#include <napi.h>

namespace dino::node {

void register_optimizers(Napi::Object exports);

}  // namespace dino::node
