// What kernels for one instruction set are written with: LibTorch's vectors, and exp.
//
// Only *.simd.cpp includes this, and beside it nothing but the header of its own table: an inline function of
// any other header could be compiled here for AVX-512 and then be the one that the linker keeps for
// everybody. For the same reason all code stands in `namespace dino::ops::simd::CPU_CAPABILITY { namespace {
// … } }`, whose name tells instruction sets apart (test/native/instruction-sets.test.ts looks for what
// escaped).
#pragma once
#include <ATen/cpu/vec/vec.h>

#include <cstdint>

#include "dispatch.h"

#define DINO_SIMD_JOIN_(name, set) name##_##set
#define DINO_SIMD_JOIN(name, set) DINO_SIMD_JOIN_(name, set)
// In namespace dino::ops::simd, at the end of the file: the table of the functions above.
#define DINO_SIMD_TABLE(Table, name, ...)               \
  const Table& DINO_SIMD_JOIN(name, CPU_CAPABILITY)() { \
    static constexpr Table table{__VA_ARGS__};          \
    return table;                                       \
  }

namespace dino::ops::simd::CPU_CAPABILITY {

using Floats = at::vec::Vectorized<float>;
using Ints = at::vec::Vectorized<int32_t>;
// Whether at::vec::fmadd rounds once.
#if defined(CPU_CAPABILITY_AVX2) || defined(CPU_CAPABILITY_AVX512)
constexpr bool kFused = true;
#else
constexpr bool kFused = false;
#endif

// exp(x) for x up to 88, within 2 units in the last place (test/python/operators.py); e^88 for more, 0 below
// -87.3, where the result would not be normal. exp(0) is 1, exp(-inf) 0, NaN stays NaN.
//
// x = n ln 2 + r with an integer n and |r| <= ln 2 / 2, exp(r) by its minimax polynomial of degree 6
// (relative error 2e-9 before rounding), times 2^n.
inline Floats exp(const Floats& x) {
  constexpr float kSmallest = -87.3365f, kLargest = 88.0f;
  // 1.5 * 2^23 + 127: adding it rounds to an integer, which stands in the sum's lowest bits as the exponent
  // of 2^n has it. A product with that keeps NaN, whatever its bits; adding to the exponent would not.
  constexpr float kRound = 12582912.0f + 127.0f;
  const Floats clamped = at::vec::clamp_max(at::vec::clamp_min(x, Floats(kSmallest)), Floats(kLargest));
  const Floats shifted = at::vec::fmadd(clamped, Floats(1.44269504f), Floats(kRound));
  const Floats n = shifted - Floats(kRound);
  // ln 2 in two parts: n times the first is exact.
  Floats r = at::vec::fmadd(n, Floats(-0.693359375f), clamped);
  r = at::vec::fmadd(n, Floats(2.12194440e-4f), r);
  Floats p = at::vec::fmadd(r, Floats(0.00138368357f), Floats(0.00837482405f));
  p = at::vec::fmadd(p, r, Floats(0.0416682262f));
  p = at::vec::fmadd(p, r, Floats(0.166664201f));
  p = at::vec::fmadd(p, r, Floats(0.499999921f));
  p = at::vec::fmadd(p, r, Floats(1.0f));
  p = at::vec::fmadd(p, r, Floats(1.0f));
#ifdef CPU_CAPABILITY_AVX512
  const Floats result = _mm512_scalef_ps(p, n);
#else
  const Floats result = p * at::vec::cast<float>(at::vec::cast<int32_t>(shifted) << Ints(23));
#endif
  // Chosen by `less than`, which is false for NaN.
  return Floats::blendv(result, Floats(0.0f), x < Floats(kSmallest));
}

// One number of a vector's, by halves: in the same order everywhere.
template <class Operation>
inline float across(const Floats& values, const Operation& operation) {
  alignas(64) float lanes[Floats::size()];
  values.store(lanes);
  for (int half = Floats::size() / 2; half > 0; half /= 2)
    for (int k = 0; k < half; ++k) lanes[k] = operation(lanes[k], lanes[k + half]);
  return lanes[0];
}

inline float lane_sum(const Floats& values) {
  return across(values, [](float one, float other) { return one + other; });
}

}  // namespace dino::ops::simd::CPU_CAPABILITY
