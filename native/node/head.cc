#include "node/head.h"

#include "node/client.h"
#include "node/environment.h"
#include "node/modules.h"
#include "node/values.h"

namespace dino::node {

namespace {

std::shared_ptr<HeadObject> head_subject(Environment& environment, const Napi::CallbackInfo& info) {
  return environment.object<HeadObject>(read_number(info[0], "DINOHead", "head"), "DINOHead");
}

Napi::Value head_create(Environment& environment, const Napi::CallbackInfo& info) {
  auto head = std::make_shared<HeadObject>(
      Head(read_head(read_object(info[0], "DINOHead", "options")), read_seed(info[1], "DINOHead", "seed")));
  return Napi::Number::New(info.Env(), environment.add_object(std::move(head)));
}

Napi::Value head_forward(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "DINOHead.forward";
  auto object = head_subject(environment, info);
  const at::Tensor input = environment.tensor(read_number(info[1], kWhat, "input"), kWhat);
  Access access;
  access.reads.push_back(object.get());
  use_tensors(object->tensors, access);
  access.read(input);
  environment.client().submit(
      std::move(access), static_cast<uint32_t>(read_integer(info[2], kWhat, "flags")),
      [object, input]() -> Deliver {
        const at::Tensor output = object->head.forward(input);
        return [output, input](Environment& at) -> Napi::Value {
          const Napi::Value value = handle_value(at, output);
          if (output.requires_grad()) {
            at.ledger().mark_in_graph(input);
            at.ledger().mark_in_graph(output);
          }
          return value;
        };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value head_train(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = head_subject(environment, info);
  environment.check_module(object.get(), "DINOHead.train");
  object->head.train(read_boolean(info[1], "DINOHead.train", "mode"));
  return info.Env().Undefined();
}

Napi::Value head_tensors(Environment& environment, const Napi::CallbackInfo& info) {
  return named_tensors_value(environment, head_subject(environment, info)->tensors);
}

}  // namespace

HeadObject::HeadObject(Head made) : head(std::move(made)) {
  for (auto& [name, tensor] : head.named_parameters()) tensors.push_back({name, tensor, false});
  for (auto& [name, tensor] : head.named_buffers()) tensors.push_back({name, tensor, true});
}

HeadOptions read_head(const Napi::Object& object) {
  constexpr const char* kWhat = "head";
  HeadOptions options;
  options.in_dim = read_integer(object.Get("inDim"), kWhat, "inDim");
  options.prototypes = read_integer(object.Get("prototypes"), kWhat, "prototypes");
  options.hidden_dim = read_integer(object.Get("hiddenDim"), kWhat, "hiddenDim");
  options.bottleneck_dim = read_integer(object.Get("bottleneckDim"), kWhat, "bottleneckDim");
  options.layers = read_integer(object.Get("layers"), kWhat, "layers");
  options.batch_norm = read_boolean(object.Get("batchNorm"), kWhat, "batchNorm");
  options.norm_last_layer = read_boolean(object.Get("normLastLayer"), kWhat, "normLastLayer");
  options.mlp_bias = read_boolean(object.Get("mlpBias"), kWhat, "mlpBias");
  return options;
}

void register_head(Napi::Object exports) {
  expose<head_create>(exports, "headCreate");
  expose<head_forward>(exports, "headForward");
  expose<head_train>(exports, "headTrain");
  expose<head_tensors>(exports, "headTensors");
}

}  // namespace dino::node
