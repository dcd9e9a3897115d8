// Two vectors of float32 at a time, from and to float32, bfloat16 or float16: for *.simd.cpp.
#pragma once
#include <ATen/cpu/vec/functional.h>

#include <algorithm>
#include <type_traits>

#include "vector.h"

namespace dino::ops::simd::CPU_CAPABILITY {

struct Pair {
  Floats a, b;

  static constexpr int64_t size() { return 2 * Floats::size(); }

  // `count`, where it is given, is less than a pair.
  template <class Number>
  static Pair load(const Number* from, int64_t count = size()) {
    if constexpr (std::is_same_v<Number, float>) {
      const int64_t first = std::min<int64_t>(count, Floats::size());
      if (count == size()) return {Floats::loadu(from), Floats::loadu(from + first)};
      return {Floats::loadu(from, first),
              count > first ? Floats::loadu(from + first, count - first) : Floats(0)};
    } else {
      using Halves = at::vec::Vectorized<Number>;
      const auto [a, b] = at::vec::convert_to_float<Number>(count == size() ? Halves::loadu(from)
                                                                            : Halves::loadu(from, count));
      return {a, b};
    }
  }

  template <class Number>
  void store(Number* to, int64_t count = size()) const {
    if constexpr (std::is_same_v<Number, float>) {
      const int64_t first = std::min<int64_t>(count, Floats::size());
      a.store(to, first);
      if (count > first) b.store(to + first, count - first);
    } else {
      at::vec::convert_from_float<Number>(a, b).store(to, count);
    }
  }
};

}  // namespace dino::ops::simd::CPU_CAPABILITY
