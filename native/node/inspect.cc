#include "node/inspect.h"

#include "core/inspect.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/modules.h"
#include "node/values.h"

namespace dino::node {

namespace {

Napi::Value strings_value(Napi::Env env, const std::vector<std::string>& strings) {
  Napi::Array array = Napi::Array::New(env, strings.size());
  for (size_t i = 0; i < strings.size(); ++i) array.Set(static_cast<uint32_t>(i), strings[i]);
  return array;
}

Napi::Value size_value(Napi::Env env, const ImageSize& size) {
  return shape_value(env, {size.height, size.width});
}

Napi::Value size_value(Napi::Env env, const std::optional<ImageSize>& size) {
  return size ? size_value(env, *size) : env.Null();
}

// null for 0 and for what is absent.
Napi::Value positive_value(Napi::Env env, int64_t number) {
  return number > 0 ? Napi::Value(Napi::Number::New(env, static_cast<double>(number))) : env.Null();
}

const char* kind_name(Outline::Kind kind) {
  switch (kind) {
    case Outline::Kind::kRows:
      return "rows";
    case Outline::Kind::kMap:
      return "map";
    case Outline::Kind::kTokens:
      return "tokens";
    case Outline::Kind::kTensor:
      return "tensor";
    case Outline::Kind::kDictionary:
      return "dictionary";
    case Outline::Kind::kTuple:
      return "tuple";
    case Outline::Kind::kList:
      return "list";
    case Outline::Kind::kOther:
      break;
  }
  return "other";
}

Napi::Value outline_value(Napi::Env env, const Outline& outline) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("kind", kind_name(outline.kind));
  object.Set("type", outline.dtype ? dtype_name(*outline.dtype) : outline.type);
  object.Set("shape", shape_value(env, outline.shape));
  object.Set("channelsLast", outline.channels_last);
  object.Set("width", positive_value(env, outline.width));
  Napi::Array parts = Napi::Array::New(env, outline.parts.size());
  for (size_t i = 0; i < outline.parts.size(); ++i) {
    Napi::Array part = Napi::Array::New(env, 2);
    part.Set(0u, outline.parts[i].first);
    part.Set(1u, outline_value(env, outline.parts[i].second));
    parts.Set(static_cast<uint32_t>(i), part);
  }
  object.Set("parts", parts);
  return object;
}

Napi::Value outline_value(Napi::Env env, const std::optional<Outline>& outline) {
  return outline ? outline_value(env, *outline) : env.Null();
}

Napi::Value baked_value(Napi::Env env, Baked baked) {
  if (baked == Baked::kNo) return env.Null();
  return Napi::String::New(env, baked == Baked::kEval ? "eval" : "train");
}

Napi::Value sizes_value(Napi::Env env, const SizeReport& sizes) {
  Napi::Array trials = Napi::Array::New(env, sizes.trials.size());
  for (size_t i = 0; i < sizes.trials.size(); ++i) {
    Napi::Object trial = Napi::Object::New(env);
    trial.Set("size", size_value(env, sizes.trials[i].size));
    trial.Set("accepted", sizes.trials[i].accepted);
    trial.Set("reason", sizes.trials[i].reason);
    trials.Set(static_cast<uint32_t>(i), trial);
  }
  Napi::Object object = Napi::Object::New(env);
  object.Set("trials", trials);
  object.Set("fixed", size_value(env, sizes.fixed));
  object.Set("multipleOf", static_cast<double>(sizes.multiple_of));
  object.Set("globalCrop", size_value(env, sizes.global_crop));
  object.Set("localCrop", size_value(env, sizes.local_crop));
  return object;
}

Napi::Value inspection_value(Napi::Env env, const Inspection& found) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("arguments", found.arguments);
  object.Set("refusal", found.refusal);
  object.Set("channels", shape_value(env, found.channels));
  object.Set("sizes", sizes_value(env, found.sizes));
  object.Set("patch", positive_value(env, found.hints.patch));
  object.Set("seenAt", size_value(env, found.seen_at));
  object.Set("output", outline_value(env, found.output));
  object.Set("classifier", found.classifier);
  object.Set("classifierInput", outline_value(env, found.classifier_input));
  Napi::Array layers = Napi::Array::New(env, found.layers.size());
  for (size_t i = 0; i < found.layers.size(); ++i) {
    Napi::Object layer = Napi::Object::New(env);
    layer.Set("path", found.layers[i].path);
    layer.Set("output", outline_value(env, found.layers[i].output));
    layers.Set(static_cast<uint32_t>(i), layer);
  }
  object.Set("layers", layers);
  object.Set("anyBatch", found.any_batch);
  object.Set("trainRefusal", found.train_refusal);
  object.Set("parameters", static_cast<double>(found.parameters));
  object.Set("frozen", static_cast<double>(found.frozen));
  std::vector<std::string> dtypes;
  for (const at::ScalarType dtype : found.dtypes) dtypes.push_back(dtype_name(dtype));
  object.Set("dtypes", strings_value(env, dtypes));
  object.Set("devices", strings_value(env, found.devices));
  object.Set("nonFinite", strings_value(env, found.non_finite));
  object.Set("unreached", strings_value(env, found.unreached));
  object.Set("trainable", found.trainable);
  object.Set("batchNorms", static_cast<double>(found.batch_norms));
  object.Set("batchNorm", baked_value(env, found.batch_norm));
  object.Set("dropout", baked_value(env, found.dropout));
  object.Set("prints", found.prints);
  return object;
}

Napi::Value inspect(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "DINOWrapper.inspect";
  auto module = read_module(environment, info[0], kWhat);
  const Napi::Object given = read_object(info[1], kWhat, "options");
  InspectOptions options;
  options.channels = read_integer(given.Get("channels"), kWhat, "channels");
  options.seconds = read_number(given.Get("seconds"), kWhat, "seconds");
  const Napi::Array sizes = read_array(given.Get("sizes"), kWhat, "sizes");
  for (uint32_t i = 0; i < sizes.Length(); ++i) {
    const std::vector<int64_t> size = read_shape(sizes.Get(i), kWhat, "sizes");
    if (size.size() != 2)
      throw argument_error(kWhat, "sizes", "[height, width]", describe(info.Env(), sizes));
    options.sizes.push_back({size[0], size[1]});
  }
  Access access;
  module->use(access);
  environment.client().submit(
      std::move(access), 0,
      [module, options]() -> Deliver {
        auto found = std::make_shared<Inspection>(inspect_module(module->module, options));
        return [found](Environment& at) { return inspection_value(at.env(), *found); };
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_inspect(Napi::Object exports) {
  expose<inspect>(exports, "moduleInspect");
}

}  // namespace dino::node
