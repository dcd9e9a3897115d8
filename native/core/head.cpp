#include "core/head.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <cmath>

namespace dino {

Head::Head(const HeadOptions& options, uint64_t seed) : options_(options) {
  const auto at_least_one = [](int64_t value, const char* name) {
    TORCH_CHECK_VALUE(value >= 1 && value <= int64_t{1} << 31, "head: ", name, ": expected 1 to 2^31, got ",
                      value);
  };
  at_least_one(options.in_dim, "inDim");
  at_least_one(options.prototypes, "prototypes");
  at_least_one(options.hidden_dim, "hiddenDim");
  at_least_one(options.bottleneck_dim, "bottleneckDim");
  TORCH_CHECK_VALUE(options.layers >= 1 && options.layers <= 16, "head: layers: expected 1 to 16, got ",
                    options.layers);

  at::NoGradGuard no_grad;
  const at::Generator generator = at::detail::createCPUGenerator(seed);
  int index = 0;
  for (int64_t i = 0; i < options.layers; ++i) {
    const bool last = i + 1 == options.layers;
    const int64_t in = i == 0 ? options.in_dim : options.hidden_dim;
    const int64_t out = last ? options.bottleneck_dim : options.hidden_dim;
    Layer layer;
    layer.index = index;
    layer.norm_index = index + 1;
    // The reference cuts the normal distribution at ±2, a hundred standard deviations: no cut at all.
    layer.weight = at::empty({out, in}).normal_(0, 0.02, generator);
    if (options.mlp_bias) layer.bias = at::zeros({out});
    if (options.batch_norm && !last)
      layer.norm = BatchNorm{at::ones({out}), at::zeros({out}), at::zeros({out}), at::ones({out}),
                             at::zeros({}, at::kLong)};
    index += options.batch_norm ? 3 : 2;
    layers_.push_back(std::move(layer));
  }
  const double bound = 1 / std::sqrt(static_cast<double>(options.bottleneck_dim));
  weight_v_ = at::empty({options.prototypes, options.bottleneck_dim}).uniform_(-bound, bound, generator);
  weight_g_ = at::ones({options.prototypes, 1});
  each_parameter([&](const std::string& name, const at::Tensor& tensor) {
    tensor.set_requires_grad(!(options_.norm_last_layer && name == "last_layer.weight_g"));
  });
}

at::Tensor Head::forward(const at::Tensor& input, bool freeze_last_layer) const {
  TORCH_CHECK_VALUE(input.dim() == 2 && input.size(1) == options_.in_dim, "head: expected input [N, ",
                    options_.in_dim, "], got ", input.sizes());
  at::Tensor x = input;
  for (size_t i = 0; i < layers_.size(); ++i) {
    const Layer& layer = layers_[i];
    x = at::linear(x, layer.weight, layer.bias);
    if (layer.norm) {
      const BatchNorm& norm = *layer.norm;
      if (training_) {
        at::NoGradGuard no_grad;
        norm.batches.add_(1);
      }
      x = at::batch_norm(x, norm.weight, norm.bias, norm.running_mean, norm.running_var, training_, 0.1, 1e-5,
                         /*cudnn_enabled=*/true);
    }
    if (i + 1 < layers_.size()) x = at::gelu(x);
  }
  x = x.div(x.norm(2, {1}, /*keepdim=*/true).clamp_min(1e-12));
  const at::Tensor weight = at::_weight_norm(weight_v_, weight_g_, 0);
  return at::linear(x, freeze_last_layer ? weight.detach() : weight);
}

template <class F>
void Head::each_parameter(F visit) const {
  for (const Layer& layer : layers_) {
    // A single layer is a module of its own in the reference, not the first of a Sequential.
    const auto name = [&](int index) {
      return options_.layers == 1 ? std::string("mlp.") : "mlp." + std::to_string(index) + '.';
    };
    visit(name(layer.index) + "weight", layer.weight);
    if (layer.bias.defined()) visit(name(layer.index) + "bias", layer.bias);
    if (!layer.norm) continue;
    visit(name(layer.norm_index) + "weight", layer.norm->weight);
    visit(name(layer.norm_index) + "bias", layer.norm->bias);
  }
  visit("last_layer.weight_g", weight_g_);
  visit("last_layer.weight_v", weight_v_);
}

std::vector<std::pair<std::string, at::Tensor>> Head::named_parameters() const {
  std::vector<std::pair<std::string, at::Tensor>> result;
  each_parameter(
      [&](const std::string& name, const at::Tensor& tensor) { result.emplace_back(name, tensor); });
  return result;
}

std::vector<std::pair<std::string, at::Tensor>> Head::named_buffers() const {
  std::vector<std::pair<std::string, at::Tensor>> result;
  for (const Layer& layer : layers_) {
    if (!layer.norm) continue;
    const std::string prefix = "mlp." + std::to_string(layer.norm_index) + '.';
    result.emplace_back(prefix + "running_mean", layer.norm->running_mean);
    result.emplace_back(prefix + "running_var", layer.norm->running_var);
    result.emplace_back(prefix + "num_batches_tracked", layer.norm->batches);
  }
  return result;
}

Head Head::frozen_copy() const {
  at::NoGradGuard no_grad;
  Head copy = *this;
  const auto own = [](at::Tensor& tensor) {
    if (tensor.defined()) tensor = tensor.detach().clone();
  };
  for (Layer& layer : copy.layers_) {
    own(layer.weight);
    own(layer.bias);
    if (!layer.norm) continue;
    for (at::Tensor* tensor : {&layer.norm->weight, &layer.norm->bias, &layer.norm->running_mean,
                               &layer.norm->running_var, &layer.norm->batches})
      own(*tensor);
  }
  own(copy.weight_g_);
  own(copy.weight_v_);
  return copy;
}

}  // namespace dino
