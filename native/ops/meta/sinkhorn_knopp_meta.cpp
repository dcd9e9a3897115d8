#include <ATen/ATen.h>

#include "../sinkhorn_knopp.h"

namespace dino::ops {

Scalings sinkhorn_knopp_meta(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_knopp", logits, temperature, iterations);
  const auto options = logits.options().dtype(sinkhorn_dtype(logits));
  return {at::empty({logits.size(1)}, options), at::empty({logits.size(0)}, options)};
}

at::Tensor sinkhorn_probabilities_meta(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_probabilities", logits, temperature, iterations);
  return at::empty(logits.sizes(), logits.options().dtype(sinkhorn_dtype(logits)));
}

}  // namespace dino::ops
