#include "../sinkhorn_knopp.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "simd/sinkhorn.h"

namespace dino::ops {

namespace {

// Of exponentials that vanish in float32, one sum may lose this much, relatively.
constexpr float kSinkhornLoss = 1e-8f;
// So many of a row's logits are looked at for a guess of the largest.
constexpr int64_t kSinkhornGuess = 512;

enum class SinkhornOutcome { kDone, kUnsafe, kNotFinite };

struct SinkhornPiece {
  int64_t begin, end;
};

// Rows shared out by number of thread, so that sums over rows are added in the same order every time.
std::vector<SinkhornPiece> sinkhorn_pieces(int64_t rows) {
  const int64_t groups = (rows + simd::kSinkhornRows - 1) / simd::kSinkhornRows;
  const int64_t count = std::clamp<int64_t>(groups, 1, at::get_num_threads());
  std::vector<SinkhornPiece> pieces;
  for (int64_t i = 0; i < count; ++i)
    pieces.push_back({std::min(rows, i * groups / count * simd::kSinkhornRows),
                      std::min(rows, (i + 1) * groups / count * simd::kSinkhornRows)});
  return pieces;
}

template <class Body>
void for_pieces(int64_t count, const Body& body) {
  at::parallel_for(0, count, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) body(i);
  });
}

at::Tensor empty_floats(at::IntArrayRef shape) {
  return at::empty(shape, at::TensorOptions(at::kFloat));
}

// What both ways need.
template <class Scalar>
struct SinkhornProblem {
  const simd::SinkhornKernelsOf<Scalar>& kernels;
  const Scalar* logits;
  int64_t rows, columns, stride;
  double temperature;
  int64_t iterations;
  std::vector<SinkhornPiece> pieces;
  // Results, of which either may be none.
  float* log_prototypes;
  float* log_samples;
  float* probabilities;
};

// Factors themselves, in float32, for exponentials relative to about their row's largest logit. What such an
// exponential loses by vanishing (below e^-86) is bounded by the factors that it would have met, and so the
// factors show whether this was good enough.
template <class Scalar>
class SinkhornScaling {
 public:
  explicit SinkhornScaling(const SinkhornProblem<Scalar>& problem)
      : problem_(problem),
        padded_((problem.columns + simd::kSinkhornPadding - 1) / simd::kSinkhornPadding *
                simd::kSinkhornPadding),
        row_vectors_(empty_floats({2, problem.rows})),
        column_factors_(empty_floats({padded_})),
        column_sums_(empty_floats({static_cast<int64_t>(problem.pieces.size()), padded_})),
        tops_(row_vectors_.mutable_data_ptr<float>()),
        row_factors_(tops_ + problem.rows) {}

  SinkhornOutcome run() {
    column_factors_.zero_();
    SinkhornOutcome outcome = first_column_sums(Tops::kGuessed);
    if (outcome == SinkhornOutcome::kUnsafe) outcome = first_column_sums(Tops::kLargest);
    if (outcome != SinkhornOutcome::kDone) return outcome;
    float row_bound = 1;
    for (int64_t i = 0; i < problem_.iterations; ++i) {
      const float column_bound = invert_column_sums();
      if (!safe(column_bound, row_bound)) return SinkhornOutcome::kUnsafe;
      row_bound = row_pass(i + 1 < problem_.iterations);
      if (!safe(column_bound, row_bound)) return SinkhornOutcome::kUnsafe;
    }
    write();
    return SinkhornOutcome::kDone;
  }

 private:
  // A guess is the largest of a row's first logits: it saves a look at all of them before the first sums.
  enum class Tops { kGuessed, kLargest };

  // Sums over one piece, relative to its greatest top.
  struct FirstSums {
    SinkhornOutcome outcome;
    double reference;
  };

  bool safe(float column_bound, float row_bound) const {
    // Of a sum of so many terms, divided by what it became: its inverse is the new factor.
    const float lost =
        static_cast<float>(std::max(problem_.rows, problem_.columns)) * 2 * std::numeric_limits<float>::min();
    // False for NaN.
    return lost * column_bound * row_bound <= kSinkhornLoss;
  }

  simd::SinkhornRows<Scalar> rows(int64_t begin, int64_t end) const {
    return {problem_.logits + begin * problem_.stride, problem_.stride,
            std::min(end - begin, simd::kSinkhornRows), problem_.columns, 1 / problem_.temperature};
  }

  template <class Body>
  void for_groups(const SinkhornPiece& piece, const Body& body) const {
    for (int64_t n = piece.begin; n < piece.end; n += simd::kSinkhornRows) body(n, rows(n, piece.end));
  }

  float* sums_of(int64_t piece) { return column_sums_.mutable_data_ptr<float>() + piece * padded_; }

  double offset(int64_t n) const { return problem_.kernels.offset(tops_[n], 1 / problem_.temperature); }
  // The logarithm of what row n's exponentials are divided by.
  double reference(int64_t n) const { return tops_[n] / problem_.temperature - offset(n); }

  // The sums of exponentials that are relative to the greatest top.
  SinkhornOutcome first_column_sums(Tops tops) {
    std::vector<FirstSums> found(problem_.pieces.size());
    for_pieces(static_cast<int64_t>(found.size()), [&](int64_t i) { found[i] = first_sums_of(i, tops); });
    double reference = found[0].reference;
    for (const FirstSums& piece : found) {
      if (piece.outcome != SinkhornOutcome::kDone) return piece.outcome;
      reference = std::max(reference, piece.reference);
    }
    for (size_t i = 0; i < found.size(); ++i) {
      float* sums = sums_of(i);
      rescale(sums, found[i].reference - reference);
    }
    return SinkhornOutcome::kDone;
  }

  FirstSums first_sums_of(int64_t index, Tops tops) {
    float* sums = sums_of(index);
    std::fill_n(sums, padded_, 0.0f);
    const SinkhornPiece piece = problem_.pieces[index];
    double most = 0;
    float factors[simd::kSinkhornRows];
    for (int64_t n = piece.begin; n < piece.end; n += simd::kSinkhornRows) {
      const simd::SinkhornRows<Scalar> group = rows(n, piece.end);
      const SinkhornOutcome outcome = find_tops(group, n, tops);
      if (outcome != SinkhornOutcome::kDone) return {outcome, most};
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
        problem_.kernels.add_column_sums(group, tops_ + n, factors, sums);
        continue;
      }
      float largest[simd::kSinkhornRows];
      problem_.kernels.add_guessed_column_sums(group, tops_ + n, factors, sums, largest);
      for (int64_t i = 0; i < group.rows; ++i)
        // False for NaN.
        if (!((largest[i] - tops_[n + i]) / problem_.temperature < simd::kSinkhornAbove))
          return {SinkhornOutcome::kUnsafe, most};
    }
    return {SinkhornOutcome::kDone, most};
  }

  SinkhornOutcome find_tops(simd::SinkhornRows<Scalar> group, int64_t n, Tops tops) {
    if (tops == Tops::kGuessed) group.columns = std::min(group.columns, kSinkhornGuess);
    problem_.kernels.largest(group, tops_ + n);
    for (float* top = tops_ + n; top < tops_ + n + group.rows; ++top) {
      if (*top == -std::numeric_limits<float>::infinity()) {
        if (tops == Tops::kGuessed) return SinkhornOutcome::kUnsafe;
        // A row of nothing but -inf: its exponentials are zeros, seen from anywhere.
        *top = 0;
      }
      if (!(*top < std::numeric_limits<float>::infinity())) return SinkhornOutcome::kNotFinite;
      if (!(std::abs(*top / problem_.temperature) <= simd::kSinkhornLargest)) return SinkhornOutcome::kUnsafe;
    }
    return SinkhornOutcome::kDone;
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
    for_pieces(static_cast<int64_t>(bounds.size()), [&](int64_t i) {
      if (columns_too) std::fill_n(sums_of(i), padded_, 0.0f);
      for_groups(problem_.pieces[i], [&](int64_t n, const simd::SinkhornRows<Scalar>& group) {
        problem_.kernels.row_sums(group, tops_ + n, factors, row_factors_ + n);
        for (int64_t j = n; j < n + group.rows; ++j) {
          row_factors_[j] = 1 / row_factors_[j];
          if (!(row_factors_[j] <= bounds[i])) bounds[i] = row_factors_[j];
          // A sum that became infinite.
          if (row_factors_[j] == 0) bounds[i] = std::numeric_limits<float>::infinity();
        }
        if (columns_too) problem_.kernels.add_column_sums(group, tops_ + n, row_factors_ + n, sums_of(i));
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
    for_pieces(static_cast<int64_t>(problem_.pieces.size()), [&](int64_t i) {
      for_groups(problem_.pieces[i], [&](int64_t n, const simd::SinkhornRows<Scalar>& group) {
        problem_.kernels.products(group, tops_ + n, factors, row_factors_ + n,
                                  problem_.probabilities + n * problem_.columns);
      });
    });
  }

  const SinkhornProblem<Scalar>& problem_;
  int64_t padded_;
  at::Tensor row_vectors_, column_factors_, column_sums_;
  float* tops_;
  float* row_factors_;
};

// Logarithms of factors, in double: for any logits, several times slower.
template <class Scalar>
class SinkhornLogScaling {
 public:
  explicit SinkhornLogScaling(const SinkhornProblem<Scalar>& problem)
      : problem_(problem),
        pieces_(static_cast<int64_t>(problem.pieces.size())),
        columns_(at::empty({pieces_ + 1, problem.columns}, at::kDouble)),
        samples_(at::zeros({problem.rows}, at::kDouble)),
        sums_(empty_floats({pieces_, problem.columns})) {}

  void run() {
    for (int64_t i = 0; i <= problem_.iterations; ++i) {
      const bool rows_too = i > 0, columns_too = i < problem_.iterations;
      for_pieces(pieces_, [&](int64_t piece) { pass(piece, rows_too, columns_too); });
      if (columns_too) merge();
    }
    write();
  }

 private:
  const Scalar* row(int64_t n) const { return problem_.logits + n * problem_.stride; }
  double scale() const { return 1 / problem_.temperature; }
  double* prototypes() { return columns_.mutable_data_ptr<double>(); }
  double* largest_of(int64_t piece) { return prototypes() + (piece + 1) * problem_.columns; }
  float* sums_of(int64_t piece) { return sums_.mutable_data_ptr<float>() + piece * problem_.columns; }

  void pass(int64_t piece, bool rows_too, bool columns_too) {
    double* samples = samples_.mutable_data_ptr<double>();
    if (columns_too) {
      std::fill_n(largest_of(piece), problem_.columns, simd::kSinkhornLowest);
      std::fill_n(sums_of(piece), problem_.columns, 0.0f);
    }
    for (int64_t n = problem_.pieces[piece].begin; n < problem_.pieces[piece].end; ++n) {
      if (rows_too) {
        double sum = 0;
        const double largest =
            problem_.kernels.log_row_sum(row(n), problem_.columns, scale(), prototypes(), &sum);
        samples[n] = sum > 0 ? -(largest + std::log(sum)) : 0;
      }
      if (columns_too)
        problem_.kernels.add_log_column_sums(row(n), problem_.columns, scale(), samples[n], largest_of(piece),
                                             sums_of(piece));
    }
  }

  void merge() {
    for (int64_t k = 0; k < problem_.columns; ++k) {
      double largest = simd::kSinkhornLowest, sum = 0;
      for (int64_t i = 0; i < pieces_; ++i) largest = std::max(largest, largest_of(i)[k]);
      for (int64_t i = 0; i < pieces_; ++i) sum += sums_of(i)[k] * std::exp(largest_of(i)[k] - largest);
      prototypes()[k] = sum > 0 ? -(largest + std::log(sum)) : 0;
    }
  }

  void write() {
    const double* samples = samples_.const_data_ptr<double>();
    if (problem_.log_prototypes != nullptr) {
      // Around 0 they lose least to float32.
      const auto [least, most] = std::minmax_element(prototypes(), prototypes() + problem_.columns);
      const double middle = (*least + *most) / 2;
      for (int64_t k = 0; k < problem_.columns; ++k)
        problem_.log_prototypes[k] = static_cast<float>(prototypes()[k] - middle);
      for (int64_t n = 0; n < problem_.rows; ++n)
        problem_.log_samples[n] = static_cast<float>(samples[n] + middle);
    }
    if (problem_.probabilities == nullptr) return;
    for_pieces(pieces_, [&](int64_t i) {
      for (int64_t n = problem_.pieces[i].begin; n < problem_.pieces[i].end; ++n)
        problem_.kernels.log_products(row(n), problem_.columns, scale(), prototypes(), samples[n],
                                      problem_.probabilities + n * problem_.columns);
    });
  }

  const SinkhornProblem<Scalar>& problem_;
  int64_t pieces_;
  // The prototypes' logarithms, then each piece's largest exponents.
  at::Tensor columns_, samples_, sums_;
};

template <class Scalar>
void solve_sinkhorn(const simd::SinkhornKernelsOf<Scalar>& kernels, const at::Tensor& logits,
                    double temperature, int64_t iterations, at::TensorList results) {
  const bool scalings = results.size() == 2;
  const SinkhornProblem<Scalar> problem{kernels,
                                        logits.const_data_ptr<Scalar>(),
                                        logits.size(0),
                                        logits.size(1),
                                        logits.stride(0),
                                        temperature,
                                        iterations,
                                        sinkhorn_pieces(logits.size(0)),
                                        scalings ? results[0].mutable_data_ptr<float>() : nullptr,
                                        scalings ? results[1].mutable_data_ptr<float>() : nullptr,
                                        scalings ? nullptr : results[0].mutable_data_ptr<float>()};
  switch (SinkhornScaling<Scalar>(problem).run()) {
    case SinkhornOutcome::kDone:
      return;
    case SinkhornOutcome::kUnsafe:
      return SinkhornLogScaling<Scalar>(problem).run();
    case SinkhornOutcome::kNotFinite:
      for (const at::Tensor& result : results) result.fill_(std::numeric_limits<double>::quiet_NaN());
  }
}

bool has_sinkhorn_kernel(at::ScalarType type) {
  return type == at::kFloat || type == at::kBFloat16 || type == at::kHalf;
}

// `results`: the two scalings, or the probabilities.
void dispatch_sinkhorn(const at::Tensor& logits, double temperature, int64_t iterations,
                       at::TensorList results) {
  // Rows may lie apart, their numbers may not.
  const at::Tensor rows = logits.stride(1) == 1 || logits.size(1) == 1 ? logits : logits.contiguous();
  switch (logits.scalar_type()) {
    case at::kFloat:
      return solve_sinkhorn(simd::sinkhorn_kernels().float32, rows, temperature, iterations, results);
    case at::kBFloat16:
      return solve_sinkhorn(simd::sinkhorn_kernels().bfloat16, rows, temperature, iterations, results);
    default:
      return solve_sinkhorn(simd::sinkhorn_kernels().float16, rows, temperature, iterations, results);
  }
}

}  // namespace

Scalings sinkhorn_knopp_cpu(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_knopp", logits, temperature, iterations);
  if (!has_sinkhorn_kernel(logits.scalar_type()) || logits.size(0) == 0)
    return sinkhorn_knopp_reference(logits, temperature, iterations);
  at::Tensor prototypes = empty_floats({logits.size(1)}), samples = empty_floats({logits.size(0)});
  dispatch_sinkhorn(logits, temperature, iterations, {prototypes, samples});
  return {prototypes, samples};
}

at::Tensor sinkhorn_probabilities_cpu(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_probabilities", logits, temperature, iterations);
  if (!has_sinkhorn_kernel(logits.scalar_type()) || logits.size(0) == 0)
    return sinkhorn_probabilities_reference(logits, temperature, iterations);
  at::Tensor probabilities = empty_floats(logits.sizes());
  dispatch_sinkhorn(logits, temperature, iterations, {probabilities});
  return probabilities;
}

}  // namespace dino::ops
