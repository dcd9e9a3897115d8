#include <ATen/ATen.h>

#include "../koleo.h"

namespace dino::ops {

KoleoResult koleo_forward_meta(const at::Tensor& features, int64_t topk, int64_t groups) {
  check_koleo(features, topk, groups);
  return {at::empty({}, features.options().dtype(koleo_dtype(features))),
          at::empty({features.size(0), topk}, features.options().dtype(at::kLong))};
}

at::Tensor koleo_backward_meta(const at::Tensor& grad_loss, const at::Tensor& features,
                               const at::Tensor& neighbours) {
  check_koleo_backward(grad_loss, features, neighbours);
  return at::empty(features.sizes(), features.options());
}

}  // namespace dino::ops
