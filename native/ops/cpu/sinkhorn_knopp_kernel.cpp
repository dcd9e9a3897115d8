#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "../dtypes.h"
#include "../sinkhorn_knopp.h"
#include "simd/sinkhorn.h"
#include "sinkhorn/factors.h"
#include "sinkhorn/logarithms.h"

namespace dino::ops {

namespace {

at::Tensor empty_floats(at::IntArrayRef shape) {
  return at::empty(shape, at::TensorOptions(at::kFloat));
}

std::vector<sinkhorn::Piece> pieces_of(int64_t rows) {
  const int64_t groups = (rows + simd::kSinkhornRows - 1) / simd::kSinkhornRows;
  const int64_t count = std::clamp<int64_t>(groups, 1, at::get_num_threads());
  std::vector<sinkhorn::Piece> pieces;
  for (int64_t i = 0; i < count; ++i)
    pieces.push_back({std::min(rows, i * groups / count * simd::kSinkhornRows),
                      std::min(rows, (i + 1) * groups / count * simd::kSinkhornRows)});
  return pieces;
}

// `results`: the two scalings, or the probabilities.
template <class Scalar>
void solve_sinkhorn(const at::Tensor& logits, double temperature, int64_t iterations,
                    at::TensorList results) {
  const bool scalings = results.size() == 2;
  const sinkhorn::Problem<Scalar> problem{logits.const_data_ptr<Scalar>(),
                                          logits.size(0),
                                          logits.size(1),
                                          logits.stride(0),
                                          temperature,
                                          iterations,
                                          pieces_of(logits.size(0)),
                                          scalings ? results[0].mutable_data_ptr<float>() : nullptr,
                                          scalings ? results[1].mutable_data_ptr<float>() : nullptr,
                                          scalings ? nullptr : results[0].mutable_data_ptr<float>()};
  switch (sinkhorn::solve_by_factors(problem)) {
    case sinkhorn::Outcome::kDone:
      return;
    case sinkhorn::Outcome::kUnsafe:
      return sinkhorn::solve_by_logarithms(problem);
    case sinkhorn::Outcome::kNotFinite:
      for (const at::Tensor& result : results) result.fill_(std::numeric_limits<double>::quiet_NaN());
  }
}

void dispatch_sinkhorn(const at::Tensor& logits, double temperature, int64_t iterations,
                       at::TensorList results) {
  // Rows may lie apart, their numbers may not.
  const at::Tensor rows = logits.stride(1) == 1 || logits.size(1) == 1 ? logits : logits.contiguous();
  switch (logits.scalar_type()) {
    case at::kFloat:
      return solve_sinkhorn<float>(rows, temperature, iterations, results);
    case at::kBFloat16:
      return solve_sinkhorn<c10::BFloat16>(rows, temperature, iterations, results);
    default:
      return solve_sinkhorn<c10::Half>(rows, temperature, iterations, results);
  }
}

}  // namespace

Scalings sinkhorn_knopp_cpu(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_knopp", logits, temperature, iterations);
  if (!has_float_kernels(logits.scalar_type()) || logits.size(0) == 0)
    return sinkhorn_knopp_reference(logits, temperature, iterations);
  at::Tensor prototypes = empty_floats({logits.size(1)}), samples = empty_floats({logits.size(0)});
  dispatch_sinkhorn(logits, temperature, iterations, {prototypes, samples});
  return {prototypes, samples};
}

at::Tensor sinkhorn_probabilities_cpu(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_probabilities", logits, temperature, iterations);
  if (!has_float_kernels(logits.scalar_type()) || logits.size(0) == 0)
    return sinkhorn_probabilities_reference(logits, temperature, iterations);
  at::Tensor probabilities = empty_floats(logits.sizes());
  dispatch_sinkhorn(logits, temperature, iterations, {probabilities});
  return probabilities;
}

}  // namespace dino::ops
