// A wrapper's settings as JavaScript gives them.
#pragma once
#include <napi.h>

#include "core/wrapper.h"

namespace dino::node {

// WrapperSpec of binding.ts, but for the module.
WrapperSpec read_wrapper_spec(const Napi::Object& object);

}  // namespace dino::node
