#include <ATen/ATen.h>

#include "../gradient_norms.h"

namespace dino::ops {

at::Tensor gradient_norms_meta(at::TensorList gradients, at::IntArrayRef groups) {
  return at::empty({check_gradient_norms(gradients, groups)}, at::device(at::kMeta).dtype(at::kDouble));
}

}  // namespace dino::ops
