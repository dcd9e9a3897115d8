#include "core/ema.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>

namespace dino {

void ema_update(const std::vector<at::Tensor>& ema, const std::vector<at::Tensor>& online, double momentum) {
  // By name, not by symbol: the operator library is loaded on its own and the addon does not need it to link.
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::ema_update_", "")
                             .typed<void(at::TensorList, at::TensorList, double)>();
  at::NoGradGuard no_grad;
  op.call(ema, online, momentum);
}

}  // namespace dino
