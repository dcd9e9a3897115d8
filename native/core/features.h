// What a network computes before its classifier, without changing the network.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <optional>
#include <string>

#include "core/taps.h"

namespace dino {

// Features of a TorchScript module [B, D]. The classifier is the submodule with a 2-D weight whose output is
// the module's output; its input is tapped. Works on scripted and traced modules and on any instance of the
// same class (the teacher's copy).
class FeatureExtractor {
 public:
  // With `strip_classifier` false, or when no classifier is found, the features are the module's output.
  FeatureExtractor(const torch::jit::Module& module, bool strip_classifier);

  // Dotted path of the classifier; empty when there is none.
  const std::string& classifier() const { return classifier_; }
  // A map is averaged over its positions. Throws for an output that is no [B, D].
  at::Tensor run(const torch::jit::Module& module, const at::Tensor& images) const;

 private:
  std::string classifier_;
  std::optional<Taps> taps_;
};

// Dotted path of a module's classifier, the submodule with a 2-D weight whose output is the module's output;
// empty when there is none.
std::string find_classifier(const torch::jit::Module& module);

// The first tensor of a module's output: itself, or the first of a tuple or list. Throws for anything else.
at::Tensor first_tensor(const c10::IValue& output);

// The mode that the graph's calls of batch_norm are fixed to, as tracing leaves them; nothing when they
// follow `training`.
std::optional<bool> baked_training(const torch::jit::Module& module);

}  // namespace dino
