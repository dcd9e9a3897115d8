#include "core/knn.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace dino {

namespace {

// Similarities that are held at once: 64 MiB of float32.
constexpr int64_t kSimilarities = int64_t{16} << 20;

void check_features(const at::Tensor& features, const at::Tensor& labels, int64_t classes,
                    const char* which) {
  TORCH_CHECK_VALUE(features.dim() == 2 && at::isFloatingType(features.scalar_type()), "knn: ", which,
                    "Features: expected floating point [N, D], got ", features.scalar_type(), " ",
                    features.sizes());
  if (!labels.defined()) return;
  TORCH_CHECK_VALUE(
      labels.dim() == 1 && labels.scalar_type() == at::kLong && labels.size(0) == features.size(0),
      "knn: ", which, "Labels: expected int64 [", features.size(0), "], got ", labels.scalar_type(), " ",
      labels.sizes());
  if (labels.numel() == 0) return;
  TORCH_CHECK_VALUE(labels.min().item<int64_t>() >= 0 && labels.max().item<int64_t>() < classes,
                    "knn: ", which, "Labels: expected 0 to ", classes - 1, ", got ",
                    labels.min().item<int64_t>(), " to ", labels.max().item<int64_t>());
}

// exp(similarity / temperature). Below a temperature of about 0.011 that is too large for float32: what is
// too much is taken off all exponents of a row, whose ranking does not change.
at::Tensor votes_of(at::Tensor similarity, double temperature) {
  constexpr double kMostExponent = 80, kLeastTemperature = 1e-30;
  const at::Tensor exponents = similarity.div_(std::max(temperature, kLeastTemperature));
  return exponents.sub_(exponents.amax(1, /*keepdim=*/true).sub_(kMostExponent).clamp_min_(0)).exp_();
}

double share_within(const at::Tensor& ranking, const at::Tensor& labels, int64_t first) {
  const int64_t width = std::min(first, ranking.size(1));
  return ranking.narrow(1, 0, width).eq(labels.unsqueeze(1)).any(1).to(at::kDouble).mean().item<double>();
}

}  // namespace

std::vector<KnnResult> knn(const at::Tensor& train_features, const at::Tensor& train_labels,
                           const at::Tensor& test_features, const std::optional<at::Tensor>& test_labels,
                           const std::vector<int64_t>& ks, double temperature, int64_t classes) {
  at::NoGradGuard no_grad;
  check_features(train_features, train_labels, classes, "train");
  check_features(test_features, test_labels.value_or(at::Tensor()), classes, "test");
  TORCH_CHECK_VALUE(train_features.size(1) == test_features.size(1) && train_features.size(0) > 0,
                    "knn: expected training features of the test features' width, got ",
                    train_features.sizes(), " and ", test_features.sizes());
  TORCH_CHECK_VALUE(temperature > 0, "knn: temperature: expected above 0, got ", temperature);
  TORCH_CHECK_VALUE(!ks.empty() && *std::min_element(ks.begin(), ks.end()) > 0, "knn: k: expected 1 or more");

  const auto normalized = [](const at::Tensor& features) {
    const at::Tensor rows = features.to(at::kFloat);
    return rows / rows.norm(2, {1}, /*keepdim=*/true).clamp_min(1e-12);
  };
  const at::Tensor train = normalized(train_features).t();
  const at::Tensor test = normalized(test_features);
  const int64_t neighbours = std::min(*std::max_element(ks.begin(), ks.end()), train.size(1));
  const int64_t rows = std::max<int64_t>(1, kSimilarities / train.size(1));
  std::vector<at::Tensor> similarity_parts, index_parts;
  for (int64_t begin = 0; begin < test.size(0); begin += rows) {
    const at::Tensor part = test.narrow(0, begin, std::min(rows, test.size(0) - begin));
    auto [similarity, index] = part.mm(train).topk(neighbours, 1);
    similarity_parts.push_back(similarity);
    index_parts.push_back(index);
  }
  const bool empty = similarity_parts.empty();
  const at::Tensor weights =
      empty ? at::zeros({0, neighbours}) : votes_of(at::cat(similarity_parts), temperature);
  const at::Tensor labels =
      empty ? at::zeros({0, neighbours}, at::kLong)
            : train_labels.index_select(0, at::cat(index_parts).flatten()).view({-1, neighbours});

  std::vector<KnnResult> results;
  for (const int64_t wanted : ks) {
    const int64_t k = std::min(wanted, neighbours);
    KnnResult result{k, std::nullopt, std::nullopt, at::zeros({test.size(0), classes}), {}};
    result.votes.scatter_add_(1, labels.narrow(1, 0, k), weights.narrow(1, 0, k));
    const at::Tensor ranking = result.votes.argsort(/*stable=*/true, 1, /*descending=*/true);
    result.predictions = ranking.select(1, 0).contiguous();
    if (test_labels && test.size(0) > 0) {
      result.top1 = share_within(ranking, *test_labels, 1);
      result.top5 = share_within(ranking, *test_labels, 5);
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace dino
