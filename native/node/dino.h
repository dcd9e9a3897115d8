// DINO's parts as objects and jobs: wrapper, head, loss, average, k-NN.
#pragma once
#include <napi.h>

namespace dino::node {

void register_dino(Napi::Object exports);

}  // namespace dino::node
