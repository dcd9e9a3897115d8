#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include "../ema_update.h"
#include "recorded.h"

namespace dino::ops {

// An average is no function to differentiate: writing one that is being recorded is a mistake of the caller.
// Online tensors are a model's parameters, which require gradients; they are read as plain values.
void ema_update_autograd(at::TensorList ema, at::TensorList online, double momentum) {
  for (size_t i = 0; i < ema.size(); ++i)
    TORCH_CHECK(!is_recorded(ema[i]), "dino::ema_update_: tensor ", i,
                " of the average requires a gradient; this operator has none");
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::ema_update_", "")
                             .typed<void(at::TensorList, at::TensorList, double)>();
  op.call(ema, online, momentum);
}

}  // namespace dino::ops
