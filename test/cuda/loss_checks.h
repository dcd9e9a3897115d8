// The losses' kernels compared with the formula in double, whichever loss it is.
#pragma once
#include <optional>

#include "loss_case.h"

namespace cuda_test {

template <class T, class Shape>
void check_case(const LossCase<Shape>& c, cuda::Dtype dtype, const std::string& what) {
  LossProblem<T, Shape> problem(c, dtype, LossValues(c));
  const Row student = problem.student.values(), teacher = problem.teacher.values();
  const Row weights = problem.weights.values();
  const Row center = c.centered ? problem.center.values() : Row{};
  Row targets;
  for (int64_t row = 0; row < c.shape.teacher_rows(); ++row) {
    const Row logits = row_of(teacher, row, c.prototypes);
    const Row q = c.probabilities ? logits : exponentials(log_softmax(logits, center, c.teacher_temperature));
    targets.insert(targets.end(), q.begin(), q.end());
  }
  double loss = 0, losses = 0;
  Row gradient, magnitude;
  for (int64_t row = 0; row < c.shape.student_rows(); ++row) {
    const std::optional<Row> paired = c.shape.pair(row, targets, weights);
    const Pairing pairing = paired ? Pairing(row_of(student, row, c.prototypes), *paired,
                                             c.student_temperature, c.shape.scale(row, weights))
                                   : Pairing(c.prototypes);
    loss += pairing.loss;
    losses += std::fabs(pairing.loss);
    gradient.insert(gradient.end(), pairing.gradient.begin(), pairing.gradient.end());
    magnitude.insert(magnitude.end(), pairing.magnitude.begin(), pairing.magnitude.end());
  }
  problem.run();
  // Weights of both signs: the sum's error goes with its terms.
  check_close(problem.loss.values(), {loss}, 0, std::isfinite(losses) ? 1e-6 + 1e-5 * losses : 0,
              what + " loss");
  if (c.gradient) check_gradients<T>(problem.written().values(), gradient, magnitude, what + " gradient");
  const Statistics statistics(teacher, targets, c.prototypes);
  check_close(problem.teacher_mean.values(), statistics.teacher_mean, 1e-5, 1e-6, what + " teacher_mean");
  if (!c.statistics) return;
  check_close(problem.target_mean.values(), statistics.target_mean, 1e-5, 1e-8, what + " target_mean");
  check_close(problem.target_entropy.values(), {statistics.target_entropy}, 1e-5, 1e-6,
              what + " target_entropy");
}

template <class Shape>
void check_case(const LossCase<Shape>& c) {
  each_type([&](auto zero, cuda::Dtype dtype, const char* type) {
    check_case<decltype(zero)>(c, dtype, type + (" " + c.name()));
  });
}

// One run with other orders of threads must give the same bits.
template <class Shape>
void check_orders(const LossCase<Shape>& c) {
  check_orders(
      [&] {
        LossProblem<float, Shape> problem(c, cuda::Dtype::kFloat, LossValues(c));
        problem.run();
        return problem.results();
      },
      c.name());
}

// One tensor after the other begins where 16 bytes cannot be read.
template <class Shape>
void check_alignment(LossCase<Shape> c) {
  for (size_t moved = 0; moved < c.offsets.size(); ++moved) {
    c.offsets = {};
    c.offsets[moved] = 1;
    check_case(c);
  }
}

}  // namespace cuda_test
