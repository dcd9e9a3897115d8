#include "core/features.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>

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

at::Tensor as_rows(const at::Tensor& features) {
  TORCH_CHECK_VALUE(features.dim() == 2, "features: expected [B, D] or a map, got ", features.sizes(),
                    "; give the module an output of one vector an image");
  return features;
}

}  // namespace

FeatureExtractor::FeatureExtractor(const jit::Module& module, bool strip_classifier) {
  if (!strip_classifier) return;
  classifier_ = find_classifier(module);
  if (!classifier_.empty()) taps_.emplace(module, "forward", std::vector{classifier_ + ":input"});
}

at::Tensor FeatureExtractor::run(const jit::Module& module, const at::Tensor& images) const {
  if (!taps_) {
    const at::Tensor output = first_tensor(jit::Module(module).forward({images}));
    return as_rows(output.dim() == 4 ? output.mean({2, 3}) : output);
  }
  // A linear classifier has its channels last.
  const at::Tensor input = first_tensor(taps_->run(module, {images})[0]);
  return as_rows(input.dim() == 4 ? input.mean({1, 2}) : input);
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

at::Tensor first_tensor(const c10::IValue& output) {
  if (output.isTensor()) return output.toTensor();
  if (output.isTuple() && !output.toTupleRef().elements().empty())
    return first_tensor(output.toTupleRef().elements()[0]);
  if (output.isTensorList() && output.toTensorList().size() > 0) return output.toTensorList().get(0);
  TORCH_CHECK_VALUE(false, "the module's output: expected a Tensor or a tuple that begins with one, got ",
                    output.tagKind());
}

std::optional<bool> baked_training(const jit::Module& module) {
  return baked_training_in(*module.get_method("forward").graph());
}

}  // namespace dino
