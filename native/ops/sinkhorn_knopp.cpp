#include "sinkhorn_knopp.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <limits>

namespace dino::ops {

namespace {

// -log of the sums of exp(terms) along `dim`; 0 where the sum is empty or vanishes, which leaves what is zero
// as it is.
at::Tensor negative_log_sums(const at::Tensor& terms, int64_t dim) {
  if (terms.size(dim) == 0) return at::zeros({terms.size(1 - dim)}, terms.options());
  const at::Tensor sums = at::logsumexp(terms, dim);
  return sums.neg().masked_fill_(sums == -std::numeric_limits<double>::infinity(), 0);
}

// The exponents of exp(logits / temperature), shifted as one; and the shift.
std::tuple<at::Tensor, at::Tensor> sinkhorn_exponents(const at::Tensor& logits, double temperature) {
  const at::Tensor exponents = logits.detach().to(sinkhorn_dtype(logits)).div(temperature);
  if (exponents.numel() == 0) return {exponents, at::zeros({}, exponents.options())};
  const at::Tensor largest = exponents.max();
  const at::Tensor shift = largest.masked_fill(largest == -std::numeric_limits<double>::infinity(), 0);
  return {exponents - shift, shift};
}

}  // namespace

void check_sinkhorn_knopp(const char* name, const at::Tensor& logits, double temperature,
                          int64_t iterations) {
  TORCH_CHECK_VALUE(at::isFloatingType(logits.scalar_type()), "dino::", name,
                    ": logits: expected floating point, got ", logits.scalar_type());
  TORCH_CHECK_VALUE(logits.layout() == at::kStrided, "dino::", name,
                    ": logits: expected a strided tensor, got ", logits.layout());
  TORCH_CHECK_VALUE(logits.dim() == 2 && logits.size(1) > 0, "dino::", name,
                    ": logits: expected [samples, prototypes] with at least one prototype, got ",
                    logits.sizes());
  // In float32, in which the kernels multiply by the inverse. Also false for NaN.
  TORCH_CHECK_VALUE(temperature >= 1e-30 && temperature <= 1e30, "dino::", name,
                    ": temperature: expected 1e-30 to 1e30, got ", temperature);
  TORCH_CHECK_VALUE(iterations >= 1 && iterations <= kSinkhornMostIterations, "dino::", name,
                    ": iterations: expected 1 to ", kSinkhornMostIterations, ", got ", iterations);
}

at::ScalarType sinkhorn_dtype(const at::Tensor& logits) {
  return logits.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
}

Scalings sinkhorn_knopp_reference(const at::Tensor& logits, double temperature, int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_knopp", logits, temperature, iterations);
  at::NoGradGuard no_grad;
  const auto [exponents, shift] = sinkhorn_exponents(logits, temperature);
  at::Tensor prototypes, samples = at::zeros({exponents.size(0)}, exponents.options());
  for (int64_t i = 0; i < iterations; ++i) {
    prototypes = negative_log_sums(exponents + samples.unsqueeze(1), 0);
    samples = negative_log_sums(exponents + prototypes, 1);
  }
  return {prototypes, samples - shift};
}

at::Tensor sinkhorn_probabilities_reference(const at::Tensor& logits, double temperature,
                                            int64_t iterations) {
  check_sinkhorn_knopp("sinkhorn_probabilities", logits, temperature, iterations);
  at::NoGradGuard no_grad;
  const auto [exponents, shift] = sinkhorn_exponents(logits, temperature);
  const auto [prototypes, samples] = sinkhorn_knopp_reference(logits, temperature, iterations);
  return exponents.add(prototypes).add_((samples + shift).unsqueeze(1)).exp_();
}

void register_sinkhorn_knopp(Registrar& registrar) {
  registrar.definitions.def(kSinkhornKnoppSchema);
  registrar.definitions.def(kSinkhornProbabilitiesSchema);
  registrar.definitions.def(kSinkhornKnoppReferenceSchema);
  registrar.definitions.def(kSinkhornProbabilitiesReferenceSchema);
  registrar.cpu.impl("sinkhorn_knopp", TORCH_FN(sinkhorn_knopp_cpu));
  registrar.cpu.impl("sinkhorn_probabilities", TORCH_FN(sinkhorn_probabilities_cpu));
  registrar.meta.impl("sinkhorn_knopp", TORCH_FN(sinkhorn_knopp_meta));
  registrar.meta.impl("sinkhorn_probabilities", TORCH_FN(sinkhorn_probabilities_meta));
  registrar.autograd.impl("sinkhorn_knopp", TORCH_FN(sinkhorn_knopp_autograd));
  registrar.autograd.impl("sinkhorn_probabilities", TORCH_FN(sinkhorn_probabilities_autograd));
  registrar.composed.impl("sinkhorn_knopp", TORCH_FN(sinkhorn_knopp_reference));
  registrar.composed.impl("sinkhorn_probabilities", TORCH_FN(sinkhorn_probabilities_reference));
  registrar.composed.impl("sinkhorn_knopp_reference", TORCH_FN(sinkhorn_knopp_reference));
  registrar.composed.impl("sinkhorn_probabilities_reference", TORCH_FN(sinkhorn_probabilities_reference));
}

}  // namespace dino::ops
