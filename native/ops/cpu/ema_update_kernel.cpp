#include "../ema_update.h"

#include <ATen/ATen.h>

#include "../dtypes.h"
#include "../written.h"
#include "pieces.h"
#include "simd/ema_update.h"

namespace dino::ops {

namespace {

template <class Average, class Online>
using Kernel = void (*)(Average*, const Online*, int64_t, double);

template <class Average, class Online>
void run(Kernel<Average, Online> kernel, const at::Tensor& ema, const at::Tensor& online,
         const Pieces::Piece& piece, double take) {
  kernel(static_cast<Average*>(ema.data_ptr()) + piece.begin,
         static_cast<const Online*>(online.const_data_ptr()) + piece.begin, piece.end - piece.begin, take);
}

void run(const at::Tensor& ema, const at::Tensor& online, const Pieces::Piece& piece, double take) {
  const simd::EmaUpdateKernels& kernels = simd::ema_update_kernels();
  const bool wide = ema.scalar_type() == at::kDouble;
  switch (online.scalar_type()) {
    case at::kFloat:
      return wide ? run(kernels.double_from_float, ema, online, piece, take)
                  : run(kernels.float_from_float, ema, online, piece, take);
    case at::kDouble:
      return wide ? run(kernels.double_from_double, ema, online, piece, take)
                  : run(kernels.float_from_double, ema, online, piece, take);
    case at::kHalf:
      return wide ? run(kernels.double_from_half, ema, online, piece, take)
                  : run(kernels.float_from_half, ema, online, piece, take);
    default:
      return wide ? run(kernels.double_from_bfloat16, ema, online, piece, take)
                  : run(kernels.float_from_bfloat16, ema, online, piece, take);
  }
}

// Same layout and no gaps: then both can be walked as one row, whatever the strides.
bool is_fast(const at::Tensor& ema, const at::Tensor& online) {
  return (ema.scalar_type() == at::kFloat || ema.scalar_type() == at::kDouble) &&
         is_computed_with(online.scalar_type()) && ema.is_non_overlapping_and_dense() &&
         ema.strides() == online.strides();
}

}  // namespace

void ema_update_cpu(at::TensorList ema, at::TensorList online, double momentum) {
  check_ema_update(ema, online, momentum);
  if (pairs_share_memory(ema, online)) return ema_update_reference(ema, online, momentum);
  Pieces pieces;
  for (size_t i = 0; i < ema.size(); ++i) {
    if (is_fast(ema[i], online[i])) {
      pieces.add(i, ema[i].numel());
    } else {
      ema_update_reference({ema[i]}, {online[i]}, momentum);
    }
  }
  if (momentum < 1)
    pieces.for_each(
        [&](size_t i) { run(ema[pieces[i].tensor], online[pieces[i].tensor], pieces[i], 1 - momentum); });
  bump_versions(ema);
}

}  // namespace dino::ops
