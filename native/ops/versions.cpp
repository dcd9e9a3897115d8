#include "versions.h"

#include <ATen/Version.h>

namespace dino::ops {

std::string running_version() {
  constexpr char key[] = "TORCH_VERSION=";
  const std::string config = at::show_config();
  const size_t at = config.find(key);
  if (at == std::string::npos) return "unknown";
  const size_t begin = at + sizeof(key) - 1;
  return config.substr(begin, config.find_first_of(",; \n+", begin) - begin);
}

}  // namespace dino::ops
