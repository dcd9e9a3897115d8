// dino::koleo: the entropic regulariser that keeps features apart, by the distance to the nearest neighbour.
#pragma once
#include <ATen/core/Tensor.h>

#include <tuple>

#include "export.h"
#include "registrar.h"

namespace dino::ops {

constexpr const char* kKoleoSchema = "koleo(Tensor features, int topk=1, int groups=1) -> Tensor";
// What koleo records: its gradient, an operator of its own.
constexpr const char* kKoleoForwardSchema =
    "_koleo(Tensor features, int topk, int groups) -> (Tensor loss, Tensor neighbours)";
constexpr const char* kKoleoBackwardSchema =
    "koleo_backward(Tensor grad_loss, Tensor features, Tensor neighbours) -> Tensor";
// The same results, composed from ATen operators: for rare dtypes, other devices and tests.
constexpr const char* kKoleoReferenceSchema =
    "koleo_reference(Tensor features, int topk, int groups) -> (Tensor loss, Tensor neighbours)";
constexpr const char* kKoleoBackwardReferenceSchema =
    "koleo_backward_reference(Tensor grad_loss, Tensor features, Tensor neighbours) -> Tensor";

// Lengths below are taken as this; and it is added to each difference and to the distance.
constexpr double kKoleoEpsilon = 1e-8;
// The gradient takes distances below as this, so that duplicates get a finite one.
constexpr double kKoleoSmallestDistance = 1e-6;

// What is published takes a few; thousands of neighbours among thousands of rows keep a thread busy for
// minutes.
constexpr int64_t kKoleoLargestTopk = 100;

// loss: a scalar; neighbours: int64 [N, topk], nearest first.
using KoleoResult = std::tuple<at::Tensor, at::Tensor>;

// features: [N, D], floating point. With x the rows divided by their lengths and j the `topk` rows of
// greatest cosine in the same group (Sablayrolles et al. 2019; DINOv2 with topk = 1, DINOv3):
//
//   loss = -mean over N and topk of log(|x_i - x_j + 1e-8| + 1e-8)
//
// topk: 1 to 100. groups: so many groups of consecutive rows, N / groups each, at least topk + 1. Of equally
// near rows the first is the neighbour. In float32, whatever the dtype of features, but for float64; never
// more than some rows of the matrix of cosines at a time.
//
// On the CPU the same bits for any number of threads, on CUDA on every run; there more than 32 neighbours are
// found by the composed reference, and neighbours given to the gradient that are no rows make it NaN.
at::Tensor koleo_composed(const at::Tensor& features, int64_t topk, int64_t groups);
at::Tensor koleo_autograd(const at::Tensor& features, int64_t topk, int64_t groups);

KoleoResult koleo_forward_cpu(const at::Tensor& features, int64_t topk, int64_t groups);
DINO_OPS_API KoleoResult koleo_forward_reference(const at::Tensor& features, int64_t topk, int64_t groups);
KoleoResult koleo_forward_meta(const at::Tensor& features, int64_t topk, int64_t groups);

// The gradient with respect to features, of their shape and dtype, through rows and neighbours alike; which
// rows are neighbours is a constant. It cannot be differentiated again.
at::Tensor koleo_backward_cpu(const at::Tensor& grad_loss, const at::Tensor& features,
                              const at::Tensor& neighbours);
DINO_OPS_API at::Tensor koleo_backward_reference(const at::Tensor& grad_loss, const at::Tensor& features,
                                                 const at::Tensor& neighbours);
at::Tensor koleo_backward_meta(const at::Tensor& grad_loss, const at::Tensor& features,
                               const at::Tensor& neighbours);
at::Tensor koleo_backward_autograd(const at::Tensor& grad_loss, const at::Tensor& features,
                                   const at::Tensor& neighbours);

void register_koleo(Registrar& registrar);

// The shared checks of every device. Neighbours' values are checked where they are data of the CPU.
DINO_OPS_API void check_koleo(const at::Tensor& features, int64_t topk, int64_t groups);
DINO_OPS_API void check_koleo_backward(const at::Tensor& grad_loss, const at::Tensor& features,
                                       const at::Tensor& neighbours);
// What is computed with.
at::ScalarType koleo_dtype(const at::Tensor& features);

}  // namespace dino::ops
