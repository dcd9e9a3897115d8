// The moving average of a vector: for *.simd.cpp.
#pragma once
#include "vector.h"

namespace dino::ops::simd::CPU_CAPABILITY {

// average + take * (value - average), or value - (1 - take) * (value - average) from a half up, as at::lerp
// rounds. What is equal stays as it is, infinities included; take is above 0, and 1 gives the value.
template <class Vector, class Number>
struct Averager {
  explicit Averager(double take)
      : factor(static_cast<Number>(take) < Number(0.5) ? static_cast<Number>(take)
                                                       : static_cast<Number>(take) - Number(1)),
        from_average(static_cast<Number>(take) < Number(0.5)),
        replaces(take >= 1) {}

  Vector operator()(const Vector& average, const Vector& value) const {
    if (replaces) return value;
    const Vector moved = at::vec::fmadd(factor, value - average, from_average ? average : value);
    return Vector::blendv(moved, value, average == value);
  }

  Vector factor;
  bool from_average;
  bool replaces;
};

}  // namespace dino::ops::simd::CPU_CAPABILITY
