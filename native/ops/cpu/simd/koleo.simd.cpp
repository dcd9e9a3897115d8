#include "koleo.h"

#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

constexpr int64_t kLanes = Floats::size();
static_assert(kKoleoPadding % kLanes == 0);

template <class Scalar>
float normalize(const Scalar* from, int64_t count, int64_t padded, float smallest, float* to) {
  // In double: squares of what float32 holds may not be.
  double squares = 0;
  for (int64_t i = 0; i < count; ++i) {
    to[i] = static_cast<float>(from[i]);
    squares += static_cast<double>(to[i]) * to[i];
  }
  const float root = static_cast<float>(__builtin_sqrt(squares));
  // NaN stays.
  const float length = root < smallest ? smallest : root;
  for (int64_t i = 0; i < count; ++i) to[i] /= length;
  for (int64_t i = count; i < padded; ++i) to[i] = 0;
  return length;
}

template <class Scalar>
void write_gradient(const float* gradient, const float* row, float along, float length, int64_t count,
                    Scalar* to) {
  for (int64_t i = 0; i < count; ++i) to[i] = static_cast<Scalar>((gradient[i] - row[i] * along) / length);
}

void dots(const float* const* rows, const float* panel, int64_t length, float* to) {
  // With all of them and one row's number, what AVX2 has registers for.
  constexpr int64_t kVectors = 2;
  static_assert(kKoleoColumns % (kVectors * kLanes) == 0);
  for (int64_t first = 0; first < kKoleoColumns; first += kVectors * kLanes) {
    Floats totals[kKoleoRows][kVectors];
    for (auto& row : totals)
      for (Floats& total : row) total = Floats(0.0f);
    for (int64_t k = 0; k < length; ++k) {
      Floats right[kVectors];
      for (int64_t j = 0; j < kVectors; ++j)
        right[j] = Floats::loadu(panel + k * kKoleoColumns + first + j * kLanes);
      for (int64_t i = 0; i < kKoleoRows; ++i) {
        const Floats left(rows[i][k]);
        for (int64_t j = 0; j < kVectors; ++j) totals[i][j] = at::vec::fmadd(left, right[j], totals[i][j]);
      }
    }
    for (int64_t i = 0; i < kKoleoRows; ++i)
      for (int64_t j = 0; j < kVectors; ++j) totals[i][j].store(to + i * kKoleoColumns + first + j * kLanes);
  }
}

float dot(const float* one, const float* other, int64_t padded) {
  Floats total(0.0f);
  for (int64_t k = 0; k < padded; k += kLanes)
    total = at::vec::fmadd(Floats::loadu(one + k), Floats::loadu(other + k), total);
  return lane_sum(total);
}

float distance(const float* one, const float* other, int64_t count, float epsilon) {
  const Floats add(epsilon);
  Floats total(0.0f);
  int64_t k = 0;
  for (; k + kLanes <= count; k += kLanes) {
    const Floats difference = Floats::loadu(one + k) - Floats::loadu(other + k) + add;
    total = at::vec::fmadd(difference, difference, total);
  }
  float sum = lane_sum(total);
  for (; k < count; ++k) {
    const float difference = one[k] - other[k] + epsilon;
    sum += difference * difference;
  }
  return __builtin_sqrtf(sum);
}

void add_difference(const float* one, const float* other, float factor, float epsilon, int64_t padded,
                    float* gradient) {
  const Floats scale(factor), add(epsilon);
  for (int64_t k = 0; k < padded; k += kLanes) {
    const Floats difference = Floats::loadu(one + k) - Floats::loadu(other + k) + add;
    at::vec::fmadd(difference, scale, Floats::loadu(gradient + k)).store(gradient + k);
  }
}

template <class Scalar>
constexpr KoleoConversions<Scalar> conversions{&normalize<Scalar>, &write_gradient<Scalar>};

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(KoleoKernels, koleo_kernels, CPU_CAPABILITY::conversions<float>,
                CPU_CAPABILITY::conversions<c10::BFloat16>, CPU_CAPABILITY::conversions<c10::Half>,
                &CPU_CAPABILITY::dots, &CPU_CAPABILITY::dot, &CPU_CAPABILITY::distance,
                &CPU_CAPABILITY::add_difference)

}  // namespace dino::ops::simd
