// dino::sinkhorn_knopp and dino::sinkhorn_probabilities: targets that use all prototypes alike, the teacher's
// side of DINOv2's and DINOv3's losses.
#pragma once
#include <ATen/core/Tensor.h>

#include <tuple>

#include "export.h"
#include "registrar.h"

namespace dino::ops {

constexpr const char* kSinkhornKnoppSchema =
    "sinkhorn_knopp(Tensor logits, float temperature, int iterations=3) -> "
    "(Tensor log_prototypes, Tensor log_samples)";
constexpr const char* kSinkhornProbabilitiesSchema =
    "sinkhorn_probabilities(Tensor logits, float temperature, int iterations=3) -> Tensor";
// The same results, composed from ATen operators: for rare dtypes, other devices and tests.
constexpr const char* kSinkhornKnoppReferenceSchema =
    "sinkhorn_knopp_reference(Tensor logits, float temperature, int iterations=3) -> "
    "(Tensor log_prototypes, Tensor log_samples)";
constexpr const char* kSinkhornProbabilitiesReferenceSchema =
    "sinkhorn_probabilities_reference(Tensor logits, float temperature, int iterations=3) -> Tensor";

// They converge within tens; a number beyond this is a mistake that would keep a thread busy for hours.
constexpr int64_t kSinkhornMostIterations = 1000;

// log_prototypes [K], log_samples [N].
using Scalings = std::tuple<at::Tensor, at::Tensor>;

// logits: [N, K] of samples and prototypes, floating point. Q = exp(logits / temperature) is divided by its
// sums over the samples, then by its sums over the prototypes, `iterations` (1 to 1000) times (Sinkhorn and
// Knopp 1967; Caron et al. 2020). Of the result, whose rows sum to 1, only the factors are returned:
//
//   Q[n, k] = exp(logits[n, k] / temperature + log_prototypes[k] + log_samples[n])
//           = softmax over k of (logits[n, k] / temperature + log_prototypes[k])
//
// so that -temperature * log_prototypes serves as the centre of a loss that takes logits and a centre, and Q
// need not be written. float32; float64 for float64 logits. log_prototypes is meant up to one constant, which
// log_samples takes back.
//
// Nothing overflows or vanishes, whatever the logits: ±50 at a temperature of 0.04 are fine. A prototype or a
// sample whose logits are all -inf gets some finite factor, and zeros in Q. NaN or +inf
// anywhere makes everything NaN, as sums over everything do. N may be 0, which gives log_prototypes of zeros.
// No gradient: refused in grad mode when logits require one.
//
// On the CPU the logits are read `iterations` + 1 times and nothing of their size is written. The same bits
// for the same number of threads; between numbers of threads the rounding differs. On CUDA they are read
// twice an iteration, without waiting for the device, and every run gives the same bits.
Scalings sinkhorn_knopp_cpu(const at::Tensor& logits, double temperature, int64_t iterations);
DINO_OPS_API Scalings sinkhorn_knopp_reference(const at::Tensor& logits, double temperature,
                                               int64_t iterations);
Scalings sinkhorn_knopp_meta(const at::Tensor& logits, double temperature, int64_t iterations);
Scalings sinkhorn_knopp_autograd(const at::Tensor& logits, double temperature, int64_t iterations);

// Q itself, [N, K].
at::Tensor sinkhorn_probabilities_cpu(const at::Tensor& logits, double temperature, int64_t iterations);
DINO_OPS_API at::Tensor sinkhorn_probabilities_reference(const at::Tensor& logits, double temperature,
                                                         int64_t iterations);
at::Tensor sinkhorn_probabilities_meta(const at::Tensor& logits, double temperature, int64_t iterations);
at::Tensor sinkhorn_probabilities_autograd(const at::Tensor& logits, double temperature, int64_t iterations);

void register_sinkhorn_knopp(Registrar& registrar);

// `name` is the operator's, for the message. The shared check of every device.
DINO_OPS_API void check_sinkhorn_knopp(const char* name, const at::Tensor& logits, double temperature,
                                       int64_t iterations);
// What the results are made of.
at::ScalarType sinkhorn_dtype(const at::Tensor& logits);

}  // namespace dino::ops
