#include <ATen/ATen.h>

#include <map>
#include <utility>
#include <vector>

#include "../ema_update.h"
#include "device.h"
#include "ema_update.h"
#include "registrar.h"

namespace dino::ops::cuda {

namespace {

// Same layout and no gaps: then both can be walked as one row, whatever the strides.
bool is_fast(const at::Tensor& ema, const at::Tensor& online) {
  return ema.is_cuda() && ema.scalar_type() == at::kFloat && dtype_of(online.scalar_type()).has_value() &&
         ema.is_non_overlapping_and_dense() && ema.strides() == online.strides();
}

void ema_update_cuda(at::TensorList ema, at::TensorList online, double momentum) {
  check_ema_update(ema, online, momentum);
  if (pairs_share_memory(ema, online)) return ema_update_reference(ema, online, momentum);
  std::map<std::pair<c10::DeviceIndex, Dtype>, std::vector<EmaRow>> rows;
  for (size_t i = 0; i < ema.size(); ++i) {
    if (is_fast(ema[i], online[i])) {
      rows[{ema[i].device().index(), *dtype_of(online[i].scalar_type())}].push_back(
          {ema[i].mutable_data_ptr<float>(), online[i].const_data_ptr(), ema[i].numel()});
    } else {
      ema_update_reference({ema[i]}, {online[i]}, momentum);
    }
  }
  for (const auto& [kind, same] : rows) {
    if (momentum == 1) break;
    const OnDevice device(at::Device(at::kCUDA, kind.first));
    ema_update(same, kind.second, 1 - momentum, device.stream());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
  // Written past the dispatcher's eyes: saved tensors must notice.
  for (const at::Tensor& tensor : ema) tensor.unsafeGetTensorImpl()->bump_version();
}

}  // namespace

void register_ema_update(torch::Library& cuda) {
  cuda.impl("ema_update_", TORCH_FN(ema_update_cuda));
}

}  // namespace dino::ops::cuda
