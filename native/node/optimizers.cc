#include "node/optimizers.h"

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

double read_option(Napi::Value value, const char* what, const std::string& name) {
  return name == "nesterov" ? read_boolean(value, what, name.c_str())
                            : read_number(value, what, name.c_str());
}

Napi::Value create(Environment& environment, const Napi::CallbackInfo& info) {
  const std::string kind = read_string(info[0], "optim", "kind");
  const char* what = kind.c_str();
  const Napi::Array given = read_array(info[1], what, "groups");
  std::vector<ParameterGroup> groups(given.Length());
  for (uint32_t g = 0; g < given.Length(); ++g) {
    const Napi::Object group = read_object(given.Get(g), what, "group");
    groups[g].parameters = read_tensors(environment, group.Get("parameters"), what, "parameters");
    const Napi::Object options = read_object(group.Get("options"), what, "options");
    const Napi::Array names = options.GetPropertyNames();
    for (uint32_t i = 0; i < names.Length(); ++i) {
      const std::string name = read_string(names.Get(i), what, "option");
      groups[g].options.set(name, read_option(options.Get(name), what, name));
    }
  }
  auto optimizer = std::make_shared<Optimizer>(kind == "SGD" ? OptimizerKind::kSgd : OptimizerKind::kAdamW,
                                               std::move(groups));
  return Napi::Number::New(info.Env(), environment.add_object(std::move(optimizer)));
}

Napi::Value set_option(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "optimizer";
  auto optimizer = subject(environment, info, kWhat);
  const int64_t group = read_integer(info[1], kWhat, "group");
  if (group < 0 || group >= static_cast<int64_t>(optimizer->groups()))
    throw argument_error(kWhat, "group", "0 to " + std::to_string(optimizer->groups() - 1),
                         std::to_string(group));
  const std::string name = read_string(info[2], kWhat, "option");
  optimizer->options(group).set(name, read_option(info[3], kWhat, name));
  return info.Env().Undefined();
}

Deliver nothing() {
  return [](Environment& at) -> Napi::Value { return Napi::Env(at.env()).Null(); };
}

Napi::Value step(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "step");
  Access access;
  access.gradients = true;
  for (size_t g = 0; g < optimizer->groups(); ++g)
    for (const at::Tensor& parameter : optimizer->parameters(g)) access.write(parameter);
  environment.client().submit(
      std::move(access), 0,
      [optimizer, options = optimizer->options()]() -> Deliver {
        optimizer->step(options);
        return nothing();
      },
      read_function(info[1], "step", "done"));
  return info.Env().Undefined();
}

Napi::Value zero_grad(Environment& environment, const Napi::CallbackInfo& info) {
  auto optimizer = subject(environment, info, "zeroGrad");
  Access access;
  access.gradients = true;
  environment.client().submit(
      std::move(access), 0,
      [optimizer]() -> Deliver {
        optimizer->zero_grad();
        return nothing();
      },
      read_function(info[1], "zeroGrad", "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_optimizers(Napi::Env env, Napi::Object exports) {
  exports.Set("optimizerCreate", Napi::Function::New(env, guarded<create>, "optimizerCreate"));
  exports.Set("optimizerSetOption", Napi::Function::New(env, guarded<set_option>, "optimizerSetOption"));
  exports.Set("optimizerStep", Napi::Function::New(env, guarded<step>, "optimizerStep"));
  exports.Set("optimizerZeroGrad", Napi::Function::New(env, guarded<zero_grad>, "optimizerZeroGrad"));
}

}  // namespace dino::node
