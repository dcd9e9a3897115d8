#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <map>
#include <vector>

#include "../adamw_ema.h"
#include "adamw_ema.h"
#include "device.h"
#include "registrar.h"

namespace dino::ops::cuda {

namespace {

const at::Tensor* average_of(const AdamWEma& call, size_t i) {
  // At momentum 1 nothing moves.
  return call.ema_of[i] >= 0 && call.momentum < 1 ? &call.ema[call.ema_of[i]] : nullptr;
}

// All of one layout without gaps, so that they can be walked as rows; only the gradient may lie differently.
bool is_fast(const AdamWEma& call, size_t i) {
  const at::Tensor& parameter = call.parameters[i];
  const auto fits = [&](const at::Tensor& tensor) {
    return tensor.scalar_type() == at::kFloat && tensor.strides() == parameter.strides();
  };
  const at::Tensor* average = average_of(call, i);
  return dtype_of(parameter.scalar_type()).has_value() && parameter.is_non_overlapping_and_dense() &&
         call.gradients[i].scalar_type() == parameter.scalar_type() && fits(call.exp_avg[i]) &&
         fits(call.exp_avg_sq[i]) && (average == nullptr || fits(*average));
}

// In the parameter's layout.
at::Tensor gradient_of(const AdamWEma& call, size_t i) {
  const at::Tensor &gradient = call.gradients[i], &parameter = call.parameters[i];
  return gradient.strides() == parameter.strides() ? gradient : at::empty_like(parameter).copy_(gradient);
}

// Where the sums of squares of each tensor begin: side by side for tensors of one group.
struct Places {
  std::vector<int64_t> first;  // of each group, and their end
  std::vector<int64_t> begin;  // of each tensor
};

Places places_of(const AdamWEma& call, const std::vector<bool>& fast, int64_t groups) {
  Places places{std::vector<int64_t>(groups + 1), {}};
  const auto count = [&](size_t i) { return fast[i] ? sums_of(call.gradients[i].numel()) : 1; };
  for (size_t i = 0; i < fast.size(); ++i) places.first[call.clip_group[i] + 1] += count(i);
  for (int64_t g = 0; g < groups; ++g) places.first[g + 1] += places.first[g];
  std::vector<int64_t> next(places.first);
  for (size_t i = 0; i < fast.size(); ++i) {
    places.begin.push_back(next[call.clip_group[i]]);
    next[call.clip_group[i]] += count(i);
  }
  return places;
}

struct Norms {
  at::Tensor norms, factors, skip;
};

Norms norms_of(const AdamWEma& call, const std::vector<at::Tensor>& gradients, const std::vector<bool>& fast,
               int64_t groups, Stream stream) {
  const auto options = at::device(call.parameters[0].device());
  const Norms result{at::empty({groups}, options.dtype(at::kFloat)),
                     at::empty({groups}, options.dtype(at::kFloat)), at::empty({1}, options.dtype(at::kInt))};
  if (groups == 0) return result;
  const Places places = places_of(call, fast, groups);
  const at::Tensor sums = at::empty({places.first.back()}, options.dtype(at::kDouble));
  std::map<Dtype, std::vector<GradientRow>> rows;
  for (size_t i = 0; i < fast.size(); ++i) {
    const at::Tensor& gradient = gradients[i];
    if (fast[i]) {
      rows[*dtype_of(gradient.scalar_type())].push_back(
          {gradient.const_data_ptr(), sums.mutable_data_ptr<double>() + places.begin[i], gradient.numel()});
    } else {
      const at::Tensor norm = at::linalg_vector_norm(gradient, 2, std::nullopt, false, at::kDouble);
      sums[places.begin[i]].copy_(norm.square());
    }
  }
  for (const auto& [dtype, same] : rows) {
    sum_squares(same, dtype, stream);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
  finish_norms(sums.const_data_ptr<double>(), places.first, static_cast<float>(call.max_norm),
               {result.norms.mutable_data_ptr<float>(), result.factors.mutable_data_ptr<float>(),
                result.skip.mutable_data_ptr<int>()},
               stream);
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

AdamWRow row_of(const AdamWEma& call, size_t i, const at::Tensor& gradient) {
  const AdamWFactors factors(call, i);
  const at::Tensor* average = average_of(call, i);
  return {call.parameters[i].mutable_data_ptr(),
          gradient.const_data_ptr(),
          call.exp_avg[i].mutable_data_ptr<float>(),
          call.exp_avg_sq[i].mutable_data_ptr<float>(),
          average == nullptr ? nullptr : average->mutable_data_ptr<float>(),
          gradient.numel(),
          static_cast<float>(factors.keep),
          static_cast<float>(factors.root),
          static_cast<float>(factors.size),
          call.clip_group.empty() ? -1 : static_cast<int>(call.clip_group[i])};
}

void step_all(const AdamWEma& call, const std::vector<at::Tensor>& gradients, const std::vector<bool>& fast,
              const Norms& norms, Stream stream) {
  const bool clips = !call.clip_group.empty();
  std::map<Dtype, std::vector<AdamWRow>> rows;
  for (size_t i = 0; i < fast.size(); ++i) {
    if (fast[i]) {
      rows[*dtype_of(gradients[i].scalar_type())].push_back(row_of(call, i, gradients[i]));
    } else {
      step_by_reference(call, i, clips ? norms.factors[call.clip_group[i]] : at::Tensor());
    }
  }
  const AdamWStep step{call.beta1,
                       call.beta2,
                       call.eps,
                       1 - call.momentum,
                       clips ? norms.factors.const_data_ptr<float>() : nullptr,
                       clips && call.skip_non_finite ? norms.skip.const_data_ptr<int>() : nullptr};
  for (const auto& [dtype, same] : rows) {
    adamw_ema(same, dtype, step, stream);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
}

at::Tensor adamw_ema_cuda(const AdamWEma& call) {
  const int64_t groups = check_adamw_ema(call);
  std::vector<bool> fast;
  for (size_t i = 0; i < call.parameters.size(); ++i) fast.push_back(is_fast(call, i));
  const bool all_fast = std::all_of(fast.begin(), fast.end(), [](bool is) { return is; });
  // A list of averages alone has called for CUDA; or the host must wait for the norms, to leave out what is
  // composed.
  if (call.parameters.empty() || !call.parameters[0].is_cuda() || (call.skip_non_finite && !all_fast))
    return adamw_ema_reference(call);

  at::NoGradGuard no_grad;
  const OnDevice device(call.parameters[0].device());
  std::vector<at::Tensor> gradients;
  for (size_t i = 0; i < fast.size(); ++i)
    gradients.push_back(fast[i] ? gradient_of(call, i) : call.gradients[i]);
  const Norms norms = norms_of(call, gradients, fast, groups, device.stream());
  step_all(call, gradients, fast, norms, device.stream());
  // Written past the dispatcher's eyes: saved tensors must notice.
  for (const at::TensorList written : {call.parameters, call.exp_avg, call.exp_avg_sq, call.ema})
    for (const at::Tensor& tensor : written) tensor.unsafeGetTensorImpl()->bump_version();
  return norms.norms;
}

}  // namespace

void register_adamw_ema(torch::Library& cuda) {
  cuda.impl("adamw_ema_", TORCH_FN(ops::adamw_ema<adamw_ema_cuda>));
}

}  // namespace dino::ops::cuda
