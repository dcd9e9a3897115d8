#include "adamw_ema.h"

#include <algorithm>
#include <type_traits>

#include "average.h"
#include "pairs.h"
#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

// The operations, their order and where they are fused to one rounding are those of at::_fused_adamw_ for
// float32: results are the same to the bit. It fills vectors of eight and computes the elements that are left
// one by one, with another product rounded in the running square.
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

  // `in_eights`: so many elements, the first, are none of those that are left.
  void operator()(Floats& parameter, Floats gradient, Floats& mean, Floats& square,
                  int64_t in_eights = Floats::size()) const {
    gradient = gradient * gradient_;
    mean = at::vec::fmadd(mean_factor_, gradient - mean, from_mean_ ? mean : gradient);
    const Floats added = square_take_ * gradient;
    const Floats before = square;
    square = at::vec::fmadd(added, gradient, before * square_keep_);
    if (in_eights < Floats::size())
      square = Floats::blendv(at::vec::fmadd(before, square_keep_, added * gradient), square,
                              Floats::arange(0.0f, 1.0f) < Floats(static_cast<float>(in_eights)));
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

// Of the last `count` elements, how many from element `first` on lie in vectors of eight.
int64_t in_eights(int64_t first, int64_t count) {
  return std::max<int64_t>(0, count / 8 * 8 - first);
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
    update(parameter.a, gradient.a, mean.a, square.a, in_eights(0, count)...);
    update(parameter.b, gradient.b, mean.b, square.b, in_eights(Floats::size(), count)...);
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

DINO_SIMD_TABLE(AdamWEmaKernels, adamw_ema_kernels, &CPU_CAPABILITY::step<float>,
                &CPU_CAPABILITY::step<c10::BFloat16>, &CPU_CAPABILITY::step<c10::Half>)

}  // namespace dino::ops::simd
