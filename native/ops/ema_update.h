// dino::ema_update_: the exponential moving average of a whole model in one call.
#pragma once
#include <ATen/core/Tensor.h>

#include "export.h"
#include "registrar.h"

namespace dino::ops {

// ema_update_(Tensor(a!)[] ema, Tensor[] online, float momentum) -> ()
constexpr const char* kEmaUpdateSchema =
    "ema_update_(Tensor(a!)[] ema, Tensor[] online, float momentum) -> ()";
// The same result, composed from ATen operators: for rare dtypes and for tests.
constexpr const char* kEmaUpdateReferenceSchema =
    "ema_update_reference_(Tensor(a!)[] ema, Tensor[] online, float momentum) -> ()";

// ema = lerp(ema, online, 1 - momentum), tensor by tensor (the teacher of DINO, Caron et al. 2021: momentum *
// ema + (1 - momentum) * online, but that what is equal stays as it is, to the bit). Shapes are equal pair by
// pair; `ema` is floating point and written in place, in its own precision, which may be higher than
// `online`'s. momentum is in [0, 1]; at 1 nothing moves. Lists whose tensors share memory are averaged one
// pair after the other. The same bits for any number of threads. All of `ema` is checked before any is
// written.
void ema_update_cpu(at::TensorList ema, at::TensorList online, double momentum);
DINO_OPS_API void ema_update_reference(at::TensorList ema, at::TensorList online, double momentum);
void ema_update_meta(at::TensorList ema, at::TensorList online, double momentum);
void ema_update_autograd(at::TensorList ema, at::TensorList online, double momentum);

void register_ema_update(Registrar& registrar);

// Throws naming the first pair that does not fit.
DINO_OPS_API void check_ema_update(at::TensorList ema, at::TensorList online, double momentum);
// Are there pairs that may write what others use?
DINO_OPS_API bool pairs_share_memory(at::TensorList ema, at::TensorList online);

}  // namespace dino::ops
