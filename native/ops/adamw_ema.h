// dino::adamw_ema_: clipping, AdamW and the teacher's average in one pass over the parameters.
#pragma once
#include <ATen/core/Tensor.h>

#include "export.h"
#include "registrar.h"

namespace dino::ops {

constexpr const char* kAdamWEmaSchema =
    "adamw_ema_(Tensor(a!)[] parameters, Tensor[] gradients, Tensor(b!)[] exp_avg, Tensor(c!)[] exp_avg_sq, "
    "Tensor(d!)[] ema, int[] ema_of, float[] lr, float[] weight_decay, float[] step, float beta1, float "
    "beta2, float eps, int[] clip_group, float max_norm, float momentum, bool skip_non_finite=False) -> "
    "Tensor";
// The same result, composed from ATen operators: for rare dtypes, other devices and tests.
constexpr const char* kAdamWEmaReferenceSchema =
    "adamw_ema_reference_(Tensor(a!)[] parameters, Tensor[] gradients, Tensor(b!)[] exp_avg, Tensor(c!)[] "
    "exp_avg_sq, Tensor(d!)[] ema, int[] ema_of, float[] lr, float[] weight_decay, float[] step, float "
    "beta1, float beta2, float eps, int[] clip_group, float max_norm, float momentum, bool "
    "skip_non_finite=False) -> Tensor";

// A list for each argument that goes with the parameters, one after the other:
//   ema_of        index of the parameter's average in `ema`, each at most once; -1 for none
//   step          number of this step, from 1
//   clip_group    0 to parameters - 1: gradients of a group are scaled by min(1, max_norm / (norm + 1e-6)),
//   where norm is
//                 that of all of them together and finite; an empty list: no gradient is scaled
// Then AdamW (Loshchilov and Hutter 2019) as PyTorch has it, and ema = lerp(ema, parameter, 1 - momentum) as
// ema_update_. Returns the norms before clipping, float32 [groups], [0] without. With skip_non_finite nothing
// is written where one of them is not finite.
//
// Everything is computed in float32, in float64 where moments are; parameters, gradients and averages may be
// narrower and are rounded once. Gradients are only read. All written tensors must lie apart.
//
// On the CPU, norms are summed in float64, in an order that does not depend on threads, so that results are
// the same bits for any number of threads. For float32 the update is to the bit that of at::_foreach_mul_,
// at::_fused_adamw_ and at::_foreach_lerp_ one after the other.
struct AdamWEma {
  at::TensorList parameters, gradients, exp_avg, exp_avg_sq, ema;
  at::IntArrayRef ema_of;
  at::ArrayRef<double> lr, weight_decay, step;
  double beta1, beta2, eps;
  at::IntArrayRef clip_group;
  double max_norm, momentum;
  bool skip_non_finite;
};

// Throws naming the first argument that does not fit. Returns the number of clipping groups.
DINO_OPS_API int64_t check_adamw_ema(const AdamWEma& call);
// What differs from parameter to parameter, in double: shared by all kernels, so that they round alike.
struct DINO_OPS_API AdamWFactors {
  AdamWFactors(const AdamWEma& call, size_t i);
  double keep;         // of the parameter: 1 - lr * weight_decay
  double mean_take;    // 1 - beta1
  double square_keep;  // beta2
  double square_take;  // 1 - beta2
  double root;         // sqrt(1 - beta2^step)
  double eps;
  double size;  // lr / (1 - beta1^step)
};
// By which the gradients of a group with this norm are multiplied.
float clip_factor(float norm, double max_norm);
// One parameter's step; `clip`, a number, multiplies its gradient and may be undefined.
DINO_OPS_API void step_by_reference(const AdamWEma& call, size_t i, const at::Tensor& clip);
// Of all that a step writes.
void bump_versions(const AdamWEma& call);

at::Tensor adamw_ema_cpu(const AdamWEma& call);
DINO_OPS_API at::Tensor adamw_ema_reference(const AdamWEma& call);
at::Tensor adamw_ema_meta(const AdamWEma& call);
// Has no gradient: what is written may not be recorded. Gradients are read as plain values.
at::Tensor adamw_ema_autograd(const AdamWEma& call);

// The operator's arguments one by one, as the dispatcher passes them.
template <at::Tensor (*kernel)(const AdamWEma&)>
at::Tensor adamw_ema(at::TensorList parameters, at::TensorList gradients, at::TensorList exp_avg,
                     at::TensorList exp_avg_sq, at::TensorList ema, at::IntArrayRef ema_of,
                     at::ArrayRef<double> lr, at::ArrayRef<double> weight_decay, at::ArrayRef<double> step,
                     double beta1, double beta2, double eps, at::IntArrayRef clip_group, double max_norm,
                     double momentum, bool skip_non_finite) {
  return kernel({parameters, gradients, exp_avg, exp_avg_sq, ema, ema_of, lr, weight_decay, step, beta1,
                 beta2, eps, clip_group, max_norm, momentum, skip_non_finite});
}

void register_adamw_ema(Registrar& registrar);

}  // namespace dino::ops
