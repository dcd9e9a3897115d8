#include "node/optimizers.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "core/clip.h"
#include "core/optimizer.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

std::shared_ptr<Optimizer> subject(Environment& environment, const Napi::CallbackInfo& info,
                                   const char* what) {
  return environment.object<Optimizer>(read_number(info[0], what, "optimizer"), what);
}

size_t read_group(const Optimizer& optimizer, Napi::Value value) {
  const int64_t group = read_integer(value, optimizer.name(), "group");
  if (group < 0 || group >= static_cast<int64_t>(optimizer.plan().size()))
    throw argument_error(optimizer.name(), "group", "0 to " + std::to_string(optimizer.plan().size() - 1),
                         std::to_string(group));
  return static_cast<size_t>(group);
}

// Sets the options that `value` has.
void read_options(Napi::Value value, const std::string& what, OptimizerOptions& options) {
  const Napi::Object object = read_object(value, what.c_str(), "options");
  const Napi::Array names = object.GetPropertyNames();
  for (uint32_t i = 0; i < names.Length(); ++i) {
    const std::string name = read_string(names.Get(i), what.c_str(), "option");
    const Napi::Value option = object.Get(name);
    options.set(what, name,
                OptimizerOptions::is_flag(name) ? read_boolean(option, what.c_str(), name.c_str())
                                                : read_number(option, what.c_str(), name.c_str()));
  }
}

Napi::Value create(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = Optimizer::make(read_string(info[0], "optim", "kind"));
  return Napi::Number::New(info.Env(), environment.add_object(std::move(optimizer)));
}

Napi::Value add_group(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "optimizer");
  OptimizerOptions options;
  read_options(info[2], optimizer->name(), options);
  optimizer->add_group(read_tensors(environment, info[1], optimizer->name(), "parameters"), options);
  return info.Env().Undefined();
}

Napi::Value set_options(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "optimizer");
  const size_t group = read_group(*optimizer, info[1]);
  OptimizerOptions options = optimizer->plan()[group].options;
  read_options(info[2], optimizer->name(), options);
  optimizer->set_options(group, options);
  return info.Env().Undefined();
}

Deliver nothing() {
  return [](Environment& at) -> Napi::Value { return Napi::Env(at.env()).Null(); };
}

Napi::Value step(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "step");
  Access access;
  access.gradients = true;
  for (const auto& [group, options] : optimizer->plan())
    for (const at::Tensor& parameter : group->parameters) access.write(parameter);
  environment.client().submit(
      std::move(access), 0,
      [optimizer, plan = optimizer->plan()]() -> Deliver {
        optimizer->step(plan);
        return nothing();
      },
      read_function(info[1], "step", "done"));
  return info.Env().Undefined();
}

Napi::Value zero_grad(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "zeroGrad");
  const bool set_to_none = read_boolean(info[1], "zeroGrad", "setToNone");
  Access access;
  access.gradients = true;
  environment.client().submit(
      std::move(access), 0,
      [plan = optimizer->plan(), set_to_none]() -> Deliver {
        Optimizer::zero_grad(plan, set_to_none);
        return nothing();
      },
      read_function(info[2], "zeroGrad", "done"));
  return info.Env().Undefined();
}

Napi::Value state(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "stateDict");
  environment.client().submit(
      {}, 0,
      [optimizer, plan = optimizer->plan()]() -> Deliver {
        return [optimizer, states = optimizer->state(plan)](Environment& at) -> Napi::Value {
          Napi::Env env(at.env());
          Napi::Array result = Napi::Array::New(env, states.size());
          for (uint32_t i = 0; i < states.size(); ++i) {
            Napi::Object entry = Napi::Object::New(env);
            for (size_t slot = 0; slot < states[i].size(); ++slot)
              if (states[i][slot].defined())
                entry.Set(optimizer->slots()[slot].name, handle_value(at, states[i][slot]));
            result.Set(i, states[i].empty() ? env.Null() : Napi::Value(entry));
          }
          return result;
        };
      },
      read_function(info[1], "stateDict", "done"));
  return info.Env().Undefined();
}

// What is saved of one parameter; `what` names it in errors.
ParameterState read_state(Environment& environment, Napi::Value value, const Optimizer& optimizer,
                          const at::Tensor& parameter, bool amsgrad, const std::string& what) {
  if (value.IsNull()) return {};
  const std::vector<StateSlot>& slots = optimizer.slots();
  const Napi::Object object = read_object(value, what.c_str(), "state");
  const Napi::Array names = object.GetPropertyNames();
  ParameterState state(slots.size());
  for (uint32_t i = 0; i < names.Length(); ++i) {
    const std::string name = read_string(names.Get(i), what.c_str(), "name");
    const auto slot =
        std::find_if(slots.begin(), slots.end(), [&](const StateSlot& known) { return name == known.name; });
    if (slot == slots.end())
      throw CallError("INVALID_ARGUMENT", what + ": " + optimizer.name() + " keeps no '" + name + "'");
    const at::Tensor tensor =
        environment.tensor(read_number(object.Get(name), what.c_str(), name.c_str()), what.c_str());
    const auto expected = slot->scalar ? at::IntArrayRef{} : parameter.sizes();
    if (slot->scalar ? tensor.numel() != 1 : tensor.sizes() != expected)
      throw CallError("INVALID_SHAPE", what + ": " + name + ": expected shape " + c10::str(expected) +
                                           ", got " + c10::str(tensor.sizes()));
    const at::ScalarType dtype = slot->scalar ? at::kFloat : parameter.scalar_type();
    if (tensor.is_complex() != at::isComplexType(dtype))
      throw CallError("INVALID_DTYPE", what + ": " + name + ": expected " + dtype_name(dtype) + ", got " +
                                           dtype_name(tensor.scalar_type()));
    state[slot - slots.begin()] = tensor;
  }
  for (size_t slot = 0; slot < slots.size(); ++slot)
    if (!state[slot].defined() && (slots[slot].always || amsgrad))
      throw CallError("INVALID_ARGUMENT", what + ": there is no '" + slots[slot].name + "'");
  return state;
}

Napi::Value load_state(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "loadStateDict");
  const std::string what = std::string(optimizer->name()) + ".loadStateDict";
  const Napi::Array groups = read_array(info[1], what.c_str(), "groups");
  const Napi::Array given = read_array(info[2], what.c_str(), "state");
  const Napi::Function done = read_function(info[3], what.c_str(), "done");
  std::vector<OptimizerOptions> options;
  std::vector<ParameterState> states;
  Access access;
  for (uint32_t g = 0; g < optimizer->plan().size(); ++g) {
    const auto& [group, before] = optimizer->plan()[g];
    options.push_back(before);
    read_options(groups.Get(g), what + ": param_groups[" + std::to_string(g) + "]", options.back());
    optimizer->check(g, options.back());
    for (const at::Tensor& parameter : group->parameters) {
      const uint32_t i = static_cast<uint32_t>(states.size());
      states.push_back(read_state(environment, given.Get(i), *optimizer, parameter, options.back().amsgrad,
                                  what + ": state of parameter " + std::to_string(i)));
      for (const at::Tensor& tensor : states.back()) access.read(tensor);
    }
  }
  environment.client().submit(
      std::move(access), 0,
      [plan = optimizer->plan(), room = optimizer->room_for(states), states]() -> Deliver {
        Optimizer::load(plan, room, states);
        return nothing();
      },
      done);
  for (size_t g = 0; g < options.size(); ++g) optimizer->set_options(g, options[g]);
  return info.Env().Undefined();
}

Napi::Value clip_grad_norm(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "clipGradNorm";
  const Napi::Array given = read_array(info[0], kWhat, "groups");
  const Napi::Array labels = read_array(info[1], kWhat, "labels");
  const double max_norm = read_number(info[2], kWhat, "maxNorm");
  const bool refuse = read_boolean(info[3], kWhat, "errorIfNonFinite");
  Access access;
  access.gradients = true;
  std::vector<std::vector<at::Tensor>> groups;
  std::vector<std::string> names;
  for (uint32_t g = 0; g < given.Length(); ++g) {
    groups.push_back(read_tensors(environment, given.Get(g), kWhat, "parameters"));
    names.push_back(read_string(labels.Get(g), kWhat, "labels"));
    for (const at::Tensor& parameter : groups.back()) access.read(parameter);
  }
  environment.client().submit(
      std::move(access), 0,
      [groups = std::move(groups), names = std::move(names), max_norm, refuse]() -> Deliver {
        const at::Tensor norms = gradient_norms(groups);
        for (size_t g = 0; refuse && g < groups.size(); ++g) {
          const double norm = norms[static_cast<int64_t>(g)].item<double>();
          if (!std::isfinite(norm))
            throw CallError(Failure{"NON_FINITE",
                                    "clipGradNorm: the norm of the gradients of " + names[g] + " is " +
                                        (std::isnan(norm) ? "NaN" : "infinite") + "; nothing was clipped",
                                    {{"parameters", names[g]}}});
        }
        clip_gradients(groups, norms, max_norm);
        return [norms](Environment& at) { return handle_value(at, norms); };
      },
      read_function(info[4], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_optimizers(Napi::Object exports) {
  expose<create>(exports, "optimizerCreate");
  expose<add_group>(exports, "optimizerAddGroup");
  expose<set_options>(exports, "optimizerSetOptions");
  expose<step>(exports, "optimizerStep");
  expose<zero_grad>(exports, "optimizerZeroGrad");
  expose<state>(exports, "optimizerState");
  expose<load_state>(exports, "optimizerLoadState");
  expose<clip_grad_norm>(exports, "clipGradNorm");
}

}  // namespace dino::node
