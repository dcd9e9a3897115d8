#include "../sinkhorn_knopp.h"

namespace dino::ops {

Scalings sinkhorn_knopp_cpu(const at::Tensor& logits, double temperature, int64_t iterations) {
  return sinkhorn_knopp_reference(logits, temperature, iterations);
}

at::Tensor sinkhorn_probabilities_cpu(const at::Tensor& logits, double temperature, int64_t iterations) {
  return sinkhorn_probabilities_reference(logits, temperature, iterations);
}

}  // namespace dino::ops
