#include "core/update.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"
#include "node/wrapper_object.h"

namespace dino::node {

namespace {

constexpr const char* kWhat = "optimizerStep";

UpdateOptions read_update_options(Napi::Value value) {
  using Per = UpdateOptions::Per;
  const Napi::Object object = read_object(value, kWhat, "options");
  const std::string per = read_string(object.Get("per"), kWhat, "per");
  return {.max_norm = read_number(object.Get("maxNorm"), kWhat, "maxNorm"),
          .per = per == "parameter" ? Per::kParameter
                 : per == "module"  ? Per::kModule
                                    : Per::kAll,
          .momentum = read_number(object.Get("momentum"), kWhat, "momentum"),
          .fused = read_boolean(object.Get("fused"), kWhat, "fused")};
}

Napi::Value result_value(Napi::Env env, const UpdateResult& result) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("norm", result.norm);
  object.Set("nonFinite", env.Null());
  if (!result.culprit.empty()) {
    Napi::Object culprit = Napi::Object::New(env);
    culprit.Set("parameter", result.culprit);
    culprit.Set("norm", result.culprit_norm);
    object.Set("nonFinite", culprit);
  }
  Napi::Object seconds = Napi::Object::New(env);
  seconds.Set("optimizer", result.optimizer_seconds);
  seconds.Set("ema", result.ema_seconds);
  object.Set("seconds", seconds);
  return object;
}

Napi::Value optimizer_step(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = read_wrapper(environment, info, kWhat);
  auto optimizer = environment.object<Optimizer>(read_number(info[1], kWhat, "optimizer"), kWhat);
  const UpdateOptions options = read_update_options(info[2]);
  Access access;
  access.gradients = true;
  object->use_both(access);
  for (const NamedTensor& named : object->teacher) access.write(named.tensor);
  for (const auto& [group, of_group] : optimizer->plan())
    for (const at::Tensor& parameter : group->parameters) access.write(parameter);
  environment.client().submit(
      std::move(access), 0,
      [object, optimizer, plan = optimizer->plan(), options]() -> Deliver {
        const UpdateResult result = update(*object->wrapper, *optimizer, plan, options);
        return [result](Environment& at) { return result_value(Napi::Env(at.env()), result); };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_wrapper_update(Napi::Object exports) {
  expose<optimizer_step>(exports, "wrapperOptimizerStep");
}

}  // namespace dino::node
