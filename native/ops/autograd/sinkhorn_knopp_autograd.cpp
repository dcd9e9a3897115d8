#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include "../sinkhorn_knopp.h"
#include "recorded.h"

namespace dino::ops {

namespace {

// Targets are the teacher's, which learns from no gradient.
void refuse_sinkhorn_gradient(const char* name, const at::Tensor& logits) {
  TORCH_CHECK(!is_recorded(logits), "dino::", name, ": logits requires a gradient; this operator has none");
}

}  // namespace

Scalings sinkhorn_knopp_autograd(const at::Tensor& logits, double temperature, int64_t iterations) {
  refuse_sinkhorn_gradient("sinkhorn_knopp", logits);
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::sinkhorn_knopp", "")
                             .typed<Scalings(const at::Tensor&, double, int64_t)>();
  return op.call(logits, temperature, iterations);
}

at::Tensor sinkhorn_probabilities_autograd(const at::Tensor& logits, double temperature, int64_t iterations) {
  refuse_sinkhorn_gradient("sinkhorn_probabilities", logits);
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::sinkhorn_probabilities", "")
                             .typed<at::Tensor(const at::Tensor&, double, int64_t)>();
  return op.call(logits, temperature, iterations);
}

}  // namespace dino::ops
