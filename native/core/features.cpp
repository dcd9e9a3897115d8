#include "core/features.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>

#include <cmath>

#include "core/module_calls.h"

namespace dino {

namespace {

namespace jit = torch::jit;

constexpr int kDeepest = 64;

// The call that makes the graph's result, seen through values that the ends of If blocks hand on.
jit::Node* call_behind(jit::Value* value) {
  jit::Node* node = value->node();
  if (node->kind() == c10::prim::CallMethod) return node;
  if (node->kind() != c10::prim::If) return nullptr;
  for (jit::Block* block : node->blocks())
    if (jit::Node* call = call_behind(block->outputs()[value->offset()])) return call;
  return nullptr;
}

bool has_matrix_weight(const jit::Module& module, const std::string& path) {
  jit::Module at = module;
  for (size_t begin = 0; begin < path.size();) {
    const size_t end = std::min(path.find('.', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    if (!at.hasattr(name) || !at.attr(name).isModule()) return false;
    at = at.attr(name).toModule();
    begin = end + 1;
  }
  return at.hasattr("weight") && at.attr("weight").isTensor() && at.attr("weight").toTensor().defined() &&
         at.attr("weight").toTensor().dim() == 2;
}

// By hand: jit::Inline leaves calls within calls, since the executor's optimisation is off in our processes.
std::optional<bool> baked_training_in(const jit::Graph& graph) {
  for (const jit::Node* node : graph.nodes()) {
    std::optional<bool> found;
    if (node->kind() == c10::prim::CallMethod) {
      if (jit::GraphFunction* callee = callee_of(node)) found = baked_training_in(*callee->graph());
    } else if (node->kind() == c10::aten::batch_norm) {
      if (const auto training = jit::toIValue(node->input(5)); training && training->isBool())
        found = training->toBool();
    }
    if (found) return found;
  }
  return std::nullopt;
}

// The tokens of DINOv2's forward_features; nothing for any other dictionary.
std::optional<at::Tensor> tokens_of(const c10::IValue& value, const char* key) {
  if (!value.isGenericDict()) return std::nullopt;
  for (const auto& entry : value.toGenericDict())
    if (entry.key().isString() && entry.key().toStringRef() == key && entry.value().isTensor())
      return entry.value().toTensor();
  return std::nullopt;
}

at::Tensor tensor_of(const c10::IValue& value, Pooling pooling) {
  const char* key =
      pooling == Pooling::kGap || pooling == Pooling::kFlatten ? "x_norm_patchtokens" : "x_norm_clstoken";
  if (const auto tokens = tokens_of(value, key)) return *tokens;
  return first_tensor(value);
}

}  // namespace

FeatureExtractor::FeatureExtractor(const jit::Module& module, FeatureOptions options)
    : options_(std::move(options)) {
  if (!options_.layers.empty()) {
    taps_.emplace(module, "forward", options_.layers, "returnLayer");
  } else if (options_.classifier != "none") {
    classifier_ = options_.classifier == "auto" ? find_classifier(module) : options_.classifier;
    linear_ = !classifier_.empty() && has_matrix_weight(module, classifier_);
    if (!classifier_.empty())
      taps_.emplace(module, "forward", std::vector{classifier_ + ":input"}, "stripHead");
  }
}

std::vector<at::Tensor> FeatureExtractor::values(const jit::Module& module, const at::Tensor& images) const {
  const auto tensor = [&](const c10::IValue& value) {
    const at::Tensor found = tensor_of(value, options_.pooling);
    if (found.dim() != 4) return found;
    const bool last = linear_ || has_channels_last(found.sizes(), images.size(2), images.size(3));
    return last ? found.permute({0, 3, 1, 2}) : found;
  };
  if (!taps_) return {tensor(jit::Module(module).forward({images}))};
  std::vector<at::Tensor> result;
  const std::vector<c10::IValue> found = taps_->run(module, {images});
  for (size_t i = 0; i < found.size(); ++i) {
    TORCH_CHECK_VALUE(!found[i].isNone(), "features: the module did not call '", taps_->paths()[i],
                      "' for these images");
    result.push_back(tensor(found[i]));
  }
  return result;
}

at::Tensor FeatureExtractor::pooled(const std::vector<at::Tensor>& values) const {
  if (values.size() == 1) return pooled(values[0]);
  std::vector<at::Tensor> rows;
  for (const at::Tensor& value : values) rows.push_back(pooled(value));
  return at::cat(rows, 1);
}

at::Tensor FeatureExtractor::pooled(const at::Tensor& value) const {
  switch (options_.pooling) {
    case Pooling::kAuto:
      if (value.dim() == 4) return value.mean({2, 3});
      if (value.dim() == 3) return value.select(1, 0);
      break;
    case Pooling::kCls:
      if (value.dim() == 3) return value.select(1, 0);
      break;
    case Pooling::kGap:
      if (value.dim() == 4) return value.mean({2, 3});
      if (value.dim() == 3) return value.mean(1);
      break;
    case Pooling::kFlatten:
      if (value.dim() > 2) return value.flatten(1);
      break;
    case Pooling::kCustom:
      break;
  }
  TORCH_CHECK_VALUE(value.dim() == 2, "features: expected ",
                    options_.pooling == Pooling::kCls ? "[B, D] or tokens [B, N, D]"
                                                      : "[B, D], tokens [B, N, D] or a map [B, D, h, w]",
                    ", got ", value.sizes(),
                    "; choose another layer with returnLayer, or pool it with preprocessFunc");
  return value;
}

// Follows the module's result from call to call, inlining each, down to the one that is a linear classifier.
std::string find_classifier(const jit::Module& module) {
  const auto graph = module.get_method("forward").graph()->copy();
  const jit::Value* self = graph->inputs()[0];
  for (int depth = 0; depth < kDeepest; ++depth) {
    jit::Node* call = call_behind(graph->outputs()[0]);
    if (call == nullptr || call->inputs().size() < 2) return {};
    const auto path = path_of(call->input(0), self);
    jit::GraphFunction* callee = callee_of(call);
    if (!path || callee == nullptr) return {};
    if (!path->empty() && is_forward(call) && has_matrix_weight(module, *path)) return *path;
    // graph(), not the optimised one: that one is flattened and the calls in it are gone.
    jit::inlineCallTo(call, callee, callee->graph().get());
  }
  return {};
}

bool has_channels_last(at::IntArrayRef map, int64_t height, int64_t width) {
  // How far two of the sizes are from the images' ratio.
  const auto distance = [&](int64_t down, int64_t right) {
    const auto a = static_cast<double>(down * width);
    const auto b = static_cast<double>(right * height);
    return std::abs(a - b) / std::max(a + b, 1.0);
  };
  return map.size() == 4 && distance(map[1], map[2]) < distance(map[2], map[3]);
}

at::Tensor first_tensor(const c10::IValue& output) {
  if (output.isTensor()) return output.toTensor();
  if (output.isTuple() && !output.toTupleRef().elements().empty())
    return first_tensor(output.toTupleRef().elements()[0]);
  if (output.isTensorList() && output.toTensorList().size() > 0) return output.toTensorList().get(0);
  if (output.isList() && !output.toListRef().empty()) return first_tensor(output.toListRef()[0]);
  TORCH_CHECK_VALUE(false,
                    "the module's output: expected a Tensor, a tuple that begins with one, or a "
                    "dictionary with x_norm_clstoken, got ",
                    output.tagKind());
}

std::optional<bool> baked_training(const jit::Module& module) {
  return baked_training_in(*module.get_method("forward").graph());
}

}  // namespace dino
