#include "factors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "../simd/sinkhorn.h"

namespace dino::ops::sinkhorn {

namespace {

// Of exponentials that vanish in float32, one sum may lose this much, relatively.
constexpr float kLoss = 1e-8f;
// So many of a row's logits are looked at for a guess of the largest.
constexpr int64_t kGuess = 512;

template <class Scalar>
const simd::SinkhornKernelsOf<Scalar>& factor_kernels() {
  if constexpr (std::is_same_v<Scalar, float>) return simd::sinkhorn_kernels().float32;
  if constexpr (std::is_same_v<Scalar, c10::BFloat16>) return simd::sinkhorn_kernels().bfloat16;
  if constexpr (std::is_same_v<Scalar, c10::Half>) return simd::sinkhorn_kernels().float16;
}

// Factors themselves, in float32, for exponentials relative to about their row's largest logit. What such an
// exponential loses by vanishing (below e^-86) is bounded by the factors that it would have met, and so the
// factors show whether this was good enough.
template <class Scalar>
class Factors {
 public:
  explicit Factors(const Problem<Scalar>& problem)
      : problem_(problem),
        padded_((problem.columns + simd::kSinkhornPadding - 1) / simd::kSinkhornPadding *
                simd::kSinkhornPadding),
        row_vectors_(at::empty({2, problem.rows}, at::kFloat)),
        column_factors_(at::empty({padded_}, at::kFloat)),
        column_sums_(at::empty({static_cast<int64_t>(problem.pieces.size()), padded_}, at::kFloat)),
        tops_(row_vectors_.mutable_data_ptr<float>()),
        row_factors_(tops_ + problem.rows) {}

  Outcome run() {
    column_factors_.zero_();
    Outcome outcome = first_column_sums(Tops::kGuessed);
    if (outcome == Outcome::kUnsafe) outcome = first_column_sums(Tops::kLargest);
    if (outcome != Outcome::kDone) return outcome;
    float row_bound = 1;
    for (int64_t i = 0; i < problem_.iterations; ++i) {
      const float column_bound = invert_column_sums();
      if (!safe(column_bound, row_bound)) return Outcome::kUnsafe;
      row_bound = row_pass(i + 1 < problem_.iterations);
      if (!safe(column_bound, row_bound)) return Outcome::kUnsafe;
    }
    write();
    return Outcome::kDone;
  }

 private:
  // A guess is the largest of a row's first logits: it saves a look at all of them before the first sums.
  enum class Tops { kGuessed, kLargest };

  // Sums over one piece, relative to its greatest top.
  struct FirstSums {
    Outcome outcome;
    double reference;
  };

  bool safe(float column_bound, float row_bound) const {
    // Of a sum of so many terms, divided by what it became: its inverse is the new factor.
    const float lost =
        static_cast<float>(std::max(problem_.rows, problem_.columns)) * 2 * std::numeric_limits<float>::min();
    // False for NaN.
    return lost * column_bound * row_bound <= kLoss;
  }

  simd::SinkhornRows<Scalar> rows(int64_t begin, int64_t end) const {
    return {problem_.row(begin), problem_.stride, std::min(end - begin, simd::kSinkhornRows),
            problem_.columns, 1 / problem_.temperature};
  }

  template <class Body>
  void for_groups(const Piece& piece, const Body& body) const {
    for (int64_t n = piece.begin; n < piece.end; n += simd::kSinkhornRows) body(n, rows(n, piece.end));
  }

  float* sums_of(int64_t piece) { return column_sums_.mutable_data_ptr<float>() + piece * padded_; }

  double offset(int64_t n) const { return kernels_.offset(tops_[n], 1 / problem_.temperature); }
  // The logarithm of what row n's exponentials are divided by.
  double reference(int64_t n) const { return tops_[n] / problem_.temperature - offset(n); }

  // The sums of exponentials that are relative to the greatest top.
  Outcome first_column_sums(Tops tops) {
    std::vector<FirstSums> found(problem_.pieces.size());
    for_pieces(problem_, [&](int64_t i) { found[i] = first_sums_of(i, tops); });
    double reference = found[0].reference;
    for (const FirstSums& piece : found) {
      if (piece.outcome != Outcome::kDone) return piece.outcome;
      reference = std::max(reference, piece.reference);
    }
    for (size_t i = 0; i < found.size(); ++i) {
      float* sums = sums_of(i);
      rescale(sums, found[i].reference - reference);
    }
    return Outcome::kDone;
  }

  FirstSums first_sums_of(int64_t index, Tops tops) {
    float* sums = sums_of(index);
    std::fill_n(sums, padded_, 0.0f);
    const Piece piece = problem_.pieces[index];
    double most = 0;
    float factors[simd::kSinkhornRows];
    for (int64_t n = piece.begin; n < piece.end; n += simd::kSinkhornRows) {
      const simd::SinkhornRows<Scalar> group = rows(n, piece.end);
      const Outcome outcome = find_tops(group, n, tops);
      if (outcome != Outcome::kDone) return {outcome, most};
      double best = reference(n);
      for (int64_t i = 1; i < group.rows; ++i) best = std::max(best, reference(n + i));
      if (n == piece.begin) most = best;
      if (best > most) {
        rescale(sums, most - best);
        most = best;
      }
      for (int64_t i = 0; i < group.rows; ++i)
        factors[i] = static_cast<float>(std::exp(reference(n + i) - most));
      if (tops == Tops::kLargest) {
        kernels_.add_column_sums(group, tops_ + n, factors, sums);
        continue;
      }
      float largest[simd::kSinkhornRows];
      kernels_.add_guessed_column_sums(group, tops_ + n, factors, sums, largest);
      for (int64_t i = 0; i < group.rows; ++i)
        // False for NaN.
        if (!((largest[i] - tops_[n + i]) / problem_.temperature < simd::kSinkhornAbove))
          return {Outcome::kUnsafe, most};
    }
    return {Outcome::kDone, most};
  }

  Outcome find_tops(simd::SinkhornRows<Scalar> group, int64_t n, Tops tops) {
    if (tops == Tops::kGuessed) group.columns = std::min(group.columns, kGuess);
    kernels_.largest(group, tops_ + n);
    for (float* top = tops_ + n; top < tops_ + n + group.rows; ++top) {
      if (*top == -std::numeric_limits<float>::infinity()) {
        if (tops == Tops::kGuessed) return Outcome::kUnsafe;
        // A row of nothing but -inf: its exponentials are zeros, seen from anywhere.
        *top = 0;
      }
      if (!(*top < std::numeric_limits<float>::infinity())) return Outcome::kNotFinite;
      if (!(std::abs(*top / problem_.temperature) <= simd::kSinkhornLargest)) return Outcome::kUnsafe;
    }
    return Outcome::kDone;
  }

  void rescale(float* sums, double exponent) const {
    if (exponent == 0) return;
    const auto factor = static_cast<float>(std::exp(exponent));
    for (int64_t k = 0; k < padded_; ++k) sums[k] *= factor;
  }

  // Adds the pieces' sums up and turns them into factors; returns the largest.
  float invert_column_sums() {
    float* factors = column_factors_.mutable_data_ptr<float>();
    const auto pieces = static_cast<int64_t>(problem_.pieces.size());
    float bound = 1;
    for (int64_t k = 0; k < problem_.columns; ++k) {
      float total = sums_of(0)[k];
      for (int64_t i = 1; i < pieces; ++i) total += sums_of(i)[k];
      factors[k] = 1 / total;
      // Taken when it is NaN.
      if (!(factors[k] <= bound)) bound = factors[k];
    }
    return bound;
  }

  // The rows' factors and, with them and while the row is in the cache, the next sums of the columns.
  float row_pass(bool columns_too) {
    std::vector<float> bounds(problem_.pieces.size(), 1.0f);
    const float* factors = column_factors_.const_data_ptr<float>();
    for_pieces(problem_, [&](int64_t i) {
      if (columns_too) std::fill_n(sums_of(i), padded_, 0.0f);
      for_groups(problem_.pieces[i], [&](int64_t n, const simd::SinkhornRows<Scalar>& group) {
        kernels_.row_sums(group, tops_ + n, factors, row_factors_ + n);
        for (int64_t j = n; j < n + group.rows; ++j) {
          row_factors_[j] = 1 / row_factors_[j];
          if (!(row_factors_[j] <= bounds[i])) bounds[i] = row_factors_[j];
          // A sum that became infinite.
          if (row_factors_[j] == 0) bounds[i] = std::numeric_limits<float>::infinity();
        }
        if (columns_too) kernels_.add_column_sums(group, tops_ + n, row_factors_ + n, sums_of(i));
      });
    });
    float bound = 1;
    for (const float value : bounds)
      if (!(value <= bound)) bound = value;
    return bound;
  }

  void write() {
    const float* factors = column_factors_.const_data_ptr<float>();
    if (problem_.log_prototypes != nullptr) {
      for (int64_t k = 0; k < problem_.columns; ++k) problem_.log_prototypes[k] = std::log(factors[k]);
      for (int64_t n = 0; n < problem_.rows; ++n)
        problem_.log_samples[n] = static_cast<float>(std::log(row_factors_[n]) - reference(n));
    }
    if (problem_.probabilities == nullptr) return;
    for (int64_t n = 0; n < problem_.rows; ++n) row_factors_[n] *= static_cast<float>(std::exp(offset(n)));
    for_pieces(problem_, [&](int64_t i) {
      for_groups(problem_.pieces[i], [&](int64_t n, const simd::SinkhornRows<Scalar>& group) {
        kernels_.products(group, tops_ + n, factors, row_factors_ + n,
                          problem_.probabilities + n * problem_.columns);
      });
    });
  }

  const Problem<Scalar>& problem_;
  const simd::SinkhornKernelsOf<Scalar>& kernels_ = factor_kernels<Scalar>();
  int64_t padded_;
  at::Tensor row_vectors_, column_factors_, column_sums_;
  float* tops_;
  float* row_factors_;
};

}  // namespace

template <class Scalar>
Outcome solve_by_factors(const Problem<Scalar>& problem) {
  return Factors<Scalar>(problem).run();
}

template Outcome solve_by_factors(const Problem<float>&);
template Outcome solve_by_factors(const Problem<c10::BFloat16>&);
template Outcome solve_by_factors(const Problem<c10::Half>&);

}  // namespace dino::ops::sinkhorn
