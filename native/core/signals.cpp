#include "core/signals.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <limits>

namespace dino {

namespace {

// Of shares that sum to 1 along the last dimension.
at::Tensor entropy_of(const at::Tensor& shares) {
  return at::special_entr(shares).sum(-1);
}

double effective_rank(const at::Tensor& features) {
  const at::Tensor rows = features.detach().to(at::kFloat);
  const at::Tensor centred = rows.sub(rows.mean(0, /*keepdim=*/true));
  // The mean of finite rows may overflow, and LAPACK throws for what is not finite.
  if (!at::isfinite(centred).all().item<bool>()) return std::numeric_limits<double>::quiet_NaN();
  const at::Tensor values = at::linalg_svdvals(centred).to(at::kDouble);
  const double sum = values.sum().item<double>();
  return sum > 0 ? std::exp(entropy_of(values.div(sum)).item<double>()) : 1.0;
}

}  // namespace

TeacherSignals teacher_signals(const at::Tensor& target_mean, const at::Tensor& target_entropy,
                               const at::Tensor& logits, const at::Tensor& features) {
  at::NoGradGuard no_grad;
  TeacherSignals signals;
  signals.entropy = target_entropy.item<double>();
  signals.mean_entropy = entropy_of(target_mean).item<double>();
  signals.prototypes_in_use = std::get<0>(at::_unique2(logits.argmax(1))).size(0);
  signals.effective_rank = effective_rank(features);
  return signals;
}

}  // namespace dino
