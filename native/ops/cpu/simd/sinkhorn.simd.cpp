#include "sinkhorn.h"

#include <limits>
#include <type_traits>

#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

constexpr int64_t kLanes = Floats::size();
constexpr int64_t kStep = 2 * kLanes;
static_assert(kSinkhornPadding % kStep == 0);

// Two vectors at a time: as many numbers of 16 bits fill one register.
struct Pair {
  Floats first, second;
};

inline Pair floats_of(const at::vec::Vectorized<c10::BFloat16>& values) {
  const auto [first, second] = at::vec::convert_bfloat16_float(values);
  return {first, second};
}

inline Pair floats_of(const at::vec::Vectorized<c10::Half>& values) {
  const auto [first, second] = at::vec::convert_half_float(values);
  return {first, second};
}

template <class Scalar>
inline Pair load_pair(const Scalar* from) {
  if constexpr (std::is_same_v<Scalar, float>) {
    return {Floats::loadu(from), Floats::loadu(from + kLanes)};
  } else {
    return floats_of(at::vec::Vectorized<Scalar>::loadu(from));
  }
}

// The first `count`, then -inf; count is less than kStep.
template <class Scalar>
inline Pair load_pair(const Scalar* from, int64_t count) {
  const Floats lowest(-std::numeric_limits<float>::infinity());
  const int64_t first = count < kLanes ? count : kLanes;
  Pair values{lowest, lowest};
  if constexpr (std::is_same_v<Scalar, float>) {
    values.first = Floats::loadu(from, first);
    if (count > kLanes) values.second = Floats::loadu(from + kLanes, count - kLanes);
  } else {
    values = floats_of(at::vec::Vectorized<Scalar>::loadu(from, count));
  }
  return {Floats::set(lowest, values.first, first), Floats::set(lowest, values.second, count - first)};
}

inline void store_pair(const Pair& values, float* to) {
  values.first.store(to);
  values.second.store(to + kLanes);
}

inline void store_pair(const Pair& values, float* to, int64_t count) {
  values.first.store(to, count < kLanes ? count : kLanes);
  if (count > kLanes) values.second.store(to + kLanes, count - kLanes);
}

// exp((x - top) * scale + offset(top)) for x up to about `top`, with half the operations of exp: 2^t = 2^n
// 2^f with an integer n and |f| <= 1/2, 2^f by its minimax polynomial of degree 5 with a constant of 1
// (relative error 1e-07). The offset makes the exponent x * scale - an integer, to the base 2: an integer is
// taken away without an operation and without a loss. Below 2^-125 the result is 2^-125 instead of 0, which
// is as wrong as 0 would be.
class Exponential {
 public:
  struct Row {
    Floats lowest, round, top;
  };

  explicit Exponential(double scale) : scale_(static_cast<float>(scale * kLog2E)) {}

  Row row(float top) const {
    const float reference = kFused ? rounded(top) : 0;
    const float below = (reference - 125) / scale_;
    return {Floats(below), Floats(kRound - reference), Floats(kFused ? 0 : top)};
  }
  double offset(float top) const {
    return kFused ? (static_cast<double>(top) * scale_ - rounded(top)) / kLog2E : 0;
  }

  Floats operator()(const Floats& x, const Row& row) const { return of_clamped(clamped(x, row), row); }
  Pair operator()(const Pair& x, const Row& row) const {
    return {(*this)(x.first, row), (*this)(x.second, row)};
  }

  // The two halves of the above.
  static Floats clamped(const Floats& x, const Row& row) {
    // A product that is rounded before the reference is taken away would be far off for large logits.
    return at::vec::clamp_min(kFused ? x : x - row.top, row.lowest);
  }
  Floats of_clamped(const Floats& x, const Row& row) const {
    const Floats scale(scale_);
    const Floats shifted = at::vec::fmadd(x, scale, row.round);
    const Floats f = at::vec::fmsub(x, scale, shifted - row.round);
    Floats p = at::vec::fmadd(f, Floats(0.00132647285f), Floats(0.00967151299f));
    p = at::vec::fmadd(p, f, Floats(0.0555073358f));
    p = at::vec::fmadd(p, f, Floats(0.240222424f));
    p = at::vec::fmadd(p, f, Floats(0.693147004f));
    p = at::vec::fmadd(p, f, Floats(1.0f));
    const Ints exponent = at::vec::cast<int32_t>(shifted) << Ints(23);
    return at::vec::cast<float>(at::vec::cast<int32_t>(p) + exponent);
  }

 private:
  static constexpr double kLog2E = 1.4426950408889634;
  // 1.5 * 2^23: adding it rounds to an integer, which stands in the sum's lowest bits.
  static constexpr float kRound = 12582912.0f;

  float rounded(float top) const {
    const float shifted = top * scale_ + kRound;
    return shifted - kRound;
  }

  float scale_;
};

// Calls body(k, logits of each row) for all columns: with `Rows` known, the rows' values stay in registers.
template <int Rows, class Scalar, class Body>
inline void for_columns(const SinkhornRows<Scalar>& rows, const Body& body) {
  Pair logits[Rows];
  int64_t k = 0;
  for (; k + kStep <= rows.columns; k += kStep) {
    for (int n = 0; n < Rows; ++n) logits[n] = load_pair(rows.first + n * rows.stride + k);
    body(k, kStep, logits);
  }
  if (k == rows.columns) return;
  for (int n = 0; n < Rows; ++n) logits[n] = load_pair(rows.first + n * rows.stride + k, rows.columns - k);
  body(k, rows.columns - k, logits);
}

template <int Rows, class Scalar>
void largest_of(const SinkhornRows<Scalar>& rows, float* largest) {
  const Floats lowest(-std::numeric_limits<float>::infinity());
  Floats found[Rows];
  for (int n = 0; n < Rows; ++n) found[n] = lowest;
  for_columns<Rows>(rows, [&](int64_t, int64_t, const Pair* logits) {
    for (int n = 0; n < Rows; ++n)
      found[n] = at::vec::maximum(found[n], at::vec::maximum(logits[n].first, logits[n].second));
  });
  for (int n = 0; n < Rows; ++n) {
    float lanes[kLanes];
    found[n].store(lanes);
    float best = lanes[0];
    // Kept once it is NaN, and taken when it is.
    for (int64_t i = 1; i < kLanes; ++i)
      if (lanes[i] > best || lanes[i] != lanes[i]) best = lanes[i];
    largest[n] = best;
  }
}

template <int Rows, class Scalar>
void row_sums_of(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors, float* sums) {
  const Exponential exponential(rows.scale);
  Exponential::Row row[Rows];
  Pair totals[Rows];
  for (int n = 0; n < Rows; ++n) {
    row[n] = exponential.row(tops[n]);
    totals[n] = {Floats(0.0f), Floats(0.0f)};
  }
  for_columns<Rows>(rows, [&](int64_t k, int64_t, const Pair* logits) {
    const Pair factor = load_pair(factors + k);
    for (int n = 0; n < Rows; ++n) {
      const Pair e = exponential(logits[n], row[n]);
      totals[n].first = at::vec::fmadd(e.first, factor.first, totals[n].first);
      totals[n].second = at::vec::fmadd(e.second, factor.second, totals[n].second);
    }
  });
  for (int n = 0; n < Rows; ++n) sums[n] = lane_sum(totals[n].first + totals[n].second);
}

// With `largest`, that of each row too; NaN where there is one.
template <int Rows, bool Largest, class Scalar>
void add_column_sums_of(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors,
                        float* sums, float* largest) {
  const Exponential exponential(rows.scale);
  Exponential::Row row[Rows];
  Floats factor[Rows], found[Rows], poison[Rows];
  for (int n = 0; n < Rows; ++n) {
    row[n] = exponential.row(tops[n]);
    factor[n] = Floats(factors[n]);
    found[n] = row[n].lowest;
    poison[n] = Floats(0.0f);
  }
  for_columns<Rows>(rows, [&](int64_t k, int64_t, const Pair* logits) {
    Pair total{Floats(0.0f), Floats(0.0f)};
    for (int n = 0; n < Rows; ++n) {
      const Pair x{Exponential::clamped(logits[n].first, row[n]),
                   Exponential::clamped(logits[n].second, row[n])};
      total.first = at::vec::fmadd(exponential.of_clamped(x.first, row[n]), factor[n], total.first);
      total.second = at::vec::fmadd(exponential.of_clamped(x.second, row[n]), factor[n], total.second);
      if constexpr (Largest) {
        // Greatest of three without a look at NaN, for which 0 * NaN stays in the poison.
        found[n] = at::vec::clamp_min(x.second, at::vec::clamp_min(x.first, found[n]));
        poison[n] = at::vec::fmadd(x.first, Floats(0.0f), poison[n]);
        poison[n] = at::vec::fmadd(x.second, Floats(0.0f), poison[n]);
      }
    }
    const Pair before = load_pair(sums + k);
    store_pair(Pair{before.first + total.first, before.second + total.second}, sums + k);
  });
  if constexpr (Largest) {
    for (int n = 0; n < Rows; ++n)
      largest[n] = across(found[n], [](float one, float other) { return one > other ? one : other; }) +
                   (kFused ? 0 : tops[n]) + lane_sum(poison[n]);
  }
}

template <int Rows, class Scalar>
void products_of(const SinkhornRows<Scalar>& rows, const float* tops, const float* column_factors,
                 const float* row_factors, float* to) {
  const Floats scale(static_cast<float>(rows.scale));
  for_columns<Rows>(rows, [&](int64_t k, int64_t count, const Pair* logits) {
    const Pair column = load_pair(column_factors + k);
    for (int n = 0; n < Rows; ++n) {
      const Floats top(tops[n]);
      // What is -inf becomes 0.
      const Pair e{exp((logits[n].first - top) * scale), exp((logits[n].second - top) * scale)};
      const Floats row(row_factors[n]);
      const Pair product{e.first * column.first * row, e.second * column.second * row};
      float* target = to + n * rows.columns + k;
      if (count == kStep) {
        store_pair(product, target);
      } else {
        store_pair(product, target, count);
      }
    }
  });
}

// Calls all(rows) where they are a full group, else one(row, its number) for each.
template <class Scalar, class All, class One>
inline void by_rows(const SinkhornRows<Scalar>& rows, const All& all, const One& one) {
  if (rows.rows == kSinkhornRows) return all(rows);
  for (int64_t n = 0; n < rows.rows; ++n)
    one(SinkhornRows<Scalar>{rows.first + n * rows.stride, rows.stride, 1, rows.columns, rows.scale}, n);
}

template <class Scalar>
void find_largest(const SinkhornRows<Scalar>& rows, float* largest) {
  by_rows(
      rows, [&](const auto& all) { largest_of<kSinkhornRows>(all, largest); },
      [&](const auto& row, int64_t n) { largest_of<1>(row, largest + n); });
}

template <class Scalar>
void row_sums(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors, float* sums) {
  by_rows(
      rows, [&](const auto& all) { row_sums_of<kSinkhornRows>(all, tops, factors, sums); },
      [&](const auto& row, int64_t n) { row_sums_of<1>(row, tops + n, factors, sums + n); });
}

template <class Scalar>
void add_column_sums(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors, float* sums) {
  by_rows(
      rows,
      [&](const auto& all) { add_column_sums_of<kSinkhornRows, false>(all, tops, factors, sums, nullptr); },
      [&](const auto& row, int64_t n) {
        add_column_sums_of<1, false>(row, tops + n, factors + n, sums, nullptr);
      });
}

template <class Scalar>
void add_guessed_column_sums(const SinkhornRows<Scalar>& rows, const float* tops, const float* factors,
                             float* sums, float* largest) {
  by_rows(
      rows,
      [&](const auto& all) { add_column_sums_of<kSinkhornRows, true>(all, tops, factors, sums, largest); },
      [&](const auto& row, int64_t n) {
        add_column_sums_of<1, true>(row, tops + n, factors + n, sums, largest + n);
      });
}

template <class Scalar>
void products(const SinkhornRows<Scalar>& rows, const float* tops, const float* column_factors,
              const float* row_factors, float* to) {
  by_rows(
      rows, [&](const auto& all) { products_of<kSinkhornRows>(all, tops, column_factors, row_factors, to); },
      [&](const auto& row, int64_t n) {
        products_of<1>(row, tops + n, column_factors, row_factors + n, to + n * row.columns);
      });
}

template <class Scalar>
double offset(float top, double scale) {
  return Exponential(scale).offset(top);
}

// Numbers of one row on their way through double, a piece that stays in the first cache.
constexpr int64_t kTile = 256;
static_assert(kTile % kStep == 0);

template <class Scalar>
inline void load_tile(const Scalar* from, int64_t count, float* to) {
  int64_t k = 0;
  for (; k + kStep <= count; k += kStep) store_pair(load_pair(from + k), to + k);
  if (k < count) store_pair(load_pair(from + k, count - k), to + k, count - k);
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
constexpr SinkhornKernelsOf<Scalar> kernels_of{&offset<Scalar>,
                                               &find_largest<Scalar>,
                                               &row_sums<Scalar>,
                                               &add_column_sums<Scalar>,
                                               &add_guessed_column_sums<Scalar>,
                                               &products<Scalar>,
                                               &log_row_sum<Scalar>,
                                               &add_log_column_sums<Scalar>,
                                               &log_products<Scalar>};

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(SinkhornKernels, sinkhorn_kernels, CPU_CAPABILITY::kernels_of<float>,
                CPU_CAPABILITY::kernels_of<c10::BFloat16>, CPU_CAPABILITY::kernels_of<c10::Half>)

}  // namespace dino::ops::simd
