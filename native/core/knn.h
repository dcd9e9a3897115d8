// Weighted k-nearest-neighbour classification of features.
#pragma once
#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

namespace dino {

struct KnnResult {
  int64_t k;                   // clipped to the number of training features
  std::optional<double> top1;  // share of test features, 0 to 1; absent without test labels
  std::optional<double> top5;
  at::Tensor votes;        // [test, classes], float32
  at::Tensor predictions;  // [test], int64
};

// The k-NN of DINO's evaluation (Wu et al. 2018): features are L2-normalised, each of the k training features
// with the largest cosine votes exp(cosine / temperature) for its class. Features [N, D] floating point,
// labels [N] int64 in [0, classes). Memory beyond the votes is bounded, whatever the number of training
// features.
std::vector<KnnResult> knn(const at::Tensor& train_features, const at::Tensor& train_labels,
                           const at::Tensor& test_features, const std::optional<at::Tensor>& test_labels,
                           const std::vector<int64_t>& ks, double temperature, int64_t classes);

}  // namespace dino
