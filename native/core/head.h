// DINO's projection head.
#pragma once
#include <ATen/core/Tensor.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dino {

struct HeadOptions {
  int64_t in_dim;
  int64_t prototypes;  // K, the width of the output
  int64_t hidden_dim = 2048;
  int64_t bottleneck_dim = 256;
  int64_t layers = 3;           // linear layers before the normalisation, 1 to 16
  bool batch_norm = false;      // after every hidden layer
  bool norm_last_layer = true;  // weight_g stays 1
  bool mlp_bias = true;
};

// DINOHead of DINO v1: an MLP with exact GELU, L2 normalisation (eps 1e-12), and a weight-normalised linear
// layer without bias to K prototypes. Parameters carry the reference's names (`mlp.0.weight`,
// `last_layer.weight_g`).
class Head {
 public:
  // Weights: normal with standard deviation 0.02, biases 0; weight_v uniform on ±1/sqrt(bottleneck),
  // weight_g 1.
  Head(const HeadOptions& options, uint64_t seed);

  const HeadOptions& options() const { return options_; }
  // [N, in_dim] to [N, K]. In train mode BatchNorm uses the batch's statistics and updates its own. A frozen
  // last layer gets no gradients at all, so that optimisers pass it by.
  at::Tensor forward(const at::Tensor& input, bool freeze_last_layer = false) const;
  void train(bool mode) { training_ = mode; }

  std::vector<std::pair<std::string, at::Tensor>> named_parameters() const;
  std::vector<std::pair<std::string, at::Tensor>> named_buffers() const;
  // A copy whose parameters do not require gradients.
  Head frozen_copy() const;

 private:
  struct BatchNorm {
    at::Tensor weight, bias, running_mean, running_var, batches;
  };
  struct Layer {
    at::Tensor weight, bias;
    std::optional<BatchNorm> norm;
    int index;  // place in the reference's Sequential
    int norm_index;
  };

  template <class F>
  void each_parameter(F visit) const;

  HeadOptions options_;
  std::vector<Layer> layers_;
  at::Tensor weight_g_, weight_v_;
  bool training_ = true;
};

}  // namespace dino
