// Generators of random numbers that a program makes for itself, as objects of their own.
#pragma once
#include <napi.h>

namespace dino::node {

void register_generators(Napi::Object exports);

}  // namespace dino::node
