// dino::_koleo's kernels and its gradient's, run by the emulator, against sums in double.
#include "checks.h"

#include "ops/cuda/koleo.cu"

namespace {

using namespace cuda_test;
using namespace dino::ops::cuda;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Shape {
  int64_t samples, width, topk, groups;
};

std::string text(const Shape& shape) {
  return std::to_string(shape.samples) + "x" + std::to_string(shape.width) + ", " +
         std::to_string(shape.topk) + " neighbours, " + std::to_string(shape.groups) + " groups";
}

// The contract's formulas.
struct Expected {
  std::vector<double> rows, lengths;
  Shape shape;
  // Of the gradient's sums, in which duplicates cancel.
  double largest_term = 0;

  Expected(const std::vector<double>& features, const Shape& of) : rows(features), shape(of) {
    for (int64_t n = 0; n < shape.samples; ++n) {
      double square = 0;
      for (int64_t i = 0; i < shape.width; ++i) square += at(n, i) * at(n, i);
      const double length = std::sqrt(square);
      lengths.push_back(length < 1e-8 ? 1e-8 : length);
      for (int64_t i = 0; i < shape.width; ++i) at(n, i) /= lengths.back();
    }
  }
  double& at(int64_t row, int64_t column) { return rows[row * shape.width + column]; }
  double cosine(int64_t a, int64_t b) {
    double sum = 0;
    for (int64_t i = 0; i < shape.width; ++i) sum += at(a, i) * at(b, i);
    return sum;
  }
  double difference(int64_t a, int64_t b, int64_t i) { return at(a, i) - at(b, i) + 1e-8; }
  double distance(int64_t a, int64_t b) {
    double sum = 0;
    for (int64_t i = 0; i < shape.width; ++i) sum += difference(a, b, i) * difference(a, b, i);
    return std::sqrt(sum);
  }
  double loss(const std::vector<double>& neighbours) {
    double sum = 0;
    for (size_t pair = 0; pair < neighbours.size(); ++pair)
      sum -= std::log(distance(pair / shape.topk, static_cast<int64_t>(neighbours[pair])) + 1e-8);
    return sum / static_cast<double>(neighbours.size());
  }
  std::vector<double> gradient(const std::vector<double>& neighbours, double grad_loss) {
    std::vector<double> made(rows.size());
    for (size_t pair = 0; pair < neighbours.size(); ++pair) {
      const int64_t row = pair / shape.topk, other = static_cast<int64_t>(neighbours[pair]);
      const double clamped = std::max(distance(row, other), 1e-6);
      const double scale = -grad_loss / static_cast<double>(neighbours.size()) / (clamped * (clamped + 1e-8));
      for (int64_t i = 0; i < shape.width; ++i) {
        const double term = scale * difference(row, other, i);
        made[row * shape.width + i] += term;
        made[other * shape.width + i] -= term;
        largest_term = std::max(largest_term, std::fabs(term) / std::min(lengths[row], lengths[other]));
      }
    }
    for (int64_t n = 0; n < shape.samples; ++n) {
      double along = 0;
      for (int64_t i = 0; i < shape.width; ++i) along += made[n * shape.width + i] * at(n, i);
      if (lengths[n] <= 1e-8) along = 0;
      for (int64_t i = 0; i < shape.width; ++i)
        made[n * shape.width + i] = (made[n * shape.width + i] - at(n, i) * along) / lengths[n];
    }
    return made;
  }
};

struct Forward {
  Buffer<int64_t> neighbours;
  double loss;
};

template <class T>
Forward forward(const Buffer<T>& features, Dtype dtype, const Shape& shape) {
  const Buffer<float> inverses(shape.samples), terms(shape.samples * shape.topk), loss(1);
  Forward made{Buffer<int64_t>(shape.samples * shape.topk), 0};
  koleo({{features.data(), dtype, shape.samples, shape.width, inverses.data()},
         shape.topk,
         shape.groups,
         made.neighbours.data(),
         terms.data(),
         loss.data()},
        nullptr);
  made.loss = loss[0];
  return made;
}

template <class T>
Buffer<T> backward(const Buffer<T>& features, Dtype dtype, const Shape& shape,
                   const Buffer<int64_t>& neighbours, float grad_loss) {
  const Buffer<float> inverses(shape.samples), scales(shape.samples * shape.topk), given(1),
      directional(shape.samples * shape.width);
  given[0] = grad_loss;
  Buffer<T> made(shape.samples * shape.width);
  koleo_backward({{features.data(), dtype, shape.samples, shape.width, inverses.data()},
                  shape.topk,
                  neighbours.data(),
                  given.data(),
                  scales.data(),
                  directional.data(),
                  made.data()},
                 nullptr);
  return made;
}

// Rows of the group, none twice or the row itself, whose cosines are the greatest, best first. Which of two
// that differ by rounding alone is not asked.
void check_neighbours(Expected& expected, const std::vector<double>& got, const std::string& what) {
  const Shape& shape = expected.shape;
  const int64_t size = shape.samples / shape.groups;
  for (int64_t row = 0; row < shape.samples; ++row) {
    const int64_t group = row / size * size;
    std::vector<double> best, taken;
    for (int64_t other = group; other < group + size; ++other)
      if (other != row) best.push_back(expected.cosine(row, other));
    std::sort(best.rbegin(), best.rend());
    best.resize(static_cast<size_t>(shape.topk));
    std::vector<bool> seen(static_cast<size_t>(size));
    for (int64_t i = 0; i < shape.topk; ++i) {
      const auto other = static_cast<int64_t>(got[row * shape.topk + i]);
      const bool fits = other >= group && other < group + size && other != row && !seen[other - group];
      if (!fits)
        return check(false,
                     what + ": row " + std::to_string(row) + " has neighbour " + std::to_string(other));
      seen[other - group] = true;
      taken.push_back(expected.cosine(row, other));
    }
    check_close(taken, best, 0, 2e-6, what + ": cosines of row " + std::to_string(row));
  }
}

template <class T>
void compare(const std::vector<double>& values, Dtype dtype, const Shape& shape, const std::string& name,
             int64_t offset = 0) {
  const std::string what = name + " " + text(shape);
  const Buffer<T> features(values, offset);
  Expected expected(features.values(), shape);
  const Forward got = forward(features, dtype, shape);
  const std::vector<double> neighbours = got.neighbours.values();
  check_neighbours(expected, neighbours, what);
  check_close({got.loss}, {expected.loss(neighbours)}, 1e-5, 1e-5, what + ": loss");
  const std::vector<double> want = expected.gradient(neighbours, 0.7);
  const Buffer<T> gradient = backward(features, dtype, shape, got.neighbours, 0.7f);
  check_close(gradient.values(), want, 2 * kRounding<T>, 1e-5 * expected.largest_term + 6e-8,
              what + ": gradient");
}

void shapes() {
  each_type([](auto type, Dtype dtype, const char* name) {
    using T = decltype(type);
    for (const Shape& shape : std::vector<Shape>{
             {2, 1, 1, 1}, {2, 7, 1, 1}, {3, 8, 2, 1}, {7, 9, 1, 1}, {37, 37, 3, 1}, {66, 40, 1, 1}})
      compare<T>(normal(shape.samples * shape.width, 1), dtype, shape, name);
  });
  compare<float>(normal(66 * 33, 2), Dtype::kFloat, {66, 33, 1, 3}, "many");
  compare<float>(normal(33 * 6, 3), Dtype::kFloat, {33, 6, 32, 1}, "all");
  if (!kSlow) compare<float>(normal(150 * 300, 4), Dtype::kFloat, {150, 300, 5, 2}, "large");
  if (!kSlow) compare<__nv_bfloat16>(normal(130 * 264, 4), Dtype::kBFloat16, {130, 264, 32, 1}, "large");
}

void misaligned() {
  each_type([](auto type, Dtype dtype, const char* name) {
    compare<decltype(type)>(normal(9 * 32, 5), dtype, {9, 32, 1, 1}, std::string("misaligned ") + name, 1);
  });
}

// Cosines that are equal to the bit: rows that point along one axis or along another.
void ties() {
  const Shape shape{70, 4, 3, 1};
  std::vector<double> values(static_cast<size_t>(shape.samples * shape.width));
  for (int64_t n = 0; n < shape.samples; ++n) values[n * 4 + n % 2] = 1;
  const Forward got = forward(Buffer<float>(values), Dtype::kFloat, shape);
  std::vector<double> want;
  for (int64_t n = 0; n < shape.samples; ++n) {
    int64_t taken = 0;
    for (int64_t other = n % 2; taken < shape.topk; other += 2)
      if (other != n) want.push_back(static_cast<double>(other)), ++taken;
  }
  check_close(got.neighbours.values(), want, 0, 0, "of equally near rows the first");
}

// Duplicates, rows of zeros, and a row that every other has as its neighbour.
void corners() {
  std::vector<double> values = normal(9 * 8, 6);
  std::copy_n(values.begin(), 8, values.begin() + 5 * 8);
  compare<float>(values, Dtype::kFloat, {9, 8, 1, 1}, "duplicates");
  std::fill_n(values.begin() + 2 * 8, 8, 0);
  std::fill_n(values.begin() + 6 * 8, 8, 0);
  compare<float>(values, Dtype::kFloat, {9, 8, 2, 1}, "zeros");
  std::vector<double> star(300 * 4);
  for (int64_t n = 0; n < 300; ++n) {
    const double angle = 6.283185307179586 * static_cast<double>(n) / 299;
    star[n * 4] = n == 0 ? 1 : 0.1;
    star[n * 4 + 1] = n == 0 ? 0 : std::cos(angle), star[n * 4 + 2] = n == 0 ? 0 : std::sin(angle);
  }
  const Shape shape{300, 4, 1, 1};
  Buffer<int64_t> neighbours(300);
  for (int64_t n = 0; n < 300; ++n) neighbours[n] = n == 0 ? 1 : 0;
  const Buffer<float> features(star);
  check_close(backward(features, Dtype::kFloat, shape, neighbours, 1).values(),
              Expected(features.values(), shape).gradient(neighbours.values(), 1), 1e-5, 1e-6,
              "the neighbour of all others");
}

void not_finite() {
  const Shape shape{40, 12, 2, 1};
  for (const double value : {kNan, std::numeric_limits<double>::infinity()}) {
    std::vector<double> values = normal(shape.samples * shape.width, 7);
    values[3 * 12 + 5] = value;
    const Buffer<float> features(values);
    const Forward got = forward(features, Dtype::kFloat, shape);
    check(std::isnan(got.loss), "the loss of a row that is not finite");
    bool known = true;
    for (const double other : got.neighbours.values()) known = known && other >= 0 && other < 40;
    check(known, "neighbours are rows though one is not finite");
    check(std::isnan(backward(features, Dtype::kFloat, shape, got.neighbours, 1)[3 * 12]),
          "the gradient of a row that is not finite");
  }
  Buffer<int64_t> wrong(80);
  for (int64_t i = 0; i < 80; ++i) wrong[i] = (i + 3) % 40;
  wrong[10] = 40, wrong[30] = -1;
  const Buffer<float> gradient =
      backward(Buffer<float>(normal(shape.samples * shape.width, 8)), Dtype::kFloat, shape, wrong, 1);
  check(std::isnan(gradient[5 * 12]) && std::isnan(gradient[15 * 12 + 11]) && !std::isnan(gradient[6 * 12]),
        "a neighbour that is no row makes its own row's gradient NaN");
}

}  // namespace

int main() {
  return run([] {
    shapes();
    misaligned();
    ties();
    corners();
    not_finite();
  });
}
