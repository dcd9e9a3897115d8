// dino::cpu_capability, and exp as the kernels compute it.
#pragma once
#include "registrar.h"

namespace dino::ops {

// cpu_capability() -> str: the instruction set that the kernels run with here: DEFAULT, AVX2 or AVX512.
// _exp(Tensor input) -> Tensor: of float32, by the kernels' polynomial (cpu/simd/vector.h says how exact).
void register_instruction_sets(Registrar& registrar);

}  // namespace dino::ops
