// Logarithms of Sinkhorn's factors, in double: for any finite logits and -inf, several times slower.
#pragma once
#include "problem.h"

namespace dino::ops::sinkhorn {

template <class Scalar>
void solve_by_logarithms(const Problem<Scalar>& problem);

}  // namespace dino::ops::sinkhorn
