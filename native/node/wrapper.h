// The DINO wrapper as an object of JavaScript's, its forwards as jobs.
#pragma once
#include <napi.h>

namespace dino::node {

void register_wrapper(Napi::Object exports);

}  // namespace dino::node
