// Sinkhorn's factors in float32.
#pragma once
#include "problem.h"

namespace dino::ops::sinkhorn {

// kUnsafe: float32 would lose what matters, and no result is written; likewise kNotFinite: a logit is +inf or
// NaN.
enum class Outcome { kDone, kUnsafe, kNotFinite };

template <class Scalar>
Outcome solve_by_factors(const Problem<Scalar>& problem);

}  // namespace dino::ops::sinkhorn
