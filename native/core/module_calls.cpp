#include "core/module_calls.h"

#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/ir.h>

#include <algorithm>
#include <unordered_set>

namespace dino {

namespace {

namespace jit = torch::jit;

struct Listing {
  std::vector<ModuleCall> calls;
  std::unordered_set<std::string> known;
  // Paths and methods whose graphs were read: calls of calls may otherwise multiply without end.
  std::unordered_set<std::string> read;

  void add_block(const jit::Block* block, const jit::Value* self, const std::string& prefix) {
    for (const jit::Node* node : block->nodes()) {
      for (const jit::Block* inner : node->blocks()) add_block(inner, self, prefix);
      if (node->kind() == c10::prim::CallMethod) add_call(node, self, prefix);
    }
  }

  void add_call(const jit::Node* call, const jit::Value* self, const std::string& prefix) {
    const auto below = path_of(call->input(0), self);
    if (!below) return;
    const std::string path = prefix.empty() || below->empty() ? prefix + *below : prefix + '.' + *below;
    jit::GraphFunction* callee = callee_of(call);
    if (callee != nullptr && read.insert(path + ':' + call->s(c10::attr::name)).second)
      add_block(callee->graph()->block(), callee->graph()->inputs()[0], path);
    if (below->empty() || !is_forward(call) || !known.insert(path).second) return;
    calls.push_back(
        {path, call->inputs().size() > 1 ? call->input(1)->type() : nullptr, call->output()->type()});
  }
};

}  // namespace

std::optional<std::string> path_of(const jit::Value* value, const jit::Value* self) {
  if (value == self) return std::string();
  const jit::Node* node = value->node();
  if (node->kind() != c10::prim::GetAttr) return std::nullopt;
  const auto parent = path_of(node->input(), self);
  if (!parent) return std::nullopt;
  const std::string& name = node->s(c10::attr::name);
  return parent->empty() ? name : *parent + '.' + name;
}

jit::GraphFunction* callee_of(const jit::Node* call) {
  const auto type = call->input(0)->type()->cast<c10::ClassType>();
  return type == nullptr ? nullptr : jit::tryToGraphFunction(type->getMethod(call->s(c10::attr::name)));
}

bool is_forward(const jit::Node* call) {
  constexpr std::string_view kForward = "forward";
  const std::string& name = call->s(c10::attr::name);
  return name.starts_with(kForward) && std::all_of(name.begin() + kForward.size(), name.end(),
                                                   [](char c) { return (c >= '0' && c <= '9') || c == '_'; });
}

std::vector<ModuleCall> module_calls(const jit::Module& module, const std::string& method) {
  Listing listing;
  const auto graph = jit::toGraphFunction(module.get_method(method).function()).graph();
  listing.add_block(graph->block(), graph->inputs()[0], "");
  return std::move(listing.calls);
}

}  // namespace dino
