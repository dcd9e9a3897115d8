#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include "../adamw_ema.h"
#include "recorded.h"

namespace dino::ops {

namespace {

void refuse_recorded(const char* name, at::TensorList tensors) {
  for (size_t i = 0; i < tensors.size(); ++i)
    TORCH_CHECK(!is_recorded(tensors[i]), "dino::adamw_ema_: ", name, "[", i,
                "] requires a gradient and is written; call it without grad mode");
}

}  // namespace

at::Tensor adamw_ema_autograd(const AdamWEma& call) {
  refuse_recorded("parameters", call.parameters);
  refuse_recorded("exp_avg", call.exp_avg);
  refuse_recorded("exp_avg_sq", call.exp_avg_sq);
  refuse_recorded("ema", call.ema);
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op =
      c10::Dispatcher::singleton()
          .findSchemaOrThrow("dino::adamw_ema_", "")
          .typed<at::Tensor(at::TensorList, at::TensorList, at::TensorList, at::TensorList, at::TensorList,
                            at::IntArrayRef, at::ArrayRef<double>, at::ArrayRef<double>, at::ArrayRef<double>,
                            double, double, double, at::IntArrayRef, double, double, bool)>();
  return op.call(call.parameters, call.gradients, call.exp_avg, call.exp_avg_sq, call.ema, call.ema_of,
                 call.lr, call.weight_decay, call.step, call.beta1, call.beta2, call.eps, call.clip_group,
                 call.max_norm, call.momentum, call.skip_non_finite);
}

}  // namespace dino::ops
