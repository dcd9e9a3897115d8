#include "core/anomaly.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <mutex>
#include <stdexcept>

#include "core/graph.h"
#include "core/origin.h"

namespace dino {

using torch::autograd::Node;
using torch::autograd::variable_list;

// Shared with the hooks, which may outlive a failed run.
struct AnomalyWatch::State {
  std::mutex mutex;
  bool active = true;
  std::vector<c10::intrusive_ptr<Node>> watched;
  // Nodes at work: one for each of LibTorch's device threads.
  std::vector<Node*> running;
  std::optional<Finding> found;
};

class AnomalyWatch::Before final : public torch::autograd::FunctionPreHook {
 public:
  Before(std::shared_ptr<State> state, Node* node) : state_(std::move(state)), node_(node) {}
  variable_list operator()(const variable_list& gradients) override {
    std::lock_guard lock(state_->mutex);
    if (state_->active) state_->running.push_back(node_);
    return gradients;
  }

 private:
  std::shared_ptr<State> state_;
  Node* node_;
};

class AnomalyWatch::After final : public torch::autograd::FunctionPostHook {
 public:
  After(std::shared_ptr<State> state, Node* node) : state_(std::move(state)), node_(node) {}
  variable_list operator()(const variable_list& results, const variable_list&) override {
    std::lock_guard lock(state_->mutex);
    if (!state_->active) return results;
    for (size_t i = 0; i < results.size(); ++i) {
      if (!has_nan(results[i])) continue;
      state_->found = {node_->name(), origin_of(*node_), static_cast<int>(i)};
      throw std::runtime_error("NaN in a gradient");
    }
    std::erase(state_->running, node_);
    return results;
  }

 private:
  static bool has_nan(const at::Tensor& tensor) {
    at::NoGradGuard no_grad;
    return tensor.defined() && at::isnan(tensor).any().item<bool>();
  }

  std::shared_ptr<State> state_;
  Node* node_;
};

AnomalyWatch::AnomalyWatch(const std::vector<at::Tensor>& roots) : state_(std::make_shared<State>()) {
  walk_graph(roots, [this](Node& node) {
    node.add_pre_hook(std::make_unique<Before>(state_, &node));
    node.add_post_hook(std::make_unique<After>(state_, &node));
    state_->watched.push_back(node.getptr());
    return true;
  });
}

AnomalyWatch::~AnomalyWatch() {
  std::vector<c10::intrusive_ptr<Node>> watched;
  {
    std::lock_guard lock(state_->mutex);
    state_->active = false;
    watched.swap(state_->watched);
    // After a failure LibTorch's device threads may still be among the hooks: they stay, and do nothing.
    if (!state_->running.empty()) return;
  }
  for (const auto& node : watched) {
    node->pre_hooks().pop_back();
    node->post_hooks().pop_back();
  }
}

std::optional<AnomalyWatch::Finding> AnomalyWatch::finding() const {
  std::lock_guard lock(state_->mutex);
  if (state_->found || state_->running.empty()) return state_->found;
  return Finding{state_->running.back()->name(), origin_of(*state_->running.back())};
}

}  // namespace dino
