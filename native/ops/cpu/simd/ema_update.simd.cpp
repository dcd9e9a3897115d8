#include "ema_update.h"

#include <algorithm>

#include "average.h"
#include "pairs.h"
#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

template <class Online>
void in_floats(float* ema, const Online* online, int64_t count, double take) {
  const Averager<Floats, float> average(take);
  const auto pair = [&](int64_t i, auto... count) {
    const Pair from = Pair::load(ema + i, count...), to = Pair::load(online + i, count...);
    Pair{average(from.a, to.a), average(from.b, to.b)}.store(ema + i, count...);
  };
  int64_t i = 0;
  for (; i + Pair::size() <= count; i += Pair::size()) pair(i);
  if (i < count) pair(i, count - i);
}

// The online values are brought to the average's precision a few at a time: rare, and still no slower than
// memory.
template <class Number, class Online>
void converted(Number* ema, const Online* online, int64_t count, double take) {
  using Numbers = at::vec::Vectorized<Number>;
  const Averager<Numbers, Number> average(take);
  for (int64_t i = 0; i < count; i += Numbers::size()) {
    const int64_t here = std::min<int64_t>(Numbers::size(), count - i);
    Number values[Numbers::size()] = {};
    for (int64_t k = 0; k < here; ++k) values[k] = static_cast<Number>(online[i + k]);
    average(Numbers::loadu(ema + i, here), Numbers::loadu(values)).store(ema + i, here);
  }
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(EmaUpdateKernels, ema_update_kernels, &CPU_CAPABILITY::in_floats<float>,
                &CPU_CAPABILITY::converted<float, double>, &CPU_CAPABILITY::in_floats<c10::BFloat16>,
                &CPU_CAPABILITY::in_floats<c10::Half>, &CPU_CAPABILITY::converted<double, float>,
                &CPU_CAPABILITY::converted<double, double>, &CPU_CAPABILITY::converted<double, c10::BFloat16>,
                &CPU_CAPABILITY::converted<double, c10::Half>)

}  // namespace dino::ops::simd
