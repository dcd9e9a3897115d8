#include "../ema_update.h"

#include <ATen/ATen.h>

namespace dino::ops {

void ema_update_meta(at::TensorList ema, at::TensorList online, double momentum) {
  check_ema_update(ema, online, momentum);
  // One of them is enough to come here.
  for (size_t i = 0; i < ema.size(); ++i)
    TORCH_CHECK_VALUE(ema[i].is_meta(), "dino::ema_update_: tensor ", i,
                      ": expected it on meta as others are, got ", ema[i].device());
}

}  // namespace dino::ops
