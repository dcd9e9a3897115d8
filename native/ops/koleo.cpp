#include "koleo.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <c10/util/accumulate.h>

#include <algorithm>
#include <limits>

namespace dino::ops {

namespace {

// Rows of the matrix of cosines that exist at a time.
constexpr int64_t kCosineRows = 256;

struct UnitRows {
  at::Tensor rows;
  // [N, 1], not below epsilon.
  at::Tensor lengths;
};

UnitRows unit_rows(const at::Tensor& features) {
  const at::Tensor values = features.detach().to(koleo_dtype(features));
  const at::Tensor lengths = at::linalg_vector_norm(values, 2, at::IntArrayRef{1}, true);
  const at::Tensor clamped = lengths.clamp_min(kKoleoEpsilon);
  return {values / clamped, clamped};
}

// [N * topk, D]: each row minus its neighbour, epsilon added to each element.
at::Tensor neighbour_differences(const at::Tensor& rows, const at::Tensor& neighbours) {
  const at::Tensor near = rows.index_select(0, neighbours.reshape({-1}));
  return rows.repeat_interleave(neighbours.size(1), 0).sub_(near).add_(kKoleoEpsilon);
}

at::Tensor row_lengths(const at::Tensor& rows) {
  return at::linalg_vector_norm(rows, 2, at::IntArrayRef{1}, true);
}

at::Tensor nearest_rows(const at::Tensor& rows, int64_t topk, int64_t groups) {
  const int64_t size = rows.size(0) / groups;
  at::Tensor neighbours = at::empty({rows.size(0), topk}, rows.options().dtype(at::kLong));
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  for (int64_t group = 0; group < rows.size(0); group += size) {
    const at::Tensor members = rows.narrow(0, group, size);
    for (int64_t begin = 0; begin < size; begin += kCosineRows) {
      const int64_t count = std::min(kCosineRows, size - begin);
      at::Tensor cosines = at::mm(members.narrow(0, begin, count), members.t());
      cosines.narrow(1, begin, count).diagonal().fill_(kNever);
      for (int64_t i = 0; i < topk; ++i) {
        // topk does not say which of equal values it takes, argmax does.
        const at::Tensor best = cosines.argmax(1, true);
        neighbours.narrow(0, group + begin, count).narrow(1, i, 1).copy_(best + group);
        cosines.scatter_(1, best, kNever);
      }
    }
  }
  return neighbours;
}

}  // namespace

void check_koleo(const at::Tensor& features, int64_t topk, int64_t groups) {
  TORCH_CHECK_VALUE(at::isFloatingType(features.scalar_type()),
                    "dino::koleo: features: expected floating point, got ", features.scalar_type());
  TORCH_CHECK_VALUE(features.layout() == at::kStrided,
                    "dino::koleo: features: expected a strided tensor, got ", features.layout());
  TORCH_CHECK_VALUE(features.dim() == 2 && features.size(1) > 0,
                    "dino::koleo: features: expected [samples, features] with at least one feature, got ",
                    features.sizes());
  TORCH_CHECK_VALUE(topk >= 1 && topk <= kKoleoLargestTopk, "dino::koleo: topk: expected 1 to ",
                    kKoleoLargestTopk, ", got ", topk);
  TORCH_CHECK_VALUE(groups >= 1 && features.size(0) % groups == 0,
                    "dino::koleo: groups: expected a divisor of the ", features.size(0), " samples, got ",
                    groups);
  TORCH_CHECK_VALUE(features.size(0) / groups > topk, "dino::koleo: features: expected groups of more than ",
                    topk, " samples, for so many neighbours, got ", features.size(0) / groups);
}

void check_koleo_backward(const at::Tensor& grad_loss, const at::Tensor& features,
                          const at::Tensor& neighbours) {
  TORCH_CHECK_VALUE(at::isFloatingType(features.scalar_type()),
                    "dino::koleo_backward: features: expected floating point, got ", features.scalar_type());
  TORCH_CHECK_VALUE(
      features.layout() == at::kStrided && features.dim() == 2 && features.size(1) > 0,
      "dino::koleo_backward: features: expected [samples, features] with at least one feature, got ",
      features.sizes());
  TORCH_CHECK_VALUE(
      at::isFloatingType(grad_loss.scalar_type()) && c10::multiply_integers(grad_loss.sizes()) == 1,
      "dino::koleo_backward: grad_loss: expected one floating point number, got ", grad_loss.scalar_type(),
      " ", grad_loss.sizes());
  TORCH_CHECK_VALUE(neighbours.layout() == at::kStrided,
                    "dino::koleo_backward: neighbours: expected a strided tensor, got ", neighbours.layout());
  TORCH_CHECK_VALUE(neighbours.scalar_type() == at::kLong && neighbours.dim() == 2 &&
                        neighbours.size(0) == features.size(0) && neighbours.size(1) > 0,
                    "dino::koleo_backward: neighbours: expected int64 [", features.size(0), ", topk], got ",
                    neighbours.scalar_type(), " ", neighbours.sizes());
  TORCH_CHECK_VALUE(neighbours.device() == features.device(),
                    "dino::koleo_backward: neighbours: expected on ", features.device(), ", got on ",
                    neighbours.device());
  TORCH_CHECK_VALUE(grad_loss.device() == features.device(), "dino::koleo_backward: grad_loss: expected on ",
                    features.device(), ", got on ", grad_loss.device());
  if (!neighbours.is_cpu() || neighbours.numel() == 0) return;
  const int64_t smallest = neighbours.min().item<int64_t>(), largest = neighbours.max().item<int64_t>();
  TORCH_CHECK_VALUE(smallest >= 0 && largest < features.size(0),
                    "dino::koleo_backward: neighbours: expected 0 to ", features.size(0) - 1, ", got ",
                    smallest < 0 ? smallest : largest);
}

at::ScalarType koleo_dtype(const at::Tensor& features) {
  return features.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
}

KoleoResult koleo_forward_reference(const at::Tensor& features, int64_t topk, int64_t groups) {
  check_koleo(features, topk, groups);
  at::NoGradGuard no_grad;
  // Its products would be of bfloat16.
  const c10::impl::ExcludeDispatchKeyGuard no_autocast(c10::autocast_dispatch_keyset);
  const at::Tensor rows = unit_rows(features).rows;
  const at::Tensor neighbours = nearest_rows(rows, topk, groups);
  const at::Tensor distances = row_lengths(neighbour_differences(rows, neighbours));
  return {distances.add_(kKoleoEpsilon).log_().mean().neg_(), neighbours};
}

at::Tensor koleo_backward_reference(const at::Tensor& grad_loss, const at::Tensor& features,
                                    const at::Tensor& neighbours) {
  check_koleo_backward(grad_loss, features, neighbours);
  at::NoGradGuard no_grad;
  const auto [rows, lengths] = unit_rows(features);
  at::Tensor steps = neighbour_differences(rows, neighbours);
  const at::Tensor distances = row_lengths(steps).clamp_min_(kKoleoSmallestDistance);
  const at::Tensor scale = grad_loss.detach().to(rows.scalar_type()).reshape({1, 1}) /
                           -static_cast<double>(std::max<int64_t>(1, neighbours.numel()));
  steps.mul_(scale / (distances * (distances + kKoleoEpsilon)));
  at::Tensor gradient = steps.view({rows.size(0), neighbours.size(1), rows.size(1)}).sum(1);
  // Not index_add_, whose order of summation on a GPU is left to chance.
  gradient.index_put_({neighbours.reshape({-1})}, steps.neg_(), true);
  // A length below epsilon was taken as a constant.
  const at::Tensor along = (gradient * rows).sum(1, true).masked_fill_(lengths <= kKoleoEpsilon, 0);
  return gradient.sub_(rows * along).div_(lengths).to(features.scalar_type());
}

at::Tensor koleo_composed(const at::Tensor& features, int64_t topk, int64_t groups) {
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::_koleo", "")
                             .typed<KoleoResult(const at::Tensor&, int64_t, int64_t)>();
  return std::get<0>(op.call(features, topk, groups));
}

void register_koleo(Registrar& registrar) {
  registrar.definitions.def(kKoleoSchema);
  registrar.definitions.def(kKoleoForwardSchema);
  registrar.definitions.def(kKoleoBackwardSchema);
  registrar.definitions.def(kKoleoReferenceSchema);
  registrar.definitions.def(kKoleoBackwardReferenceSchema);
  registrar.cpu.impl("_koleo", TORCH_FN(koleo_forward_cpu));
  registrar.cpu.impl("koleo_backward", TORCH_FN(koleo_backward_cpu));
  registrar.meta.impl("_koleo", TORCH_FN(koleo_forward_meta));
  registrar.meta.impl("koleo_backward", TORCH_FN(koleo_backward_meta));
  registrar.autograd.impl("koleo", TORCH_FN(koleo_autograd));
  registrar.autograd.impl("koleo_backward", TORCH_FN(koleo_backward_autograd));
  registrar.composed.impl("koleo", TORCH_FN(koleo_composed));
  registrar.composed.impl("_koleo", TORCH_FN(koleo_forward_reference));
  registrar.composed.impl("koleo_backward", TORCH_FN(koleo_backward_reference));
  registrar.composed.impl("koleo_reference", TORCH_FN(koleo_forward_reference));
  registrar.composed.impl("koleo_backward_reference", TORCH_FN(koleo_backward_reference));
}

}  // namespace dino::ops
