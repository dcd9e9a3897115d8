#include "ema_update.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace dino::ops {

void check_ema_update(at::TensorList ema, at::TensorList online, double momentum) {
  TORCH_CHECK_VALUE(ema.size() == online.size(),
                    "dino::ema_update_: expected as many online tensors as ema tensors (", ema.size(),
                    "), got ", online.size());
  TORCH_CHECK_VALUE(momentum >= 0 && momentum <= 1, "dino::ema_update_: momentum: expected 0 to 1, got ",
                    momentum);
  for (size_t i = 0; i < ema.size(); ++i) {
    TORCH_CHECK_VALUE(ema[i].sizes() == online[i].sizes(), "dino::ema_update_: tensor ", i,
                      ": expected online of shape ", ema[i].sizes(), ", got ", online[i].sizes());
    TORCH_CHECK_VALUE(at::isFloatingType(ema[i].scalar_type()), "dino::ema_update_: tensor ", i,
                      ": expected a floating point average, got ", ema[i].scalar_type());
    TORCH_CHECK_VALUE(at::isFloatingType(online[i].scalar_type()), "dino::ema_update_: tensor ", i,
                      ": expected floating point online values, got ", online[i].scalar_type());
    TORCH_CHECK_VALUE(ema[i].device() == online[i].device(), "dino::ema_update_: tensor ", i,
                      ": expected both on ", ema[i].device(), ", got online on ", online[i].device());
  }
}

void ema_update_reference(at::TensorList ema, at::TensorList online, double momentum) {
  check_ema_update(ema, online, momentum);
  at::NoGradGuard no_grad;
  for (size_t i = 0; i < ema.size(); ++i)
    ema[i].mul_(momentum).add_(online[i].detach().to(ema[i].scalar_type()), 1 - momentum);
}

void register_ema_update(Registrar& registrar) {
  registrar.definitions.def(kEmaUpdateSchema);
  registrar.definitions.def(kEmaUpdateReferenceSchema);
  registrar.cpu.impl("ema_update_", TORCH_FN(ema_update_cpu));
  registrar.meta.impl("ema_update_", TORCH_FN(ema_update_meta));
  registrar.autograd.impl("ema_update_", TORCH_FN(ema_update_autograd));
  registrar.composed.impl("ema_update_", TORCH_FN(ema_update_reference));
  registrar.composed.impl("ema_update_reference_", TORCH_FN(ema_update_reference));
}

}  // namespace dino::ops
