// dino::sinkhorn_knopp's kernels, run by the emulator, against sums in double.
#include "checks.h"

#include "ops/cuda/sinkhorn_knopp.cu"

namespace {

using namespace cuda_test;
using namespace dino::ops::cuda;

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Shape {
  int64_t samples, prototypes;
};

struct Factors {
  std::vector<double> prototypes, samples, probabilities;
};

// The contract's formulas, with each sum's own largest term.
double log_factor(const std::vector<double>& terms) {
  double largest = kNever, sum = 0;
  for (const double term : terms) largest = std::isnan(term) ? term : std::max(largest, term);
  if (largest == kNever) return 0;
  for (const double term : terms) sum += std::exp(term - largest);
  return -(largest + std::log(sum));
}

Factors expected(const std::vector<double>& logits, const Shape& shape, double temperature, int iterations) {
  const auto [samples, prototypes] = shape;
  Factors made{std::vector<double>(prototypes), std::vector<double>(samples), {}};
  double largest = kNever;
  for (const double logit : logits)
    if (!(logit <= largest)) largest = logit;
  const double shift = largest == kNever ? 0 : largest;
  const auto exponent = [&](int64_t n, int64_t k) {
    return (logits[n * prototypes + k] - shift) / temperature;
  };
  std::vector<double> terms;
  for (int i = 0; i < iterations; ++i) {
    for (int64_t k = 0; k < prototypes; ++k) {
      terms.clear();
      for (int64_t n = 0; n < samples; ++n) terms.push_back(exponent(n, k) + made.samples[n]);
      made.prototypes[k] = log_factor(terms);
    }
    for (int64_t n = 0; n < samples; ++n) {
      terms.clear();
      for (int64_t k = 0; k < prototypes; ++k) terms.push_back(exponent(n, k) + made.prototypes[k]);
      made.samples[n] = log_factor(terms);
    }
  }
  for (int64_t n = 0; n < samples; ++n)
    for (int64_t k = 0; k < prototypes; ++k)
      made.probabilities.push_back(std::exp(exponent(n, k) + made.prototypes[k] + made.samples[n]));
  for (double& factor : made.samples) factor -= shift / temperature;
  return made;
}

template <class T>
struct Result {
  Buffer<float> prototypes, samples, probabilities;
};

template <class T>
Result<T> computed(const Buffer<T>& logits, Dtype dtype, const Shape& shape, double temperature,
                   int iterations, bool with_probabilities = true) {
  Result<T> made{Buffer<float>(shape.prototypes), Buffer<float>(shape.samples),
                 Buffer<float>(shape.samples * shape.prototypes)};
  const Buffer<char> workspace(sinkhorn_knopp_workspace(shape.samples, shape.prototypes));
  sinkhorn_knopp({logits.data(), dtype, shape.samples, shape.prototypes, static_cast<float>(temperature),
                  iterations, made.prototypes.data(), made.samples.data(),
                  with_probabilities ? made.probabilities.data() : nullptr, workspace.data()},
                 nullptr);
  return made;
}

template <class T>
void compare(const std::vector<double>& values, Dtype dtype, const Shape& shape, double temperature,
             int iterations, const std::string& what, int64_t offset = 0) {
  const Buffer<T> logits(values, offset);
  const Result<T> got = computed(logits, dtype, shape, temperature, iterations);
  const Factors want = expected(logits.values(), shape, temperature, iterations);
  // Exponents are floats as large as the spread of the logits over the temperature, and so is their error.
  double low = 0, high = 0;
  for (const double logit : logits.values())
    if (std::isfinite(logit)) low = std::min(low, logit), high = std::max(high, logit);
  const double error = 4e-6 + 4 * 0x1p-23 * (high - low) / temperature;
  const std::string name = what + " " + std::to_string(shape.samples) + "x" +
                           std::to_string(shape.prototypes) + ", " + std::to_string(iterations) +
                           " iterations";
  check_close(got.prototypes.values(), want.prototypes, 1e-6, error, name + ": log_prototypes");
  check_close(got.samples.values(), want.samples, 1e-6, error, name + ": log_samples");
  check_close(got.probabilities.values(), want.probabilities, 2 * error, 1e-30, name + ": probabilities");
}

std::vector<double> with(std::vector<double> values, const std::vector<int64_t>& at, double value) {
  for (const int64_t i : at) values[static_cast<size_t>(i)] = value;
  return values;
}

void shapes() {
  std::vector<Shape> shapes{{1, 1}, {7, 4}, {9, 8}, {131, 40}};
  if (!kSlow) {
    for (const Shape& shape : std::vector<Shape>{
             {1, 7}, {7, 1}, {7, 3}, {8, 5}, {37, 9}, {37, 16}, {3, 264}, {5, 1031}, {70, 4104}})
      shapes.push_back(shape);
  }
  each_type([&](auto type, Dtype dtype, const char* name) {
    for (const Shape& shape : shapes)
      compare<decltype(type)>(normal(shape.samples * shape.prototypes, 1), dtype, shape, 0.1, 3, name);
  });
}

void iterations() {
  for (const int count : {1, 2, 10})
    compare<float>(normal(12 * 24, 3), Dtype::kFloat, {12, 24}, 0.05, count, "any");
}

// Rows of whole packs that do not begin at a multiple of 16 bytes.
void misaligned() {
  each_type([](auto type, Dtype dtype, const char* name) {
    compare<decltype(type)>(normal(9 * 32, 4), dtype, {9, 32}, 0.1, 3, std::string("misaligned ") + name, 1);
  });
}

void wide() {
  std::vector<double> values = normal(20 * 16, 5, 20);
  for (double& value : values) value = std::clamp(value, -50.0, 50.0);
  // A sample and a prototype that are e^-2500 below the others.
  for (int64_t k = 0; k < 16; ++k) values[3 * 16 + k] = -50;
  for (int64_t n = 0; n < 20; ++n) values[n * 16 + 6] = -50;
  values[0] = 50;
  compare<float>(values, Dtype::kFloat, {20, 16}, 0.04, 3, "+-50");
}

void empty_ones() {
  std::vector<double> values = normal(6 * 8, 6);
  for (int64_t n = 0; n < 6; ++n) values[n * 8 + 5] = kNever;
  for (int64_t k = 0; k < 8; ++k) values[2 * 8 + k] = kNever;
  compare<float>(values, Dtype::kFloat, {6, 8}, 0.1, 3, "an empty prototype and an empty sample");
  compare<float>(with(normal(6 * 8, 7), {0, 9, 17, 47}, kNever), Dtype::kFloat, {6, 8}, 0.1, 3, "some -inf");
  compare<float>(std::vector<double>(6 * 8, kNever), Dtype::kFloat, {6, 8}, 0.1, 3, "nothing but -inf");
}

void not_finite() {
  for (const double value : {kNan, -kNever}) {
    for (const int count : {1, 3}) {
      const Buffer<float> logits(with(normal(9 * 12, 8), {4 * 12 + 7}, value));
      const auto got = computed(logits, Dtype::kFloat, {9, 12}, 0.1, count);
      for (const auto* values : {&got.prototypes, &got.samples, &got.probabilities})
        check_close(values->values(), std::vector<double>(static_cast<size_t>(values->size()), kNan), 0, 0,
                    "one " + std::to_string(value));
    }
  }
}

void factors_alone() {
  const Buffer<float> logits(normal(9 * 12, 9));
  const auto both = computed(logits, Dtype::kFloat, {9, 12}, 0.1, 3);
  const auto alone = computed(logits, Dtype::kFloat, {9, 12}, 0.1, 3, false);
  check(both.prototypes == alone.prototypes && both.samples == alone.samples, "the factors without Q");
  check(std::isnan(alone.probabilities[0]), "Q is left alone");
}

}  // namespace

int main() {
  return run([] {
    shapes();
    iterations();
    misaligned();
    wide();
    empty_ones();
    not_finite();
    factors_alone();
  });
}
