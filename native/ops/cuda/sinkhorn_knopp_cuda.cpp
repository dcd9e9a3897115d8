#include "../sinkhorn_knopp.h"

#include <ATen/ATen.h>

#include "device.h"
#include "registrar.h"
#include "sinkhorn_knopp.h"

namespace dino::ops::cuda {

namespace {

// `probabilities` is where Q is written to, or undefined.
Scalings scalings(const at::Tensor& logits, double temperature, int64_t iterations,
                  const at::Tensor& probabilities) {
  const auto options = logits.options().dtype(at::kFloat);
  const int64_t samples = logits.size(0), prototypes = logits.size(1);
  if (samples == 0) return {at::zeros({prototypes}, options), at::zeros({0}, options)};
  const at::Tensor rows = logits.contiguous();
  at::Tensor log_prototypes = at::empty({prototypes}, options), log_samples = at::empty({samples}, options);
  const at::Tensor workspace =
      at::empty({sinkhorn_knopp_workspace(samples, prototypes)}, options.dtype(at::kByte));
  const OnDevice device(logits.device());
  sinkhorn_knopp({rows.const_data_ptr(), *dtype_of(logits.scalar_type()), samples, prototypes,
                  static_cast<float>(temperature), iterations, log_prototypes.mutable_data_ptr<float>(),
                  log_samples.mutable_data_ptr<float>(),
                  probabilities.defined() ? probabilities.mutable_data_ptr<float>() : nullptr,
                  workspace.mutable_data_ptr()},
                 device.stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return {log_prototypes, log_samples};
}

Scalings sinkhorn_knopp_cuda(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_knopp", logits, temperature, iterations);
  if (!dtype_of(logits.scalar_type())) return sinkhorn_knopp_reference(logits, temperature, iterations);
  return scalings(logits, temperature, iterations, at::Tensor());
}

at::Tensor sinkhorn_probabilities_cuda(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_probabilities", logits, temperature, iterations);
  if (!dtype_of(logits.scalar_type()))
    return sinkhorn_probabilities_reference(logits, temperature, iterations);
  at::Tensor probabilities = at::empty(logits.sizes(), logits.options().dtype(at::kFloat));
  scalings(logits, temperature, iterations, probabilities);
  return probabilities;
}

}  // namespace

void register_sinkhorn_knopp(torch::Library& cuda) {
  cuda.impl("sinkhorn_knopp", TORCH_FN(sinkhorn_knopp_cuda));
  cuda.impl("sinkhorn_probabilities", TORCH_FN(sinkhorn_probabilities_cuda));
}

}  // namespace dino::ops::cuda
