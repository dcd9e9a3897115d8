#include <ATen/ATen.h>

#include "../adamw_ema.h"

namespace dino::ops {

at::Tensor adamw_ema_meta(const AdamWEma& call) {
  return at::empty({check_adamw_ema(call)}, at::device(at::kMeta).dtype(at::kFloat));
}

}  // namespace dino::ops
