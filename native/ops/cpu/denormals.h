// Numbers below 1e-38 as zeros while kernels compute probabilities.
#pragma once
#include <xmmintrin.h>

namespace dino::ops {

// For this thread and as long as it lives. A sharp softmax is full of such numbers, and one of them makes its
// whole vector a hundred times slower on many processors.
class FlushDenormals {
 public:
  FlushDenormals() : before_(_mm_getcsr()) { _mm_setcsr(before_ | kResultsAndOperands); }
  ~FlushDenormals() { _mm_setcsr(before_); }
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  static constexpr unsigned kResultsAndOperands = 0x8040;
  const unsigned before_;
};

}  // namespace dino::ops
