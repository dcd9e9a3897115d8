#include "sinkhorn_logarithms.h"

#include "pairs.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

constexpr int64_t kLanes = Floats::size();
constexpr int64_t kStep = Pair::size();

// Numbers of one row on their way through double, a piece that stays in the first cache.
constexpr int64_t kTile = 256;
static_assert(kTile % kStep == 0);

template <class Scalar>
inline void load_tile(const Scalar* from, int64_t count, float* to) {
  int64_t k = 0;
  for (; k + kStep <= count; k += kStep) Pair::load(from + k).store(to + k);
  if (k < count) Pair::load(from + k, count - k).store(to + k, count - k);
}

// Returns the sum of what it writes.
inline float exp_tile(const float* from, int64_t count, float* to) {
  Floats total(0.0f);
  int64_t k = 0;
  for (; k + kLanes <= count; k += kLanes) {
    const Floats values = exp(Floats::loadu(from + k));
    values.store(to + k);
    total = total + values;
  }
  float rest = 0;
  if (k < count) {
    exp(Floats::loadu(from + k, count - k)).store(to + k, count - k);
    for (; k < count; ++k) rest += to[k];
  }
  return lane_sum(total) + rest;
}

// Calls body(k, count, exponents) for all tiles of a row: exponents[j] = row[k + j] * scale + logarithms[k +
// j].
template <class Scalar, class Body>
inline void for_tiles(const Scalar* row, int64_t columns, double scale, const double* logarithms,
                      const Body& body) {
  float values[kTile];
  double exponents[kTile];
  for (int64_t k = 0; k < columns; k += kTile) {
    const int64_t count = columns - k < kTile ? columns - k : kTile;
    load_tile(row + k, count, values);
    for (int64_t j = 0; j < count; ++j) exponents[j] = values[j] * scale + logarithms[k + j];
    body(k, count, exponents);
  }
}

template <class Scalar>
double log_row_sum(const Scalar* row, int64_t columns, double scale, const double* logarithms, double* sum) {
  // Several at a time: one after the other they would wait for each other.
  constexpr int64_t kParts = 8;
  double parts[kParts];
  for (double& part : parts) part = kSinkhornLowest;
  for_tiles(row, columns, scale, logarithms, [&](int64_t, int64_t count, const double* exponents) {
    int64_t j = 0;
    for (; j + kParts <= count; j += kParts)
      for (int64_t i = 0; i < kParts; ++i)
        parts[i] = exponents[j + i] > parts[i] ? exponents[j + i] : parts[i];
    for (; j < count; ++j) parts[0] = exponents[j] > parts[0] ? exponents[j] : parts[0];
  });
  double largest = parts[0];
  for (const double part : parts) largest = part > largest ? part : largest;
  float differences[kTile];
  double total = 0;
  for_tiles(row, columns, scale, logarithms, [&](int64_t, int64_t count, const double* exponents) {
    for (int64_t j = 0; j < count; ++j) differences[j] = static_cast<float>(exponents[j] - largest);
    total += exp_tile(differences, count, differences);
  });
  *sum = total;
  return largest;
}

template <class Scalar>
void add_log_column_sums(const Scalar* row, int64_t columns, double scale, double logarithm, double* largest,
                         float* sums) {
  float values[kTile], differences[kTile], factors[kTile];
  for (int64_t k = 0; k < columns; k += kTile) {
    const int64_t count = columns - k < kTile ? columns - k : kTile;
    load_tile(row + k, count, values);
    double* most = largest + k;
    for (int64_t j = 0; j < count; ++j) {
      const double exponent = values[j] * scale + logarithm;
      const double difference = exponent - most[j];
      values[j] = static_cast<float>(difference);
      // The smaller of the two, new and so far, seen from the greater.
      differences[j] = static_cast<float>(difference > 0 ? -difference : difference);
      most[j] = difference > 0 ? exponent : most[j];
    }
    exp_tile(differences, count, factors);
    for (int64_t j = 0; j < count; ++j)
      sums[k + j] = values[j] > 0 ? sums[k + j] * factors[j] + 1 : sums[k + j] + factors[j];
  }
}

template <class Scalar>
void log_products(const Scalar* row, int64_t columns, double scale, const double* logarithms,
                  double logarithm, float* to) {
  float sums[kTile];
  for_tiles(row, columns, scale, logarithms, [&](int64_t k, int64_t count, const double* exponents) {
    for (int64_t j = 0; j < count; ++j) sums[j] = static_cast<float>(exponents[j] + logarithm);
    exp_tile(sums, count, to + k);
  });
}

template <class Scalar>
constexpr SinkhornLogarithmKernelsOf<Scalar> kernels_of{&log_row_sum<Scalar>, &add_log_column_sums<Scalar>,
                                                        &log_products<Scalar>};

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(SinkhornLogarithmKernels, sinkhorn_logarithm_kernels, CPU_CAPABILITY::kernels_of<float>,
                CPU_CAPABILITY::kernels_of<c10::BFloat16>, CPU_CAPABILITY::kernels_of<c10::Half>)

}  // namespace dino::ops::simd
