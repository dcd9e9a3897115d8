#include "sinkhorn.h"

#include <limits>

#include "pairs.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

constexpr int64_t kLanes = Floats::size();
constexpr int64_t kStep = Pair::size();
static_assert(kSinkhornPadding % kStep == 0);

// The first `count`, then -inf; count is less than a pair.
template <class Scalar>
inline Pair load_logits(const Scalar* from, int64_t count) {
  const Floats lowest(-std::numeric_limits<float>::infinity());
  const Pair logits = Pair::load(from, count);
  const int64_t first = count < kLanes ? count : kLanes;
  return {Floats::set(lowest, logits.a, first), Floats::set(lowest, logits.b, count - first)};
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
  Pair operator()(const Pair& x, const Row& row) const { return {(*this)(x.a, row), (*this)(x.b, row)}; }

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

  // Rounded once wherever it is compiled: kernels and the offset must find the same integer.
  float rounded(float top) const { return __builtin_fmaf(top, scale_, kRound) - kRound; }

  float scale_;
};

// Calls body(k, logits of each row) for all columns: with `Rows` known, the rows' values stay in registers.
template <int Rows, class Scalar, class Body>
inline void for_columns(const SinkhornRows<Scalar>& rows, const Body& body) {
  Pair logits[Rows];
  int64_t k = 0;
  for (; k + kStep <= rows.columns; k += kStep) {
    for (int n = 0; n < Rows; ++n) logits[n] = Pair::load(rows.first + n * rows.stride + k);
    body(k, kStep, logits);
  }
  if (k == rows.columns) return;
  for (int n = 0; n < Rows; ++n) logits[n] = load_logits(rows.first + n * rows.stride + k, rows.columns - k);
  body(k, rows.columns - k, logits);
}

template <int Rows, class Scalar>
void largest_of(const SinkhornRows<Scalar>& rows, float* largest) {
  const Floats lowest(-std::numeric_limits<float>::infinity());
  Floats found[Rows];
  for (int n = 0; n < Rows; ++n) found[n] = lowest;
  for_columns<Rows>(rows, [&](int64_t, int64_t, const Pair* logits) {
    for (int n = 0; n < Rows; ++n)
      found[n] = at::vec::maximum(found[n], at::vec::maximum(logits[n].a, logits[n].b));
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
    const Pair factor = Pair::load(factors + k);
    for (int n = 0; n < Rows; ++n) {
      const Pair e = exponential(logits[n], row[n]);
      totals[n].a = at::vec::fmadd(e.a, factor.a, totals[n].a);
      totals[n].b = at::vec::fmadd(e.b, factor.b, totals[n].b);
    }
  });
  for (int n = 0; n < Rows; ++n) sums[n] = lane_sum(totals[n].a + totals[n].b);
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
      const Pair x{Exponential::clamped(logits[n].a, row[n]), Exponential::clamped(logits[n].b, row[n])};
      total.a = at::vec::fmadd(exponential.of_clamped(x.a, row[n]), factor[n], total.a);
      total.b = at::vec::fmadd(exponential.of_clamped(x.b, row[n]), factor[n], total.b);
      if constexpr (Largest) {
        // Greatest of three without a look at NaN, for which 0 * NaN stays in the poison.
        found[n] = at::vec::clamp_min(x.b, at::vec::clamp_min(x.a, found[n]));
        poison[n] = at::vec::fmadd(x.a, Floats(0.0f), poison[n]);
        poison[n] = at::vec::fmadd(x.b, Floats(0.0f), poison[n]);
      }
    }
    const Pair before = Pair::load(sums + k);
    Pair{before.a + total.a, before.b + total.b}.store(sums + k);
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
    const Pair column = Pair::load(column_factors + k);
    for (int n = 0; n < Rows; ++n) {
      const Floats top(tops[n]);
      // What is -inf becomes 0.
      const Pair e{exp((logits[n].a - top) * scale), exp((logits[n].b - top) * scale)};
      const Floats row(row_factors[n]);
      const Pair product{e.a * column.a * row, e.b * column.b * row};
      float* target = to + n * rows.columns + k;
      if (count == kStep) {
        product.store(target);
      } else {
        product.store(target, count);
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

template <class Scalar>
constexpr SinkhornKernelsOf<Scalar> kernels_of{&offset<Scalar>,
                                               &find_largest<Scalar>,
                                               &row_sums<Scalar>,
                                               &add_column_sums<Scalar>,
                                               &add_guessed_column_sums<Scalar>,
                                               &products<Scalar>};

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(SinkhornKernels, sinkhorn_kernels, CPU_CAPABILITY::kernels_of<float>,
                CPU_CAPABILITY::kernels_of<c10::BFloat16>, CPU_CAPABILITY::kernels_of<c10::Half>)

}  // namespace dino::ops::simd
