// Kernels that are compiled once for each instruction set, and which of them this processor gets.
//
// NAME.simd.cpp is compiled three times and gives one table of functions each time (DINO_SIMD_TABLE,
// vector.h); NAME.h declares the table's type and, by DINO_SIMD_KERNELS, the function that picks one.
#pragma once

namespace dino::ops::simd {

enum class InstructionSet { kDefault, kAvx2, kAvx512 };

// As LibTorch picks its own kernels, ATEN_CPU_CAPABILITY (default, avx2, avx512) included. The same for the
// whole life of the process.
InstructionSet instruction_set();
// DEFAULT, AVX2 or AVX512.
const char* name_of(InstructionSet set);

}  // namespace dino::ops::simd

// In namespace dino::ops::simd. `name()` is the table for this processor.
#define DINO_SIMD_KERNELS(Table, name) \
  const Table& name##_DEFAULT();       \
  const Table& name##_AVX2();          \
  const Table& name##_AVX512();        \
  inline const Table& name() {         \
    switch (instruction_set()) {       \
      case InstructionSet::kAvx512:    \
        return name##_AVX512();        \
      case InstructionSet::kAvx2:      \
        return name##_AVX2();          \
      default:                         \
        return name##_DEFAULT();       \
    }                                  \
  }
