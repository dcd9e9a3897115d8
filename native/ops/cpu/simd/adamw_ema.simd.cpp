#include "adamw_ema.h"

#include <algorithm>
#include <type_traits>

#include "average.h"
#include "pairs.h"
#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

// The compiler's own vectors: LibTorch's have no way from float32 to float64 that is fast everywhere.
using EightFloats [[gnu::vector_size(32), gnu::aligned(4)]] = float;
using EightDoubles [[gnu::vector_size(64)]] = double;

// Squares of float32 are exact in float64 and element i belongs to sum i % 32: the same bits with any
// instruction set.
constexpr int64_t kSums = 32;

double squares(const float* values, int64_t count) {
  EightDoubles sums[kSums / 8] = {};
  const auto add = [&](const float* from) {
    for (int64_t k = 0; k < kSums / 8; ++k) {
      const EightFloats eight = reinterpret_cast<const EightFloats*>(from)[k];
      const EightDoubles wide = __builtin_convertvector(eight, EightDoubles);
      sums[k] += wide * wide;
    }
  };
  int64_t i = 0;
  for (; i + kSums <= count; i += kSums) add(values + i);
  if (i < count) {
    float rest[kSums] = {};
    for (int64_t k = 0; i + k < count; ++k) rest[k] = values[i + k];
    add(rest);
  }
  double sum = 0;
  for (const EightDoubles& eight : sums)
    for (int64_t k = 0; k < 8; ++k) sum += eight[k];
  return sum;
}

template <class Half>
double squares(const Half* values, int64_t count) {
  constexpr int64_t kRow = 1024;
  float row[kRow];
  double sum = 0;
  for (int64_t begin = 0; begin < count; begin += kRow) {
    const int64_t length = std::min(kRow, count - begin);
    int64_t i = 0;
    for (; i + Pair::size() <= length; i += Pair::size()) Pair::load(values + begin + i).store(row + i);
    if (i < length) Pair::load(values + begin + i, length - i).store(row + i, length - i);
    sum += squares(row, length);
  }
  return sum;
}

// The operations, their order and where they are fused to one rounding are those of at::_fused_adamw_ for
// float32: results are the same to the bit.
class Update {
 public:
  explicit Update(const AdamWStep& step)
      : gradient_(step.gradient),
        keep_(step.keep),
        square_keep_(step.square_keep),
        square_take_(step.square_take),
        root_(step.root),
        eps_(step.eps),
        size_(-step.size),
        mean_factor_(static_cast<float>(step.mean_take)),
        from_mean_(static_cast<float>(step.mean_take) < 0.5f) {
    if (!from_mean_) mean_factor_ = mean_factor_ - Floats(1.0f);
  }

  void operator()(Floats& parameter, Floats gradient, Floats& mean, Floats& square) const {
    gradient = gradient * gradient_;
    mean = at::vec::fmadd(mean_factor_, gradient - mean, from_mean_ ? mean : gradient);
    square = at::vec::fmadd(square_take_ * gradient, gradient, square * square_keep_);
    parameter = parameter * keep_ + size_ * mean / (square.sqrt() / root_ + eps_);
  }

 private:
  Floats gradient_, keep_, square_keep_, square_take_, root_, eps_, size_, mean_factor_;
  bool from_mean_;
};

// What was written to memory, as the average reads it.
template <class Parameter>
Pair rounded(const Pair& values) {
  if constexpr (std::is_same_v<Parameter, float>) {
    return values;
  } else {
    const auto [a, b] =
        at::vec::convert_to_float<Parameter>(at::vec::convert_from_float<Parameter>(values.a, values.b));
    return {a, b};
  }
}

template <class Parameter, bool averages>
void step_row(const AdamWRow<Parameter>& row, const AdamWStep& step) {
  const Update update(step);
  const Averager<Floats, float> average(step.average_take);
  // `count`: nothing for a whole pair, or how many elements of it there are.
  const auto pair = [&](int64_t i, auto... count) {
    Pair parameter = Pair::load(row.parameter + i, count...);
    Pair mean = Pair::load(row.mean + i, count...);
    Pair square = Pair::load(row.square + i, count...);
    const Pair gradient = Pair::load(row.gradient + i, count...);
    update(parameter.a, gradient.a, mean.a, square.a);
    update(parameter.b, gradient.b, mean.b, square.b);
    mean.store(row.mean + i, count...);
    square.store(row.square + i, count...);
    parameter.store(row.parameter + i, count...);
    if constexpr (averages) {
      const Pair value = rounded<Parameter>(parameter), before = Pair::load(row.average + i, count...);
      Pair{average(before.a, value.a), average(before.b, value.b)}.store(row.average + i, count...);
    }
  };
  int64_t i = 0;
  for (; i + Pair::size() <= row.count; i += Pair::size()) pair(i);
  if (i < row.count) pair(i, row.count - i);
}

template <class Parameter>
void step(const AdamWRow<Parameter>& row, const AdamWStep& step) {
  row.average == nullptr ? step_row<Parameter, false>(row, step) : step_row<Parameter, true>(row, step);
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(AdamWEmaKernels, adamw_ema_kernels, &CPU_CAPABILITY::squares,
                &CPU_CAPABILITY::squares<c10::BFloat16>, &CPU_CAPABILITY::squares<c10::Half>,
                &CPU_CAPABILITY::step<float>, &CPU_CAPABILITY::step<c10::BFloat16>,
                &CPU_CAPABILITY::step<c10::Half>)

}  // namespace dino::ops::simd
