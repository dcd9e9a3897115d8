#include "exp.h"

#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

void exp_all(const float* from, float* to, int64_t count) {
  int64_t i = 0;
  for (; i + Floats::size() <= count; i += Floats::size()) exp(Floats::loadu(from + i)).store(to + i);
  if (i < count) exp(Floats::loadu(from + i, count - i)).store(to + i, count - i);
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(ExpKernels, exp_kernels, &CPU_CAPABILITY::exp_all)

}  // namespace dino::ops::simd
