// Which LibTorch a library was built with, and which one runs.
#pragma once
#include <torch/version.h>

#include <string>

#include "export.h"

namespace dino::ops {

// Of whoever includes this.
inline std::string built_with() {
  return std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) + "." +
         std::to_string(TORCH_VERSION_PATCH);
}

// Without the "+cpu" of the variant; "unknown" when LibTorch does not say.
DINO_OPS_API std::string running_version();

}  // namespace dino::ops
