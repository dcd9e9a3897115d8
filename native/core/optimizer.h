// Optimisers over groups of parameters.
#pragma once
#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace dino {

enum class OptimizerKind { kAdamW, kSgd };

// Every option of every kind; PyTorch's defaults are set by the caller.
struct OptimizerOptions {
  double lr = 1e-3;
  double weight_decay = 0;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;
  double momentum = 0;
  double dampening = 0;
  bool nesterov = false;

  // By its public name (`lr`, `weightDecay`, …). Throws for an unknown name or a value out of range.
  void set(const std::string& name, double value);
};

struct ParameterGroup {
  std::vector<at::Tensor> parameters;
  OptimizerOptions options;
};

// AdamW (Loshchilov and Hutter 2019) and SGD with momentum, with PyTorch's results. Parameters without a
// gradient are left alone and their state is not made. State is kept in PyTorch's layout: `step`, `exp_avg`,
// `exp_avg_sq`; `momentum_buffer`.
class Optimizer {
 public:
  // Throws for a parameter that is given twice, is no leaf, or does not require a gradient.
  Optimizer(OptimizerKind kind, std::vector<ParameterGroup> groups);

  OptimizerKind kind() const { return kind_; }
  size_t groups() const { return groups_.size(); }
  const std::vector<at::Tensor>& parameters(size_t group) const { return groups_[group].parameters; }
  // What the next call of options() gives. Belongs to the thread that queues steps, not to the one that runs
  // them.
  OptimizerOptions& options(size_t group) { return groups_.at(group).options; }
  std::vector<OptimizerOptions> options() const;

  // One update; `options` has one entry a group.
  void step(const std::vector<OptimizerOptions>& options);
  // Sets gradients to undefined.
  void zero_grad();

 private:
  struct State {
    at::Tensor step;
    at::Tensor exp_avg;
    at::Tensor exp_avg_sq;
    at::Tensor momentum_buffer;
  };
  struct Group {
    std::vector<at::Tensor> parameters;
    OptimizerOptions options;
    std::vector<State> state;
  };

  void step_adamw(Group& group, const OptimizerOptions& options);
  void step_sgd(Group& group, const OptimizerOptions& options);

  OptimizerKind kind_;
  std::vector<Group> groups_;
};

}  // namespace dino
