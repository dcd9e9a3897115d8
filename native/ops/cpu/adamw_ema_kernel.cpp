#include "../adamw_ema.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <vector>

#include "../dtypes.h"
#include "../gradient_norms.h"
#include "pieces.h"
#include "simd/adamw_ema.h"

namespace dino::ops {

namespace {

const at::Tensor* average_of(const AdamWEma& call, size_t i) {
  // At momentum 1 nothing moves.
  return call.ema_of[i] >= 0 && call.momentum < 1 ? &call.ema[call.ema_of[i]] : nullptr;
}

// All of one layout without gaps: they can be walked as rows.
bool is_fast(const AdamWEma& call, size_t i) {
  const at::Tensor& parameter = call.parameters[i];
  const auto fits = [&](const at::Tensor& tensor, at::ScalarType type) {
    return tensor.scalar_type() == type && tensor.strides() == parameter.strides();
  };
  const at::Tensor* average = average_of(call, i);
  return has_float_kernels(parameter.scalar_type()) && parameter.is_non_overlapping_and_dense() &&
         fits(call.gradients[i], parameter.scalar_type()) && fits(call.exp_avg[i], at::kFloat) &&
         fits(call.exp_avg_sq[i], at::kFloat) && (average == nullptr || fits(*average, at::kFloat));
}

// 1 without clipping.
float clip_of(const AdamWEma& call, size_t i, const at::Tensor& norms) {
  if (call.clip_group.empty()) return 1;
  return clip_factor(norms.const_data_ptr<float>()[call.clip_group[i]], call.max_norm);
}

simd::AdamWStep step_of(const AdamWEma& call, size_t i, const at::Tensor& norms) {
  const AdamWFactors factors(call, i);
  const auto narrow = [](double value) { return static_cast<float>(value); };
  return {.gradient = clip_of(call, i, norms),
          .keep = narrow(factors.keep),
          .mean_take = factors.mean_take,
          .square_keep = narrow(factors.square_keep),
          .square_take = narrow(factors.square_take),
          .root = narrow(factors.root),
          .eps = narrow(factors.eps),
          .size = narrow(factors.size),
          .average_take = 1 - call.momentum};
}

template <class Parameter>
void run(void (*kernel)(const simd::AdamWRow<Parameter>&, const simd::AdamWStep&), const AdamWEma& call,
         const Pieces::Piece& piece, const simd::AdamWStep& step) {
  const size_t i = piece.tensor;
  const at::Tensor* average = average_of(call, i);
  kernel({call.parameters[i].mutable_data_ptr<Parameter>() + piece.begin,
          call.gradients[i].const_data_ptr<Parameter>() + piece.begin,
          call.exp_avg[i].mutable_data_ptr<float>() + piece.begin,
          call.exp_avg_sq[i].mutable_data_ptr<float>() + piece.begin,
          average == nullptr ? nullptr : average->mutable_data_ptr<float>() + piece.begin,
          piece.end - piece.begin},
         step);
}

void run(const AdamWEma& call, const Pieces::Piece& piece, const simd::AdamWStep& step) {
  const simd::AdamWEmaKernels& kernels = simd::adamw_ema_kernels();
  switch (call.parameters[piece.tensor].scalar_type()) {
    case at::kFloat:
      return run(kernels.step_floats, call, piece, step);
    case at::kBFloat16:
      return run(kernels.step_bfloat16s, call, piece, step);
    default:
      return run(kernels.step_halfs, call, piece, step);
  }
}

}  // namespace

at::Tensor adamw_ema_cpu(const AdamWEma& call) {
  const int64_t groups = check_adamw_ema(call);
  at::NoGradGuard no_grad;
  const at::Tensor norms = groups == 0 ? at::empty({0}, at::kFloat)
                                       : gradient_norms_cpu(call.gradients, call.clip_group).to(at::kFloat);
  if (call.skip_non_finite && !norms.isfinite().all().item<bool>()) return norms;
  Pieces pieces;
  std::vector<simd::AdamWStep> steps;
  for (size_t i = 0; i < call.parameters.size(); ++i) {
    steps.push_back(step_of(call, i, norms));
    if (is_fast(call, i)) pieces.add(i, call.parameters[i].numel());
  }
  for (size_t i = 0; i < call.parameters.size(); ++i)
    if (!is_fast(call, i)) step_by_reference(call, i, at::scalar_tensor(clip_of(call, i, norms)));
  pieces.for_each([&](size_t p) { run(call, pieces[p], steps[pieces[p].tensor]); });
  bump_versions(call);
  return norms;
}

}  // namespace dino::ops
