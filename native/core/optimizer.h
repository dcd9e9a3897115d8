// Optimisers over groups of parameters: what the kinds have in common.
#pragma once
#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

namespace dino {

// Every option of every kind; defaults are set by the caller.
struct OptimizerOptions {
  double lr = 1e-3;
  double weight_decay = 0;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double eps = 1e-8;
  double momentum = 0;
  double dampening = 0;
  double eta = 1e-3;
  bool nesterov = false;
  bool amsgrad = false;
  bool maximize = false;

  // By its public name (`lr`, `weightDecay`, …). Throws for an unknown name or a value out of range; `what`
  // begins the message.
  void set(const std::string& what, const std::string& name, double value);
  static bool is_flag(const std::string& name);
};

// One tensor that an optimiser keeps for a parameter, by PyTorch's name for it.
struct StateSlot {
  const char* name;
  // Whether a parameter that has state at all has this one.
  bool always;
  // A number, of float32, and not a tensor of the parameter's shape.
  bool scalar;
};
// A tensor a slot, undefined where there is none; empty before the parameter's first step.
using ParameterState = std::vector<at::Tensor>;

// Parameters without a gradient are left alone and their state is not made. Groups and options belong to the
// thread that queues jobs, states to the thread that runs them: a job works on the plan of the moment when it
// was queued.
class Optimizer {
 public:
  struct Group {
    std::vector<at::Tensor> parameters;
    std::vector<ParameterState> state;
  };
  struct Planned {
    std::shared_ptr<Group> group;
    OptimizerOptions options;
  };
  using Plan = std::vector<Planned>;

  explicit Optimizer(const char* name) : name_(name) {}
  virtual ~Optimizer() = default;

  // Of "AdamW", "Adam", "SGD", "LARS". Throws for another kind.
  static std::shared_ptr<Optimizer> make(const std::string& kind);

  const char* name() const { return name_; }
  virtual const std::vector<StateSlot>& slots() const = 0;

  // Throws for a parameter that is given twice, is no leaf, or does not require a gradient; changes nothing
  // then.
  void add_group(std::vector<at::Tensor> parameters, const OptimizerOptions& options);
  // Throws where options do not go together.
  void set_options(size_t group, const OptimizerOptions& options);
  void check(size_t group, const OptimizerOptions& options) const;
  const Plan& plan() const { return groups_; }

  // Missing state is made for all parameters before any is written: where memory runs out for it, nothing has
  // changed. What the update of a single parameter needs besides is taken before that parameter is written.
  // Throws for state of another dtype or device than its parameter; nothing has changed then either.
  void step(const Plan& plan) const;
  static void zero_grad(const Plan& plan, bool set_to_none);
  // Copies, a parameter after the other through all groups.
  std::vector<ParameterState> state(const Plan& plan) const;
  // Memory for copies of these states in the parameters' dtype and device; on the thread that queues, so that
  // a load that was queued does not fail for want of it.
  std::vector<ParameterState> room_for(const std::vector<ParameterState>& states) const;
  static void load(const Plan& plan, std::vector<ParameterState> room,
                   const std::vector<ParameterState>& states);

 protected:
  // What the next step of a parameter that has a gradient needs beside the state that it has; empty where it
  // needs nothing.
  virtual ParameterState missing_state(const at::Tensor& parameter, const ParameterState& state,
                                       const OptimizerOptions& options) const = 0;
  // `made[i]` is the missing state of parameter i.
  virtual void step(Group& group, const OptimizerOptions& options,
                    std::vector<ParameterState> made) const = 0;
  virtual const char* conflict(const OptimizerOptions&) const { return nullptr; }
  // The missing state of all parameters, by group. Changes nothing.
  std::vector<std::vector<ParameterState>> missing_states(const Plan& plan) const;

 private:
  void check_state(const ParameterState& state, const at::Tensor& parameter) const;

  const char* name_;
  Plan groups_;
};

}  // namespace dino
