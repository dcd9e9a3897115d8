#include <ATen/ATen.h>
#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

#include "../ema_update.h"

namespace dino::ops {

namespace {

// Elements of one piece of work: large enough to pay for its start, small enough to share out evenly.
constexpr int64_t kGrain = 1 << 15;

struct Span {
  const at::Tensor* ema;
  const at::Tensor* online;
  int64_t begin;
  int64_t end;
};

template <class Average, class Online>
void average(const Span& span, double momentum) {
  Average* ema = span.ema->mutable_data_ptr<Average>();
  const Online* online = span.online->const_data_ptr<Online>();
  const auto keep = static_cast<Average>(momentum);
  const auto take = static_cast<Average>(1 - momentum);
  for (int64_t i = span.begin; i < span.end; ++i)
    ema[i] = keep * ema[i] + take * static_cast<Average>(online[i]);
}

template <class Average>
void average(const Span& span, double momentum) {
  switch (span.online->scalar_type()) {
    case at::kFloat:
      return average<Average, float>(span, momentum);
    case at::kDouble:
      return average<Average, double>(span, momentum);
    case at::kHalf:
      return average<Average, at::Half>(span, momentum);
    default:
      return average<Average, at::BFloat16>(span, momentum);
  }
}

// Same layout and no gaps: then both can be walked as one row, whatever the strides.
bool is_fast(const at::Tensor& ema, const at::Tensor& online) {
  const auto known = [](at::ScalarType type) {
    return type == at::kFloat || type == at::kDouble || type == at::kHalf || type == at::kBFloat16;
  };
  return (ema.scalar_type() == at::kFloat || ema.scalar_type() == at::kDouble) &&
         known(online.scalar_type()) && ema.is_non_overlapping_and_dense() &&
         ema.strides() == online.strides();
}

}  // namespace

void ema_update_cpu(at::TensorList ema, at::TensorList online, double momentum) {
  check_ema_update(ema, online, momentum);
  std::vector<Span> spans;
  for (size_t i = 0; i < ema.size(); ++i) {
    if (!is_fast(ema[i], online[i])) {
      ema_update_reference({ema[i]}, {online[i]}, momentum);
      continue;
    }
    for (int64_t begin = 0; begin < ema[i].numel(); begin += kGrain)
      spans.push_back({&ema[i], &online[i], begin, std::min(begin + kGrain, ema[i].numel())});
  }
  at::parallel_for(0, static_cast<int64_t>(spans.size()), 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      if (spans[i].ema->scalar_type() == at::kFloat) {
        average<float>(spans[i], momentum);
      } else {
        average<double>(spans[i], momentum);
      }
    }
  });
  // Written past the dispatcher's eyes: saved tensors must notice.
  for (const at::Tensor& tensor : ema) tensor.unsafeGetTensorImpl()->bump_version();
}

}  // namespace dino::ops
