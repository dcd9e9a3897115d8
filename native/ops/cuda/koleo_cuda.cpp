#include "../koleo.h"

#include <ATen/ATen.h>

#include "device.h"
#include "koleo.h"
#include "registrar.h"

namespace dino::ops::cuda {

namespace {

static_assert(kKoleoEpsilon == static_cast<float>(ops::kKoleoEpsilon) &&
              kKoleoSmallestDistance == static_cast<float>(ops::kKoleoSmallestDistance));

// Contiguous features and what the kernels want beside them.
struct Rows {
  at::Tensor features;
  at::Tensor inverses;

  explicit Rows(const at::Tensor& from) : features(from.contiguous()), inverses(floats({from.size(0)})) {}
  at::Tensor floats(at::IntArrayRef sizes) const {
    return at::empty(sizes, features.options().dtype(at::kFloat));
  }
  KoleoFeatures pointers() const {
    return {features.const_data_ptr(), *dtype_of(features.scalar_type()), features.size(0), features.size(1),
            inverses.mutable_data_ptr<float>()};
  }
};

KoleoResult koleo_forward_cuda(const at::Tensor& features, int64_t topk, int64_t groups) {
  check_koleo(features, topk, groups);
  if (!dtype_of(features.scalar_type()) || topk > kKoleoMostNeighbours)
    return koleo_forward_reference(features, topk, groups);
  const OnDevice device(features.device());
  const Rows rows(features);
  at::Tensor loss = rows.floats({});
  at::Tensor neighbours = at::empty({features.size(0), topk}, features.options().dtype(at::kLong));
  const at::Tensor terms = rows.floats(neighbours.sizes());
  koleo({rows.pointers(), topk, groups, neighbours.mutable_data_ptr<int64_t>(),
         terms.mutable_data_ptr<float>(), loss.mutable_data_ptr<float>()},
        device.stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return {loss, neighbours};
}

// Neighbours' values are not checked, which would wait for the device: what is no row makes NaN.
at::Tensor koleo_backward_cuda(const at::Tensor& grad_loss, const at::Tensor& features,
                               const at::Tensor& neighbours) {
  check_koleo_backward(grad_loss, features, neighbours);
  if (!dtype_of(features.scalar_type())) return koleo_backward_reference(grad_loss, features, neighbours);
  at::Tensor grad_features = at::empty(features.sizes(), features.options());
  if (grad_features.numel() == 0) return grad_features;
  const OnDevice device(features.device());
  const Rows rows(features);
  const at::Tensor given = grad_loss.to(at::kFloat), near = neighbours.contiguous(),
                   scales = rows.floats(neighbours.sizes()), directional = rows.floats(features.sizes());
  koleo_backward({rows.pointers(), neighbours.size(1), near.const_data_ptr<int64_t>(),
                  given.const_data_ptr<float>(), scales.mutable_data_ptr<float>(),
                  directional.mutable_data_ptr<float>(), grad_features.mutable_data_ptr()},
                 device.stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return grad_features;
}

}  // namespace

void register_koleo(torch::Library& cuda) {
  cuda.impl("_koleo", TORCH_FN(koleo_forward_cuda));
  cuda.impl("koleo_backward", TORCH_FN(koleo_backward_cuda));
}

}  // namespace dino::ops::cuda
