#include "ema_update.h"

#include <ATen/ATen.h>
#include <ATen/MemoryOverlap.h>
#include <ATen/core/grad_mode.h>

#include <string>
#include <vector>

#include "dtypes.h"
#include "overlap.h"
#include "written.h"

namespace dino::ops {

namespace {

std::string kind_of(const at::Tensor& tensor) {
  return tensor.layout() == at::kStrided ? c10::str(tensor.scalar_type())
                                         : c10::str(tensor.layout(), " ", tensor.scalar_type());
}

}  // namespace

void check_ema_update(at::TensorList ema, at::TensorList online, double momentum) {
  TORCH_CHECK_VALUE(ema.size() == online.size(),
                    "dino::ema_update_: expected as many online tensors as ema tensors (", ema.size(),
                    "), got ", online.size());
  TORCH_CHECK_VALUE(momentum >= 0 && momentum <= 1, "dino::ema_update_: momentum: expected 0 to 1, got ",
                    momentum);
  for (size_t i = 0; i < ema.size(); ++i) {
    TORCH_CHECK_VALUE(ema[i].sizes() == online[i].sizes(), "dino::ema_update_: tensor ", i,
                      ": expected online of shape ", ema[i].sizes(), ", got ", online[i].sizes());
    TORCH_CHECK_VALUE(is_computed_with(ema[i].scalar_type()) && ema[i].layout() == at::kStrided,
                      "dino::ema_update_: tensor ", i, ": expected a floating point average, got ",
                      kind_of(ema[i]));
    TORCH_CHECK_VALUE(at::isFloatingType(online[i].scalar_type()) && online[i].layout() == at::kStrided,
                      "dino::ema_update_: tensor ", i, ": expected floating point online values, got ",
                      kind_of(online[i]));
    TORCH_CHECK_VALUE(ema[i].device() == online[i].device(), "dino::ema_update_: tensor ", i,
                      ": expected both on ", ema[i].device(), ", got online on ", online[i].device());
    TORCH_CHECK_VALUE(at::has_internal_overlap(ema[i]) != at::MemOverlap::Yes, "dino::ema_update_: tensor ",
                      i, ": expected an average with memory for each element, got strides ",
                      ema[i].strides());
    TORCH_CHECK_VALUE(!is_constant(ema[i]), "dino::ema_update_: tensor ", i,
                      ": expected an average that may be written, got one of inference mode outside of it");
  }
}

bool pairs_share_memory(at::TensorList ema, at::TensorList online) {
  std::vector<Argument> arguments;
  for (size_t i = 0; i < ema.size(); ++i) {
    arguments.push_back({"ema", i, &ema[i], true});
    arguments.push_back({"online", i, &online[i], false});
  }
  return may_overlap(arguments);
}

void ema_update_reference(at::TensorList ema, at::TensorList online, double momentum) {
  check_ema_update(ema, online, momentum);
  at::NoGradGuard no_grad;
  if (momentum == 1) return;
  for (size_t i = 0; i < ema.size(); ++i) {
    const at::Tensor values = online[i].detach().to(ema[i].scalar_type());
    // Copied, since the two may overlap. lerp makes NaN of two infinities.
    ema[i].copy_(momentum == 0 ? values.clone()
                               : at::where(ema[i] == values, values, at::lerp(ema[i], values, 1 - momentum)));
  }
  bump_versions(ema);
}

void register_ema_update(Registrar& registrar) {
  registrar.definitions.def(kEmaUpdateSchema);
  registrar.definitions.def(kEmaUpdateReferenceSchema);
  registrar.cpu.impl("ema_update_", TORCH_FN(ema_update_cpu));
  registrar.meta.impl("ema_update_", TORCH_FN(ema_update_meta));
  registrar.autograd.impl("ema_update_", TORCH_FN(ema_update_autograd));
  registrar.composed.impl("ema_update_", TORCH_FN(ema_update_reference));
  registrar.composed.impl("ema_update_reference_", TORCH_FN(ema_update_reference));
}

}  // namespace dino::ops
