#include "target_loss.h"

#include <limits>
#include <type_traits>

#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kSmallest = std::numeric_limits<float>::min();

// How much of a vector counts: all of it, or what a row's end leaves.
struct Whole {
  Floats load(const float* from) const { return Floats::loadu(from); }
  void store(const Floats& values, float* to) const { values.store(to); }
  Floats select(const Floats& values, float) const { return values; }
};
struct Part {
  int count;
  Floats load(const float* from) const { return Floats::loadu(from, count); }
  void store(const Floats& values, float* to) const { values.store(to, count); }
  Floats select(const Floats& values, float other) const { return Floats::set(Floats(other), values, count); }
};

template <class Body>
inline void for_vectors(int64_t count, const Body& body) {
  int64_t i = 0;
  for (; i + Floats::size() <= count; i += Floats::size()) body(i, Whole{});
  if (i < count) body(i, Part{static_cast<int>(count - i)});
}

// body(number, begin, count).
template <class Body>
inline void for_blocks(int64_t count, const Body& body) {
  for (int64_t block = 0, begin = 0; begin < count; ++block, begin += kTargetBlock)
    body(block, begin, count - begin < kTargetBlock ? count - begin : kTargetBlock);
}

template <class Scalar>
inline auto widened(const at::vec::Vectorized<Scalar>& values) {
  if constexpr (std::is_same_v<Scalar, c10::BFloat16>) {
    return at::vec::convert_bfloat16_float(values);
  } else {
    return at::vec::convert_half_float(values);
  }
}
template <class Scalar>
inline auto narrowed(const Floats& low, const Floats& high) {
  if constexpr (std::is_same_v<Scalar, c10::BFloat16>) {
    return at::vec::convert_float_bfloat16(low, high);
  } else {
    return at::vec::convert_float_half(low, high);
  }
}

// A block's values as floats: where they lie, or else in `buffer`.
template <class Scalar>
inline const float* as_floats(const Scalar* from, int64_t count, float* buffer) {
  if constexpr (std::is_same_v<Scalar, float>) {
    return from;
  } else {
    using Scalars = at::vec::Vectorized<Scalar>;
    for (int64_t i = 0; i < count; i += Scalars::size()) {
      const int64_t rest = count - i;
      const auto [low, high] =
          widened(rest < Scalars::size() ? Scalars::loadu(from + i, rest) : Scalars::loadu(from + i));
      low.store(buffer + i);
      high.store(buffer + i + Floats::size());
    }
    return buffer;
  }
}

template <class Scalar>
inline void from_floats(const float* from, int64_t count, Scalar* to) {
  using Scalars = at::vec::Vectorized<Scalar>;
  for (int64_t i = 0; i < count; i += Scalars::size()) {
    const Scalars values =
        narrowed<Scalar>(Floats::loadu(from + i), Floats::loadu(from + i + Floats::size()));
    const int64_t rest = count - i;
    if (rest < Scalars::size()) {
      values.store(to + i, rest);
    } else {
      values.store(to + i);
    }
  }
}

// Room for a block and for what the last vector of it writes too much.
struct Buffer {
  alignas(64) float values[kTargetBlock + 2 * Floats::size()];
};

// NaN may be lost, which the exponentials show.
inline float largest_of(const float* values, int64_t count) {
  // Four at a time: one alone would wait for itself.
  Floats largest[4] = {Floats(-kInfinity), Floats(-kInfinity), Floats(-kInfinity), Floats(-kInfinity)};
  constexpr int64_t kStep = 4 * Floats::size();
  int64_t i = 0;
  for (; i + kStep <= count; i += kStep)
    for (int k = 0; k < 4; ++k)
      largest[k] = at::vec::clamp_min(Floats::loadu(values + i + k * Floats::size()), largest[k]);
  for_vectors(count - i, [&](int64_t k, auto part) {
    largest[0] = at::vec::clamp_min(part.select(part.load(values + i + k), -kInfinity), largest[0]);
  });
  const Floats all = at::vec::clamp_min(at::vec::clamp_min(largest[0], largest[1]),
                                        at::vec::clamp_min(largest[2], largest[3]));
  return across(all, [](float one, float other) { return one > other ? one : other; });
}

// What a block's maximum is subtracted as: where everything is -inf, nothing, so that exp gives 0.
inline float reference_of(float maximum) {
  return maximum == -kInfinity ? 0.0f : maximum;
}

inline void add(float* total, const float* values, int64_t count) {
  for_vectors(count, [&](int64_t i, auto part) {
    part.store(part.load(total + i) + part.load(values + i), total + i);
  });
}

inline double largest_of_blocks(const float* maxima, int64_t blocks) {
  double largest = -kInfinity;
  for (int64_t k = 0; k < blocks; ++k) largest = maxima[k] > largest ? maxima[k] : largest;
  return largest;
}

// Replaces the maxima of a row's blocks by what their exponentials are to be multiplied with to become
// probabilities. Returns the logarithm of the sum of all exponentials relative to the largest of the maxima.
inline double share_out(float* maxima, double largest, const float* sums, int64_t blocks) {
  double total = 0;
  for (int64_t k = 0; k < blocks; ++k) {
    const double share = ::exp(maxima[k] - largest);
    total += sums[k] * share;
    maxima[k] = static_cast<float>(share);
  }
  for (int64_t k = 0; k < blocks; ++k) maxima[k] = static_cast<float>(maxima[k] / total);
  return ::log(total);
}

template <class Scalar>
double softmax(const void* logits, const float* center, int64_t count, float inverse_temperature,
               float* target, const TargetTotals& totals) {
  Buffer buffer;
  const int64_t blocks = target_blocks(count);
  float* sums = target + count;
  float* maxima = sums + blocks;
  float* products = maxima + blocks;
  const Floats inverse(inverse_temperature);
  for_blocks(count, [&](int64_t block, int64_t begin, int64_t size) {
    const float* x = as_floats(static_cast<const Scalar*>(logits) + begin, size, buffer.values);
    float* e = target + begin;
    if (totals.teacher != nullptr) add(totals.teacher + begin, x, size);
    for_vectors(size, [&](int64_t i, auto part) {
      const Floats value =
          center == nullptr ? part.load(x + i) : part.load(x + i) - part.load(center + begin + i);
      part.store(value * inverse, e + i);
    });
    maxima[block] = largest_of(e, size);
    const Floats reference(reference_of(maxima[block]));
    Floats sum(0), product(0);
    for_vectors(size, [&](int64_t i, auto part) {
      const Floats exponent = part.load(e + i) - reference;
      const Floats value = part.select(exp(exponent), 0);
      part.store(value, e + i);
      sum = sum + value;
      // Below that exp is 0, and times -infinity it would be NaN.
      product = at::vec::fmadd(value, at::vec::clamp_min(exponent, Floats(-100)), product);
    });
    sums[block] = lane_sum(sum);
    products[block] = lane_sum(product);
  });
  const double largest = largest_of_blocks(maxima, blocks);
  // Exponents relative to the largest: those themselves would cancel in the entropy, and leave their
  // rounding.
  for (int64_t k = 0; k < blocks; ++k)
    if (sums[k] > 0) products[k] += static_cast<float>(maxima[k] - largest) * sums[k];
  const double log_total = share_out(maxima, largest, sums, blocks);
  double mean_exponent = 0;
  for_blocks(count, [&](int64_t block, int64_t begin, int64_t size) {
    const Floats share(maxima[block]);
    for_vectors(size, [&](int64_t i, auto part) {
      part.store(part.load(target + begin + i) * share, target + begin + i);
    });
    if (totals.targets != nullptr) add(totals.targets + begin, target + begin, size);
    sums[block] *= maxima[block];
    mean_exponent += static_cast<double>(products[block]) * maxima[block];
  });
  return log_total - mean_exponent;
}

// The natural logarithm of x from 1e-38 to 1, within 1e-7 of its value or of 1: x = 2^n m with m from
// sqrt(1/2) to sqrt(2), ln m = 2 artanh((m - 1) / (m + 1)) by its series, whose rest is below 1e-9 there.
inline Floats log(const Floats& x) {
  const Ints origin(0x3f3504f3);  // sqrt(1/2)
  const Ints offset = at::vec::cast<int32_t>(x) - origin;
  const Ints n = offset >> Ints(23);
  const Floats m = at::vec::cast<float>((offset & Ints(0x007fffff)) + origin);
  const Floats z = (m - Floats(1)) / (m + Floats(1));
  const Floats square = z * z;
  Floats series = at::vec::fmadd(square, Floats(2.0f / 9), Floats(2.0f / 7));
  series = at::vec::fmadd(series, square, Floats(2.0f / 5));
  series = at::vec::fmadd(series, square, Floats(2.0f / 3));
  series = at::vec::fmadd(series, square, Floats(2.0f));
  return at::vec::fmadd(at::vec::convert_to_fp_of_same_size<float>(n), Floats(0.693147181f), z * series);
}

template <class Scalar>
double probabilities(const void* row, int64_t count, float* target, const TargetTotals& totals) {
  Buffer buffer;
  float* sums = target + count;
  double entropy = 0;
  for_blocks(count, [&](int64_t block, int64_t begin, int64_t size) {
    const float* x = as_floats(static_cast<const Scalar*>(row) + begin, size, buffer.values);
    if (totals.teacher != nullptr) add(totals.teacher + begin, x, size);
    if (totals.targets != nullptr) add(totals.targets + begin, x, size);
    Floats sum(0), product(0);
    for_vectors(size, [&](int64_t i, auto part) {
      const Floats value = part.load(x + i);
      part.store(value, target + begin + i);
      sum = sum + value;
      // 0 times the logarithm of something else is 0.
      product = at::vec::fmadd(value, log(at::vec::clamp_min(value, Floats(kSmallest))), product);
    });
    sums[block] = lane_sum(sum);
    entropy -= lane_sum(product);
  });
  return entropy;
}

template <class Scalar, bool kGradient>
double cross_entropy(const void* logits, const float* target, int64_t count, float inverse_temperature,
                     void* gradient, double scale, float* scratch) {
  Buffer buffer;
  const int64_t blocks = target_blocks(count);
  const float* target_sums = target + count;
  float* sums = scratch + count;
  float* maxima = sums + blocks;
  float* exponentials = scratch;
  if constexpr (std::is_same_v<Scalar, float>) exponentials = static_cast<float*>(gradient);
  const Floats inverse(inverse_temperature);
  double weight = 0, product = 0;
  for_blocks(count, [&](int64_t block, int64_t begin, int64_t size) {
    const float* x = as_floats(static_cast<const Scalar*>(logits) + begin, size, buffer.values);
    maxima[block] = largest_of(x, size) * inverse_temperature;
    const float reference = reference_of(maxima[block]);
    Floats sum(0), dot(0);
    for_vectors(size, [&](int64_t i, auto part) {
      const Floats exponent = at::vec::fmadd(part.load(x + i), inverse, Floats(-reference));
      const Floats value = part.select(exp(exponent), 0);
      dot = at::vec::fmadd(part.load(target + begin + i), exponent, dot);
      if constexpr (kGradient) part.store(value, exponentials + begin + i);
      sum = sum + value;
    });
    sums[block] = lane_sum(sum);
    weight += target_sums[block];
    product += lane_sum(dot) + static_cast<double>(reference) * target_sums[block];
  });
  const double largest = largest_of_blocks(maxima, blocks);
  const double log_total = largest + share_out(maxima, largest, sums, blocks);
  if constexpr (kGradient) {
    const Floats minus_scale(static_cast<float>(-scale));
    for_blocks(count, [&](int64_t block, int64_t begin, int64_t size) {
      float* result = std::is_same_v<Scalar, float> ? exponentials + begin : buffer.values;
      const Floats factor(static_cast<float>(scale * weight * maxima[block]));
      for_vectors(size, [&](int64_t i, auto part) {
        const Floats pull = part.load(target + begin + i) * minus_scale;
        part.store(at::vec::fmadd(part.load(exponentials + begin + i), factor, pull), result + i);
      });
      if constexpr (!std::is_same_v<Scalar, float>)
        from_floats(result, size, static_cast<Scalar*>(gradient) + begin);
    });
  }
  return weight * log_total - product;
}

template <class Scalar>
double cross_entropy(const void* logits, const float* target, int64_t count, float inverse_temperature,
                     void* gradient, double scale, float* scratch) {
  return gradient == nullptr ? cross_entropy<Scalar, false>(logits, target, count, inverse_temperature,
                                                            nullptr, scale, scratch)
                             : cross_entropy<Scalar, true>(logits, target, count, inverse_temperature,
                                                           gradient, scale, scratch);
}

void combine(const float* const* targets, const float* weights, int64_t number, int64_t count,
             float* target) {
  // Values and sums of blocks alike.
  for_blocks(count + target_blocks(count), [&](int64_t, int64_t begin, int64_t size) {
    for_vectors(size, [&](int64_t i, auto part) {
      Floats sum = part.load(targets[0] + begin + i) * Floats(weights[0]);
      for (int64_t t = 1; t < number; ++t)
        sum = at::vec::fmadd(part.load(targets[t] + begin + i), Floats(weights[t]), sum);
      part.store(sum, target + begin + i);
    });
  });
}

template <class Scalar>
constexpr TargetLossKernels kRows{&softmax<Scalar>, &probabilities<Scalar>, &cross_entropy<Scalar>};

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(TargetLossTable, target_loss_kernels, CPU_CAPABILITY::kRows<float>,
                CPU_CAPABILITY::kRows<c10::BFloat16>, CPU_CAPABILITY::kRows<c10::Half>,
                &CPU_CAPABILITY::combine)

}  // namespace dino::ops::simd
