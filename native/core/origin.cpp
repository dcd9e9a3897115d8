#include "core/origin.h"

#include <ATen/SequenceNumber.h>
#include <ATen/record_function.h>

#include "core/graph.h"

namespace dino {

using torch::autograd::variable_list;

namespace {

// Holds the stack for as long as the node lives, and does nothing.
struct OriginHook final : torch::autograd::FunctionPreHook {
  explicit OriginHook(std::shared_ptr<const std::string> text) : stack(std::move(text)) {}
  variable_list operator()(const variable_list& gradients) override { return gradients; }
  std::shared_ptr<const std::string> stack;
};

}  // namespace

Origin::Origin(std::shared_ptr<const std::string> stack)
    : stack_(std::move(stack)),
      thread_(at::RecordFunction::currentThreadId()),
      first_(at::sequence_number::peek()) {}

void Origin::mark(const at::Tensor& result) const {
  if (!result.defined()) return;
  walk_graph({result}, [&](torch::autograd::Node& node) {
    // Leaves count as the newest of all nodes, and belong to no call.
    const bool is_new =
        node.thread_id() == thread_ && node.sequence_nr() >= first_ && node.sequence_nr() != UINT64_MAX;
    if (is_new && origin_of(node).empty()) node.add_pre_hook(std::make_unique<OriginHook>(stack_));
    return is_new;
  });
}

std::string origin_of(torch::autograd::Node& node) {
  for (const auto& hook : node.pre_hooks())
    if (const auto* origin = dynamic_cast<const OriginHook*>(hook.get())) return *origin->stack;
  return {};
}

}  // namespace dino
