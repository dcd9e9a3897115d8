#include "dispatch.h"

#include <ATen/Version.h>

#include <string>

namespace dino::ops::simd {

InstructionSet instruction_set() {
  static const InstructionSet set = [] {
    const std::string name = at::get_cpu_capability();
    if (name == "AVX512") return InstructionSet::kAvx512;
    if (name == "AVX2") return InstructionSet::kAvx2;
    return InstructionSet::kDefault;
  }();
  return set;
}

const char* name_of(InstructionSet set) {
  switch (set) {
    case InstructionSet::kAvx512:
      return "AVX512";
    case InstructionSet::kAvx2:
      return "AVX2";
    default:
      return "DEFAULT";
  }
}

}  // namespace dino::ops::simd
