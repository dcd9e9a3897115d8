#include "../ema_update.h"

namespace dino::ops {

void ema_update_meta(at::TensorList ema, at::TensorList online, double momentum) {
  check_ema_update(ema, online, momentum);
}

}  // namespace dino::ops
