#include "logarithms.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "../simd/sinkhorn_logarithms.h"

namespace dino::ops::sinkhorn {

namespace {

template <class Scalar>
const simd::SinkhornLogarithmKernelsOf<Scalar>& logarithm_kernels() {
  if constexpr (std::is_same_v<Scalar, float>) return simd::sinkhorn_logarithm_kernels().float32;
  if constexpr (std::is_same_v<Scalar, c10::BFloat16>) return simd::sinkhorn_logarithm_kernels().bfloat16;
  if constexpr (std::is_same_v<Scalar, c10::Half>) return simd::sinkhorn_logarithm_kernels().float16;
}

template <class Scalar>
class Logarithms {
 public:
  explicit Logarithms(const Problem<Scalar>& problem)
      : problem_(problem),
        pieces_(static_cast<int64_t>(problem.pieces.size())),
        columns_(at::empty({pieces_ + 1, problem.columns}, at::kDouble)),
        samples_(at::zeros({problem.rows}, at::kDouble)),
        sums_(at::empty({pieces_, problem.columns}, at::kFloat)) {}

  void run() {
    for (int64_t i = 0; i <= problem_.iterations; ++i) {
      const bool rows_too = i > 0, columns_too = i < problem_.iterations;
      for_pieces(problem_, [&](int64_t piece) { pass(piece, rows_too, columns_too); });
      if (columns_too) merge();
    }
    write();
  }

 private:
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
            kernels_.log_row_sum(problem_.row(n), problem_.columns, scale(), prototypes(), &sum);
        samples[n] = sum > 0 ? -(largest + std::log(sum)) : 0;
      }
      if (columns_too)
        kernels_.add_log_column_sums(problem_.row(n), problem_.columns, scale(), samples[n],
                                     largest_of(piece), sums_of(piece));
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
    for_pieces(problem_, [&](int64_t i) {
      for (int64_t n = problem_.pieces[i].begin; n < problem_.pieces[i].end; ++n)
        kernels_.log_products(problem_.row(n), problem_.columns, scale(), prototypes(), samples[n],
                              problem_.probabilities + n * problem_.columns);
    });
  }

  const Problem<Scalar>& problem_;
  const simd::SinkhornLogarithmKernelsOf<Scalar>& kernels_ = logarithm_kernels<Scalar>();
  int64_t pieces_;
  // The prototypes' logarithms, then each piece's largest exponents.
  at::Tensor columns_, samples_, sums_;
};

}  // namespace

template <class Scalar>
void solve_by_logarithms(const Problem<Scalar>& problem) {
  Logarithms<Scalar>(problem).run();
}

template void solve_by_logarithms(const Problem<float>&);
template void solve_by_logarithms(const Problem<c10::BFloat16>&);
template void solve_by_logarithms(const Problem<c10::Half>&);

}  // namespace dino::ops::sinkhorn
