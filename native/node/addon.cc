// dino.node: the list of what it exports (lib/native/binding.ts) and the life of an environment.
#include <ATen/Context.h>
#include <ATen/Version.h>
#include <napi.h>
#include <stdlib.h>
#include <torch/version.h>

#include <mutex>

#include "core/cpu_allocator.h"
#include "node/autograd.h"
#include "node/client.h"
#include "node/crops.h"
#include "node/dino.h"
#include "node/environment.h"
#include "node/files.h"
#include "node/generators.h"
#include "node/inspect.h"
#include "node/lending.h"
#include "node/modules.h"
#include "node/operators.h"
#include "node/optimizers.h"
#include "node/process.h"
#include "node/tensors.h"
#include "node/values.h"

namespace dino::node {

namespace {

Napi::Value info(Environment& environment, const Napi::CallbackInfo& call) {
  Napi::Object object = Napi::Object::New(call.Env());
  const std::string built = std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) +
                            "." + std::to_string(TORCH_VERSION_PATCH);
  object.Set("addonVersion", DINO_VERSION);
  object.Set("builtWithTorch", built);
  object.Set("torchConfig", at::show_config());
  object.Set("threads", environment.threads());
  const char* spin_count = getenv("GOMP_SPINCOUNT");
  object.Set("spinCount",
             spin_count == nullptr ? call.Env().Null() : Napi::Value::From(call.Env(), spin_count));
  return object;
}

Napi::Value set_num_threads(Environment& environment, const Napi::CallbackInfo& call) {
  const int64_t count = read_integer(call[0], "setNumThreads", "count");
  if (count < 1 || count > 1024)
    throw argument_error("setNumThreads", "count", "1 to 1024", std::to_string(count));
  environment.set_threads(static_cast<int>(count));
  return call.Env().Undefined();
}

Napi::Value memory(Environment& environment, const Napi::CallbackInfo& call) {
  Napi::Object object = Napi::Object::New(call.Env());
  object.Set("tensors", static_cast<double>(environment.tensors()));
  object.Set("storages", static_cast<double>(environment.ledger().storages()));
  object.Set("bytes", static_cast<double>(environment.ledger().bytes()));
  object.Set("objects", static_cast<double>(environment.objects()));
  object.Set("pendingJobs", static_cast<double>(environment.client().pending()));
  object.Set("externalBytes", static_cast<double>(environment.external_bytes()));
  CpuAllocator& allocator = CpuAllocator::instance();
  const BlockCache::Statistics cache = allocator.cache().statistics();
  Napi::Object cpu = Napi::Object::New(call.Env());
  cpu.Set("allocatedBytes", static_cast<double>(allocator.allocated()));
  cpu.Set("peakBytes", static_cast<double>(allocator.peak()));
  cpu.Set("cachedBytes", static_cast<double>(cache.cached_bytes));
  cpu.Set("cacheLimit", static_cast<double>(allocator.cache().limit()));
  cpu.Set("cacheHits", static_cast<double>(cache.hits));
  cpu.Set("cacheMisses", static_cast<double>(cache.misses));
  object.Set("cpu", cpu);
  return object;
}

Napi::Value set_cpu_cache(Environment&, const Napi::CallbackInfo& call) {
  const int64_t bytes = read_integer(call[0], "setCpuCache", "bytes");
  if (bytes < 0) throw argument_error("setCpuCache", "bytes", "0 or more", std::to_string(bytes));
  // The default of the process: every environment that loads the addon brings it, the first one's counts.
  static std::once_flag first;
  BlockCache& cache = CpuAllocator::instance().cache();
  const auto set = [&] { cache.set_limit(static_cast<size_t>(bytes)); };
  const bool is_default = read_boolean(call[1], "setCpuCache", "isDefault");
  std::call_once(first, set);
  if (!is_default) set();
  return call.Env().Undefined();
}

Napi::Value trim(Environment&, const Napi::CallbackInfo& call) {
  return Napi::Number::New(call.Env(), static_cast<double>(CpuAllocator::instance().trim()));
}

Napi::Value turn(Environment& environment, const Napi::CallbackInfo& call) {
  environment.turn();
  return call.Env().Undefined();
}

Napi::Value set_guard(Environment& environment, const Napi::CallbackInfo& call) {
  environment.set_guard(read_integer(call[0], "setGuard", "bytes"),
                        static_cast<size_t>(read_integer(call[1], "setGuard", "tensors")));
  return call.Env().Undefined();
}

Napi::Value manual_seed(Environment&, const Napi::CallbackInfo& call) {
  const uint64_t seed = read_seed(call[0], "manualSeed", "seed");
  at::manual_seed(seed);
  return call.Env().Undefined();
}

Napi::Value shutdown(Environment& environment, const Napi::CallbackInfo& call) {
  environment.client().stop(std::chrono::milliseconds(read_integer(call[0], "shutdown", "milliseconds")));
  return call.Env().Undefined();
}

Napi::Value release_object(Environment& environment, const Napi::CallbackInfo& call) {
  environment.release_object(call[0].As<Napi::Number>().DoubleValue());
  return call.Env().Undefined();
}

}  // namespace

void register_process(Napi::Object exports) {
  expose<info>(exports, "info");
  expose<set_num_threads>(exports, "setNumThreads");
  expose<memory>(exports, "memory");
  expose<set_cpu_cache>(exports, "setCpuCache");
  expose<trim>(exports, "trim");
  expose<turn>(exports, "turn");
  expose<set_guard>(exports, "setGuard");
  expose<manual_seed>(exports, "manualSeed");
  expose<shutdown>(exports, "shutdown");
  expose<release_object>(exports, "releaseObject");
}

namespace {

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  prepare_process();
  auto* environment = new Environment(env);
  napi_set_instance_data(env, environment, nullptr, nullptr);
  // Registered after the environment's thread-safe function, so it runs before that one's own hook.
  napi_add_env_cleanup_hook(
      env, [](void* data) { delete static_cast<Environment*>(data); }, environment);
  register_process(exports);
  register_tensors(exports);
  register_lending(exports);
  register_autograd(exports);
  register_operators(exports);
  register_generators(exports);
  register_modules(exports);
  register_module_calls(exports);
  register_module_state(exports);
  register_files(exports);
  register_optimizers(exports);
  register_crops(exports);
  register_dino(exports);
  register_inspect(exports);
  return exports;
}

}  // namespace

}  // namespace dino::node

static Napi::Object InitializeAddon(Napi::Env env, Napi::Object exports) {
  return dino::node::initialize(env, exports);
}

NODE_API_MODULE(dino, InitializeAddon)
