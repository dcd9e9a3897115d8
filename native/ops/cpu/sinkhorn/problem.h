// What both ways to Sinkhorn's factors work on: in float32 (factors.h) and in logarithms (logarithms.h).
#pragma once
#include <cstdint>
#include <vector>

#include <ATen/Parallel.h>

namespace dino::ops::sinkhorn {

struct Piece {
  int64_t begin, end;
};

template <class Scalar>
struct Problem {
  const Scalar* logits;
  int64_t rows, columns, stride;
  double temperature;
  int64_t iterations;
  // Rows shared out by number of thread, so that sums over rows are added in the same order every time.
  std::vector<Piece> pieces;
  // Results: both logarithms, or the probabilities, and else nullptr.
  float* log_prototypes;
  float* log_samples;
  float* probabilities;

  const Scalar* row(int64_t n) const { return logits + n * stride; }
};

// Calls body(number of the piece) for all, in parallel.
template <class Scalar, class Body>
void for_pieces(const Problem<Scalar>& problem, const Body& body) {
  at::parallel_for(0, static_cast<int64_t>(problem.pieces.size()), 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) body(i);
  });
}

}  // namespace dino::ops::sinkhorn
