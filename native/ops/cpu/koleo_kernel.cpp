#include "../koleo.h"

namespace dino::ops {

KoleoResult koleo_forward_cpu(const at::Tensor& features, int64_t topk, int64_t groups) {
  return koleo_forward_reference(features, topk, groups);
}

at::Tensor koleo_backward_cpu(const at::Tensor& grad_loss, const at::Tensor& features,
                              const at::Tensor& neighbours) {
  return koleo_backward_reference(grad_loss, features, neighbours);
}

}  // namespace dino::ops
