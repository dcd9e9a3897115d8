// What a network computes before its classifier, or at layers of its own, without changing the network.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <optional>
#include <string>
#include <vector>

#include "core/taps.h"

namespace dino {

// How a layer's value becomes rows [B, D]. A value that is a tuple or list counts by its first element, a
// dictionary (DINOv2's forward_features) by its class or patch tokens.
enum class Pooling {
  kAuto,     // a map [B, D, h, w] by its mean, tokens [B, N, D] by the first, the class token
  kCls,      // tokens by the first
  kGap,      // maps and tokens by their mean
  kFlatten,  // everything of an image in one row
  kCustom,   // by the caller
};

struct FeatureOptions {
  std::vector<std::string> layers;  // dotted paths of submodules; none: what enters the classifier
  std::string classifier = "auto";  // its path, "auto" or "none": then the features are the module's output
  Pooling pooling = Pooling::kAuto;
};

// Features of a TorchScript module. The classifier is the submodule with a 2-D weight whose output is the
// module's output; its input is tapped. Works on scripted and traced modules and on any instance of the same
// class (the teacher's copy).
class FeatureExtractor {
 public:
  // Throws naming a path that the module does not call, with those that it calls.
  FeatureExtractor(const torch::jit::Module& module, FeatureOptions options);

  // Dotted path of the classifier; empty when there is none, or when layers were asked for.
  const std::string& classifier() const { return classifier_; }
  const FeatureOptions& options() const { return options_; }

  // One value a layer, as the module computed it, but for maps, which are [B, D, h, w] whatever the module's
  // own layout: what Pooling::kCustom begins with.
  std::vector<at::Tensor> values(const torch::jit::Module& module, const at::Tensor& images) const;
  // Rows [B, D] of such values, those of several layers beside each other. Throws for a shape that has none.
  at::Tensor pooled(const std::vector<at::Tensor>& values) const;
  at::Tensor run(const torch::jit::Module& module, const at::Tensor& images) const {
    return pooled(values(module, images));
  }

 private:
  at::Tensor pooled(const at::Tensor& value) const;

  FeatureOptions options_;
  std::string classifier_;
  bool linear_ = false;  // the classifier: the channels of its input are last
  std::optional<Taps> taps_;
};

// Dotted path of a module's classifier, the submodule with a 2-D weight whose output is the module's output;
// empty when there is none.
std::string find_classifier(const torch::jit::Module& module);

// Whether a map of these sizes is [B, h, w, D], as Swin has it, instead of [B, D, h, w]: by which two of its
// sizes are to each other as the images' height and width.
bool has_channels_last(at::IntArrayRef map, int64_t height, int64_t width);

// The first tensor of a module's output: itself, or the first of a tuple or list. Throws for anything else.
at::Tensor first_tensor(const c10::IValue& output);

// The mode that the graph's calls of batch_norm are fixed to, as tracing leaves them; nothing when they
// follow `training`.
std::optional<bool> baked_training(const torch::jit::Module& module);

}  // namespace dino
