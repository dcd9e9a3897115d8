#include "squares.h"

#include <algorithm>

#include "pairs.h"
#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

// The compiler's own vectors: LibTorch's have no way from float32 to float64 that is fast everywhere.
using EightFloats [[gnu::vector_size(32), gnu::aligned(4)]] = float;
using EightDoubles [[gnu::vector_size(64)]] = double;

// Element i belongs to sum i % 32, whatever the instruction set's vectors.
constexpr int64_t kSums = 32;

double squares(const float* values, int64_t count) {
  EightDoubles sums[kSums / 8] = {};
  const auto add = [&](const float* from) {
    for (int64_t k = 0; k < kSums / 8; ++k) {
      const EightFloats eight = reinterpret_cast<const EightFloats*>(from)[k];
      const EightDoubles wide = __builtin_convertvector(eight, EightDoubles);
      sums[k] += wide * wide;
    }
  };
  int64_t i = 0;
  for (; i + kSums <= count; i += kSums) add(values + i);
  if (i < count) {
    float rest[kSums] = {};
    for (int64_t k = 0; i + k < count; ++k) rest[k] = values[i + k];
    add(rest);
  }
  double sum = 0;
  for (const EightDoubles& eight : sums)
    for (int64_t k = 0; k < 8; ++k) sum += eight[k];
  return sum;
}

template <class Half>
double squares(const Half* values, int64_t count) {
  constexpr int64_t kRow = 1024;
  float row[kRow];
  double sum = 0;
  for (int64_t begin = 0; begin < count; begin += kRow) {
    const int64_t length = std::min(kRow, count - begin);
    int64_t i = 0;
    for (; i + Pair::size() <= length; i += Pair::size()) Pair::load(values + begin + i).store(row + i);
    if (i < length) Pair::load(values + begin + i, length - i).store(row + i, length - i);
    sum += squares(row, length);
  }
  return sum;
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(SquaresKernels, squares_kernels, &CPU_CAPABILITY::squares,
                &CPU_CAPABILITY::squares<c10::BFloat16>, &CPU_CAPABILITY::squares<c10::Half>)

}  // namespace dino::ops::simd
