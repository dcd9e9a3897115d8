#include "node/generators.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>

#include <memory>
#include <mutex>

#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

constexpr const char* kWhat = "generator";

at::Generator make(const std::string& name) {
  std::optional<at::Device> device;
  try {
    device.emplace(name);
  } catch (const c10::Error&) {
  }
  if (!device || !(device->is_cpu() || device->is_cuda()) || (device->is_cpu() && device->index() > 0))
    throw argument_error(kWhat, "device", "'cpu', 'cuda' or 'cuda:' and a number", "string '" + name + "'");
  if (device->is_cpu()) return at::detail::createCPUGenerator();
  const int count = at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0;
  if (device->index() >= count || count == 0)
    throw argument_error(kWhat, "device", "one of this machine's " + std::to_string(count) + " CUDA devices",
                         "string '" + name + "'");
  return at::detail::getCUDAHooks().getNewGenerator(device->index());
}

std::shared_ptr<at::Generator> subject(Environment& environment, const Napi::CallbackInfo& info) {
  return environment.object<at::Generator>(read_number(info[0], kWhat, kWhat), kWhat);
}

Napi::Value create(Environment& environment, const Napi::CallbackInfo& info) {
  const uint64_t seed = read_seed(info[0], kWhat, "seed");
  auto generator = std::make_shared<at::Generator>(make(read_string(info[1], kWhat, "device")));
  generator->set_current_seed(seed);
  return Napi::Number::New(info.Env(), environment.add_object(std::move(generator)));
}

Napi::Value reseed(Environment& environment, const Napi::CallbackInfo& info) {
  const auto generator = subject(environment, info);
  const uint64_t seed = read_seed(info[1], kWhat, "seed");
  // A job on the engine may be drawing from it.
  std::lock_guard lock(generator->mutex());
  generator->set_current_seed(seed);
  return info.Env().Undefined();
}

Napi::Value facts(Environment& environment, const Napi::CallbackInfo& info) {
  const auto generator = subject(environment, info);
  Napi::Object object = Napi::Object::New(info.Env());
  object.Set("device", generator->device().str());
  std::lock_guard lock(generator->mutex());
  object.Set("seed", Napi::BigInt::New(info.Env(), generator->current_seed()));
  return object;
}

Napi::Value state(Environment& environment, const Napi::CallbackInfo& info) {
  const auto generator = subject(environment, info);
  at::Tensor state;
  {
    std::lock_guard lock(generator->mutex());
    state = generator->get_state();
  }
  return handle_value(environment, state);
}

Napi::Value set_state(Environment& environment, const Napi::CallbackInfo& info) {
  const auto generator = subject(environment, info);
  const at::Tensor& given =
      environment.tensor(read_number(info[1], "generator.setState", "state"), "generator.setState");
  environment.check_read(given, "generator.setState");
  const at::Tensor state = given.contiguous();
  std::lock_guard lock(generator->mutex());
  const at::Tensor now = generator->get_state();
  if (state.scalar_type() != at::kByte || !state.is_cpu())
    throw CallError("INVALID_DTYPE", std::string("generator.setState: expected uint8 on the CPU, got ") +
                                         dtype_name(state.scalar_type()) + " on " + state.device().str());
  if (state.sizes() != now.sizes())
    throw CallError("INVALID_SHAPE", "generator.setState: expected shape " + c10::str(now.sizes()) +
                                         ", got " + c10::str(state.sizes()));
  generator->set_state(state);
  return info.Env().Undefined();
}

// A job, so that the jobs between two swaps draw from `generator` and nothing else of the engine does:
// TorchScript's dropout takes no generator.
Napi::Value swap(Environment& environment, const Napi::CallbackInfo& info) {
  environment.client().submit(
      {}, 0,
      [generator = subject(environment, info)]() -> Deliver {
        at::Generator standard = at::globalContext().defaultGenerator(generator->device());
        std::scoped_lock lock(generator->mutex(), standard.mutex());
        const at::Tensor own = generator->get_state();
        generator->set_state(standard.get_state());
        standard.set_state(own);
        return [](Environment& at) -> Napi::Value { return Napi::Env(at.env()).Null(); };
      },
      read_function(info[1], "generatorSwap", "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_generators(Napi::Object exports) {
  expose<create>(exports, "generatorCreate");
  expose<reseed>(exports, "generatorSeed");
  expose<facts>(exports, "generatorFacts");
  expose<state>(exports, "generatorState");
  expose<set_state>(exports, "generatorSetState");
  expose<swap>(exports, "generatorSwap");
}

}  // namespace dino::node
