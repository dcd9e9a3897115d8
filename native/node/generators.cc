#include "node/generators.h"

#include <ATen/CPUGeneratorImpl.h>

#include <memory>
#include <mutex>

#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

Napi::Value create(Environment& environment, const Napi::CallbackInfo& info) {
  const uint64_t seed = read_seed(info[0], "generator", "seed");
  auto generator = std::make_shared<at::Generator>(at::detail::createCPUGenerator(seed));
  return Napi::Number::New(info.Env(), environment.add_object(std::move(generator)));
}

Napi::Value reseed(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "generator";
  const auto generator = environment.object<at::Generator>(read_number(info[0], kWhat, kWhat), kWhat);
  const uint64_t seed = read_seed(info[1], kWhat, "seed");
  // A job on the engine may be drawing from it.
  std::lock_guard lock(generator->mutex());
  generator->set_current_seed(seed);
  return info.Env().Undefined();
}

}  // namespace

void register_generators(Napi::Env env, Napi::Object exports) {
  exports.Set("generatorCreate", Napi::Function::New(env, guarded<create>, "generatorCreate"));
  exports.Set("generatorSeed", Napi::Function::New(env, guarded<reseed>, "generatorSeed"));
}

}  // namespace dino::node
