#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include "../gradient_norms.h"
#include "recorded.h"

namespace dino::ops {

at::Tensor gradient_norms_autograd(at::TensorList gradients, at::IntArrayRef groups) {
  for (size_t i = 0; i < gradients.size(); ++i)
    TORCH_CHECK(!is_recorded(gradients[i]), "dino::gradient_norms: gradients[", i,
                "] requires a gradient; this operator has none");
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::gradient_norms", "")
                             .typed<at::Tensor(at::TensorList, at::IntArrayRef)>();
  return op.call(gradients, groups);
}

}  // namespace dino::ops
