#include "node/autograd.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>

#include <algorithm>

#include "core/anomaly.h"
#include "core/graph.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

const at::Tensor& subject(Environment& environment, const Napi::CallbackInfo& info, const char* what) {
  return environment.tensor(read_number(info[0], what, "tensor"), what);
}

Napi::Value requires_grad(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), subject(environment, info, "requiresGrad").requires_grad());
}

Napi::Value set_requires_grad(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "requiresGrad";
  const at::Tensor& tensor = subject(environment, info, kWhat);
  environment.check_write(tensor, kWhat);
  const bool value = read_boolean(info[1], kWhat, "value");
  if (!value && !tensor.is_leaf())
    throw CallError(
        "INVALID_ARGUMENT",
        "requiresGrad: the tensor is the result of a recorded operator; detach() gives one without");
  tensor.set_requires_grad(value);
  return info.Env().Undefined();
}

Napi::Value is_leaf(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), subject(environment, info, "isLeaf").is_leaf());
}

Napi::Value grad_function(Environment& environment, const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = subject(environment, info, "gradFunction");
  environment.check_read(tensor, "gradFunction");  // An operator in place gives it another one.
  const auto& function = tensor.grad_fn();
  return function ? Napi::Value(Napi::String::New(info.Env(), function->name())) : info.Env().Null();
}

Napi::Value gradient(Environment& environment, const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = subject(environment, info, "grad");
  environment.check_gradients("grad");
  const at::Tensor gradient = tensor.grad();
  const Napi::Value value = handle_value(environment, gradient);
  environment.ledger().mark_gradient(gradient);
  return value;
}

Napi::Value set_gradient(Environment& environment, const Napi::CallbackInfo& info) {
  const at::Tensor tensor = subject(environment, info, "grad");
  environment.check_gradients("grad");
  at::Tensor gradient;
  if (!info[1].IsNull()) gradient = environment.tensor(read_number(info[1], "grad", "value"), "grad");
  if (gradient.defined()) {
    if (gradient.sizes() != tensor.sizes())
      throw CallError("INVALID_SHAPE", "grad: a gradient must have its tensor's shape");
    if (gradient.scalar_type() != tensor.scalar_type() || gradient.device() != tensor.device())
      throw CallError("INVALID_DTYPE", "grad: a gradient must have its tensor's dtype and device");
    if (gradient.is_same(tensor))
      throw CallError("INVALID_ARGUMENT", "grad: a tensor cannot be its own gradient");
  }
  tensor.mutable_grad() = gradient;
  environment.ledger().mark_gradient(gradient);
  return info.Env().Undefined();
}

Napi::Value retain_grad(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "retainGrad";
  const at::Tensor& tensor = subject(environment, info, kWhat);
  // A hook of the node: no backward may be among them, and no operator in place about to give it another
  // node.
  environment.check_gradients(kWhat);
  environment.check_read(tensor, kWhat);
  tensor.retain_grad();
  return info.Env().Undefined();
}

Napi::Value set_origin(Environment& environment, const Napi::CallbackInfo& info) {
  environment.set_origin(read_string(info[0], "detectAnomaly", "stack"));
  return info.Env().Undefined();
}

// A run of backward as it was asked for: what it begins with, and how.
struct Run {
  const char* what;
  std::vector<at::Tensor> outputs;
  std::vector<at::Tensor> gradients;
  std::vector<Handle> handles;
  bool retain;
  bool create;
  uint32_t flags;
};

// Whether a tensor requires a gradient, and its graph, are read when the run is queued: no job before it may
// be about to change them.
void check_ready(Environment& environment, const Run& run) {
  for (const at::Tensor& output : run.outputs) environment.check_read(output, run.what);
  for (const at::Tensor& gradient : run.gradients) environment.check_read(gradient, run.what);
}

void check_output(const Run& run, size_t i) {
  const at::Tensor& output = run.outputs[i];
  const at::Tensor& gradient = run.gradients[i];
  const std::string what =
      run.what + std::string(run.outputs.size() > 1 ? ": tensor " + std::to_string(i) : "");
  if (!output.requires_grad())
    throw CallError("TORCH_ERROR", what + ": the tensor does not require a gradient and has no graph");
  if (!gradient.defined()) {
    if (output.numel() != 1)
      throw CallError("INVALID_ARGUMENT", what + ": gradient: expected one, for a tensor of " +
                                              std::to_string(output.numel()) +
                                              " elements; only one of a single element has a gradient of 1");
    return;
  }
  if (gradient.sizes() != output.sizes())
    throw CallError("INVALID_SHAPE", what + ": gradient: expected the tensor's shape " +
                                         c10::str(output.sizes()) + ", got " + c10::str(gradient.sizes()));
  if (gradient.scalar_type() != output.scalar_type())
    throw CallError("INVALID_DTYPE", what + ": gradient: expected the tensor's dtype " +
                                         dtype_name(output.scalar_type()) + ", got " +
                                         dtype_name(gradient.scalar_type()));
  if (gradient.device() != output.device())
    throw CallError("INVALID_ARGUMENT", what + ": gradient: expected the tensor's device " +
                                            output.device().str() + ", got " + gradient.device().str());
}

// outputs, gradients, { retainGraph, createGraph }, flags.
Run read_run(Environment& environment, const Napi::CallbackInfo& info, const char* what) {
  const Napi::Object options = read_object(info[2], what, "options");
  Run run{what,
          read_tensors(environment, info[0], what, "tensors"),
          read_tensors(environment, info[1], what, "gradient", /*optional=*/true),
          {},
          read_boolean(options.Get("retainGraph"), what, "retainGraph"),
          read_boolean(options.Get("createGraph"), what, "createGraph"),
          static_cast<uint32_t>(read_integer(info[3], what, "flags"))};
  if (run.gradients.size() != run.outputs.size())
    throw argument_error(what, "gradient", std::to_string(run.outputs.size()) + " of them",
                         std::to_string(run.gradients.size()));
  check_ready(environment, run);
  for (uint32_t i = 0; i < run.outputs.size(); ++i) {
    run.handles.push_back(read_number(info[0].As<Napi::Array>().Get(i), what, "tensors"));
    check_output(run, i);
  }
  return run;
}

// The graph's leaves are read; their gradients, and whatever the graph saved, are covered by Access's flags.
Access access_of(const Run& run) {
  Access access;
  access.gradients = true;
  access.graph = true;
  for (const at::Tensor& output : run.outputs) access.read(output);
  for (const at::Tensor& gradient : run.gradients) access.read(gradient);
  walk_graph(run.outputs, [&](torch::autograd::Node& node) {
    if (const auto* leaf = dynamic_cast<torch::autograd::AccumulateGrad*>(&node)) access.read(leaf->variable);
    return true;
  });
  return access;
}

[[noreturn]] void fail(const char* what, Failure failure, const AnomalyWatch::Finding& found) {
  failure.message =
      std::string(what) + ": " + found.node +
      (found.nan_input < 0 ? " failed: " + failure.message
                           : " gave NaN in the gradient of its input " + std::to_string(found.nan_input));
  if (found.nan_input >= 0) failure.code = "NON_FINITE";
  failure.message += found.stack.empty() ? "\nThe forward call that made it was not under detectAnomaly."
                                         : "\nThe forward call that made it:\n" + found.stack;
  failure.details.emplace_back("operator", found.node);
  failure.details.emplace_back("forwardStack", found.stack);
  throw CallError(std::move(failure));
}

template <class F>
auto watched(const Run& run, F work) {
  if ((run.flags & kFlagAnomaly) == 0) return work();
  const AnomalyWatch watch(run.outputs);
  try {
    return work();
  } catch (...) {
    const auto found = watch.finding();
    if (found) fail(run.what, current_failure(), *found);
    throw;
  }
}

void drop_graph(Environment& environment, const Run& run) {
  if (run.create)
    for (const at::Tensor& gradient : run.gradients) environment.ledger().mark_in_graph(gradient);
  if (!run.retain)
    for (const Handle handle : run.handles) environment.drop_graph_bytes(handle);
}

// The given gradients whose memory a leaf has taken as its own, as LibTorch does with views of them.
std::vector<at::Tensor> taken_gradients(const Run& run) {
  std::vector<at::Tensor> taken;
  const auto given = [](const at::Tensor& gradient) { return storage_key(gradient) != nullptr; };
  if (std::none_of(run.gradients.begin(), run.gradients.end(), given)) return taken;
  walk_graph(run.outputs, [&](torch::autograd::Node& node) {
    const auto* leaf = dynamic_cast<torch::autograd::AccumulateGrad*>(&node);
    const void* own = leaf == nullptr ? nullptr : storage_key(leaf->variable.grad());
    for (const at::Tensor& gradient : run.gradients)
      if (own != nullptr && storage_key(gradient) == own) taken.push_back(gradient);
    return true;
  });
  return taken;
}

Napi::Value backward(Environment& environment, const Napi::CallbackInfo& info) {
  auto run = std::make_shared<Run>(read_run(environment, info, "backward"));
  const Napi::Function done = read_function(info[4], run->what, "done");
  environment.client().submit(
      access_of(*run), run->flags,
      [run]() -> Deliver {
        watched(*run, [&] {
          torch::autograd::backward(run->outputs, run->gradients, run->retain, run->create);
          return true;
        });
        return [run, taken = taken_gradients(*run)](Environment& at) -> Napi::Value {
          drop_graph(at, *run);
          for (const at::Tensor& gradient : taken) at.ledger().mark_gradient(gradient);
          return Napi::Env(at.env()).Null();
        };
      },
      done);
  return info.Env().Undefined();
}

Napi::Value grad(Environment& environment, const Napi::CallbackInfo& info) {
  auto run = std::make_shared<Run>(read_run(environment, info, "grad"));
  const Napi::Function done = read_function(info[6], run->what, "done");
  std::vector<at::Tensor> inputs = read_tensors(environment, info[4], run->what, "inputs");
  const bool allow_unused = read_boolean(info[5], run->what, "allowUnused");
  Access access = access_of(*run);
  for (size_t i = 0; i < inputs.size(); ++i) {
    environment.check_read(inputs[i], run->what);
    if (!inputs[i].requires_grad())
      throw CallError("INVALID_ARGUMENT",
                      "grad: input " + std::to_string(i) + ": expected a tensor that requires a gradient");
    access.read(inputs[i]);
  }
  environment.client().submit(
      std::move(access), run->flags,
      [run, inputs = std::move(inputs), allow_unused]() -> Deliver {
        auto results = watched(*run, [&] {
          return torch::autograd::grad(run->outputs, inputs, run->gradients, run->retain, run->create,
                                       /*allow_unused=*/true);
        });
        for (size_t i = 0; !allow_unused && i < results.size(); ++i)
          if (!results[i].defined())
            throw CallError("INVALID_ARGUMENT",
                            "grad: input " + std::to_string(i) +
                                " is no part of the outputs' graph; allowUnused gives null for it");
        return [run, results = std::move(results)](Environment& at) -> Napi::Value {
          drop_graph(at, *run);
          Napi::Array array = Napi::Array::New(at.env(), results.size());
          for (uint32_t i = 0; i < results.size(); ++i) {
            array.Set(i, handle_value(at, results[i]));
            if (run->create) at.ledger().mark_in_graph(results[i]);
          }
          return array;
        };
      },
      done);
  return info.Env().Undefined();
}

}  // namespace

void register_autograd(Napi::Object exports) {
  expose<requires_grad>(exports, "requiresGrad");
  expose<set_requires_grad>(exports, "setRequiresGrad");
  expose<is_leaf>(exports, "isLeaf");
  expose<grad_function>(exports, "gradFunction");
  expose<gradient>(exports, "grad");
  expose<set_gradient>(exports, "setGrad");
  expose<retain_grad>(exports, "retainGrad");
  expose<set_origin>(exports, "setOrigin");
  expose<backward>(exports, "backward");
  expose<grad>(exports, "autogradGrad");
}

}  // namespace dino::node
