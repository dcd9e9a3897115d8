// The losses' formulas in double, row by row, and how kernels are compared with them.
#pragma once
#include <algorithm>
#include <array>
#include <limits>

#include "checks.h"

namespace cuda_test {

using Row = std::vector<double>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

inline Row row_of(const Row& values, int64_t row, int64_t columns) {
  return {values.begin() + row * columns, values.begin() + (row + 1) * columns};
}

inline double sum_of(const Row& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum;
}

// log softmax of (row - center) / temperature.
inline Row log_softmax(Row row, const Row& center, double temperature) {
  double maximum = -kInfinity, sum = 0;
  for (size_t i = 0; i < row.size(); ++i) {
    row[i] = (row[i] - (center.empty() ? 0 : center[i])) / temperature;
    maximum = std::fmax(maximum, row[i]);
  }
  for (const double v : row) sum += std::exp(v - maximum);
  for (double& v : row) v -= maximum + std::log(sum);
  return row;
}

inline Row exponentials(Row row) {
  for (double& v : row) v = std::exp(v);
  return row;
}

inline double entropy(const Row& probabilities) {
  double sum = 0;
  for (const double p : probabilities) sum -= p == 0 ? 0 : p * std::log(p);
  return sum;
}

// What a loss returns beside itself, of targets that are `targets`, one row after another.
struct Statistics {
  Row teacher_mean, target_mean;
  double target_entropy = 0;

  Statistics(const Row& teacher, const Row& targets, int64_t columns)
      : teacher_mean(columns), target_mean(columns) {
    const auto rows = static_cast<int64_t>(teacher.size()) / columns;
    for (size_t i = 0; i < teacher.size(); ++i) {
      teacher_mean[i % columns] += teacher[i] / rows;
      target_mean[i % columns] += targets[i] / rows;
    }
    for (int64_t row = 0; row < rows; ++row) target_entropy += entropy(row_of(targets, row, columns)) / rows;
  }
};

// A student's row against targets: what it adds to the loss and, if it is to be compared, its gradient and
// the sum of the magnitudes that make it.
struct Pairing {
  double loss = 0;
  Row gradient, magnitude;

  // Of a row without weight.
  explicit Pairing(int64_t columns) : gradient(columns), magnitude(columns) {}
  Pairing(const Row& student, const Row& targets, double temperature, double scale)
      : gradient(student.size()), magnitude(student.size()) {
    const Row log_p = log_softmax(student, {}, temperature);
    const double mass = sum_of(targets);
    for (size_t i = 0; i < student.size(); ++i) {
      loss -= scale * targets[i] * log_p[i];
      const double p = mass * std::exp(log_p[i]);
      gradient[i] = scale / temperature * (p - targets[i]);
      magnitude[i] = std::fabs(scale) / temperature * (std::fabs(p) + std::fabs(targets[i]));
    }
  }
};

// Errors count in proportion to what the gradient is the difference of; below what T can hold, absolutely.
template <class T>
void check_gradients(const Row& got, const Row& want, const Row& magnitude, const std::string& what) {
  const double least = std::is_same_v<T, __half> ? 2e-3 : 1e-25;
  Row scaled_got(got), scaled_want(want);
  for (size_t i = 0; i < want.size() && i < got.size(); ++i) {
    const double unit = std::isfinite(magnitude[i]) ? std::max(magnitude[i], least) : 1;
    scaled_got[i] /= unit;
    scaled_want[i] /= unit;
  }
  check_close(scaled_got, scaled_want, kRounding<T>, 2e-5, what);
}

// One run with other orders of threads must give the same bits.
template <class Run>
void check_orders(const Run& run, const std::string& what) {
  const char* order = std::getenv("CUEMU_SEED");
  const std::string before = order == nullptr ? "0" : order;
  const auto first = run();
  setenv("CUEMU_SEED", before == "1" ? "5" : "1", 1);
  const auto second = run();
  setenv("CUEMU_SEED", before.c_str(), 1);
  check(first == second, what + ": the same bits in another order of threads");
}

}  // namespace cuda_test
