#include "node/modules.h"

#include <ATen/ATen.h>
#include <torch/csrc/jit/serialization/import.h>

#include <algorithm>
#include <sstream>
#include <unordered_set>

#include "core/module_builder.h"
#include "core/teacher.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

bool can_hold_tensors(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::BoolType:
    case c10::TypeKind::IntType:
    case c10::TypeKind::FloatType:
    case c10::TypeKind::ComplexType:
    case c10::TypeKind::NumberType:
    case c10::TypeKind::StringType:
    case c10::TypeKind::NoneType:
    case c10::TypeKind::DeviceObjType:
      return false;
    case c10::TypeKind::ListType:
    case c10::TypeKind::TupleType:
    case c10::TypeKind::DictType:
    case c10::TypeKind::OptionalType: {
      const auto parts = type.containedTypes();
      return std::any_of(parts.begin(), parts.end(),
                         [](const c10::TypePtr& part) { return can_hold_tensors(*part); });
    }
    default:
      return true;
  }
}

}  // namespace

ModuleObject::ModuleObject(torch::jit::Module source) : module(std::move(source)) {
  list_tensors();
  for (const torch::jit::Module& each : module.modules()) {
    const c10::ClassTypePtr type = each.type();
    for (size_t i = 0; i < type->numAttributes(); ++i)
      if (!type->is_parameter(i) && !type->is_buffer(i) && !type->getAttribute(i)->is_module() &&
          can_hold_tensors(*type->getAttribute(i)))
        attributes_.push_back({each._ivalue(), i});
  }
}

void ModuleObject::list_tensors() {
  tensors.clear();
  for (const auto& parameter : module.named_parameters())
    tensors.push_back({parameter.name, parameter.value, false});
  for (const auto& buffer : module.named_buffers()) tensors.push_back({buffer.name, buffer.value, true});
}

void ModuleObject::list_again(const Ledger& ledger) {
  if (ledger.idle() || ledger.may_write(key())) list_tensors();
}

void ModuleObject::use(Access& access) const {
  access.reads.push_back(key());
  use_tensors(tensors, access);
}

std::vector<at::Tensor> ModuleObject::attribute_tensors() const {
  std::vector<at::Tensor> found;
  for (const Slot& slot : attributes_) collect_tensors(slot.object->getSlot(slot.index), found);
  return found;
}

void use_tensors(const std::vector<NamedTensor>& tensors, Access& access) {
  for (const NamedTensor& named : tensors)
    named.buffer ? access.write(named.tensor) : access.read(named.tensor);
}

Napi::Value named_tensors_value(Environment& environment, const std::vector<NamedTensor>& tensors) {
  Napi::Env env(environment.env());
  Napi::Array array = Napi::Array::New(env, tensors.size());
  for (size_t i = 0; i < tensors.size(); ++i) {
    Napi::Object object = Napi::Object::New(env);
    object.Set("name", tensors[i].name);
    object.Set("handle", handle_value(environment, tensors[i].tensor));
    object.Set("buffer", tensors[i].buffer);
    environment.ledger().mark_in_graph(tensors[i].tensor);
    array.Set(static_cast<uint32_t>(i), object);
  }
  return array;
}

void collect_tensors(const c10::IValue& value, std::vector<at::Tensor>& tensors) {
  if (value.isTensor()) {
    if (value.toTensor().defined()) tensors.push_back(value.toTensor());
  } else if (value.isTuple()) {
    for (const c10::IValue& part : value.toTupleRef().elements()) collect_tensors(part, tensors);
  } else if (value.isList()) {
    for (const c10::IValue& part : value.toListRef()) collect_tensors(part, tensors);
  } else if (value.isGenericDict()) {
    for (const auto& entry : value.toGenericDict()) collect_tensors(entry.value(), tensors);
  }
}

std::shared_ptr<ModuleObject> read_module(Environment& environment, Napi::Value value, const char* what) {
  return environment.object<ModuleObject>(read_number(value, what, "module"), what);
}

Deliver deliver_module(std::shared_ptr<ModuleObject> module) {
  return [module = std::move(module)](Environment& at) -> Napi::Value {
    return Napi::Number::New(at.env(), at.add_object(module));
  };
}

Napi::Value deliver_null(Environment& at) {
  return Napi::Env(at.env()).Null();
}

namespace {

std::string bytes_of(Napi::Value value, const char* what) {
  const Bytes bytes = read_bytes(value, what, "source");
  return std::string(static_cast<const char*>(bytes.data), bytes.size);
}

Napi::Value load(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "jit.load";
  const bool is_path = info[0].IsString();
  auto source = std::make_shared<std::string>(is_path ? info[0].As<Napi::String>().Utf8Value()
                                                      : bytes_of(info[0], kWhat));
  environment.client().submit(
      {}, 0,
      [source, is_path]() -> Deliver {
        at::AutoGradMode grad(true);  // Parameters are made here and must be able to require gradients.
        if (is_path)
          return deliver_module(std::make_shared<ModuleObject>(torch::jit::load(*source, at::kCPU)));
        std::istringstream stream(*source);
        return deliver_module(std::make_shared<ModuleObject>(torch::jit::load(stream, at::kCPU)));
      },
      read_function(info[1], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value clone(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "clone";
  auto module = read_module(environment, info[0], kWhat);
  Access access;
  module->use(access);
  environment.client().submit(
      std::move(access), 0,
      [module]() -> Deliver {
        return deliver_module(std::make_shared<ModuleObject>(copy_of(module->module)));
      },
      read_function(info[1], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value save(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "save";
  auto module = read_module(environment, info[0], kWhat);
  const bool to_path = info[1].IsString();
  const std::string path = to_path ? info[1].As<Napi::String>().Utf8Value() : "";
  Access access;
  module->use(access);
  environment.client().submit(
      std::move(access), 0,
      [module, to_path, path]() -> Deliver {
        if (to_path) {
          module->module.save(path);
          return deliver_null;
        }
        std::ostringstream stream;
        module->module.save(stream);
        return [bytes = stream.str()](Environment& at) -> Napi::Value {
          Napi::Uint8Array array = Napi::Uint8Array::New(at.env(), bytes.size());
          std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(array.Data()));
          return array;
        };
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value train(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "train");
  const bool mode = read_boolean(info[1], "train", "mode");
  environment.check_module(module->key(), "train");
  module->module.train(mode);
  return info.Env().Undefined();
}

Napi::Value training(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "training");
  const bool has = module->module.hasattr("training") && module->module.attr("training").isBool();
  return Napi::Boolean::New(info.Env(), has && module->module.attr("training").toBool());
}

Napi::Value type_name(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "typeName");
  return Napi::String::New(info.Env(), module->module.type()->name()->qualifiedName());
}

Napi::Value tensors(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "namedParameters");
  module->list_again(environment.ledger());
  return named_tensors_value(environment, module->tensors);
}

ModuleSpec read_spec(Environment& environment, const Napi::Object& object) {
  constexpr const char* kWhat = "jit.define";
  ModuleSpec spec;
  spec.name = read_string(object.Get("name"), kWhat, "name");
  spec.source = read_string(object.Get("source"), kWhat, "source");
  spec.list = read_boolean(object.Get("list"), kWhat, "list");
  const auto each = [&](const char* list, auto visit) {
    const Napi::Array items = read_array(object.Get(list), kWhat, list);
    for (uint32_t i = 0; i < items.Length(); ++i) {
      const Napi::Object item = read_object(items.Get(i), kWhat, list);
      visit(item, read_string(item.Get("name"), kWhat, "name"));
    }
  };
  const auto tensor_of = [&](const Napi::Object& item, const std::string& name) {
    const at::Tensor tensor = environment.tensor(read_number(item.Get("handle"), kWhat, name.c_str()), kWhat);
    environment.check_read(tensor, kWhat);
    return tensor;
  };
  each("parameters", [&](const Napi::Object& item, const std::string& name) {
    const bool requires_grad = read_boolean(item.Get("requiresGrad"), kWhat, name.c_str());
    spec.parameters.push_back({name, tensor_of(item, name), requires_grad});
  });
  each("buffers", [&](const Napi::Object& item, const std::string& name) {
    spec.buffers.push_back({name, tensor_of(item, name)});
  });
  each("attributes", [&](const Napi::Object& item, const std::string& name) {
    const std::string annotation = read_string(item.Get("type"), kWhat, name.c_str());
    const c10::TypePtr type = parse_attribute_type(annotation);
    c10::IValue value;
    if (!convert(environment, item.Get("value"), ArgumentKind::kPlain, type, std::nullopt, kWhat, value))
      throw argument_error(kWhat, name, annotation, describe(item.Env(), item.Get("value")));
    std::vector<at::Tensor> tensors;
    collect_tensors(value, tensors);
    for (const at::Tensor& tensor : tensors) environment.check_read(tensor, kWhat);
    spec.attributes.push_back({name, type, value});
  });
  each("modules", [&](const Napi::Object& item, const std::string& name) {
    spec.modules.push_back(
        {name, read_spec(environment, read_object(item.Get("module"), kWhat, name.c_str()))});
  });
  return spec;
}

void read_tensors_of(const ModuleSpec& spec, Access& access) {
  for (const auto& parameter : spec.parameters) access.read(parameter.tensor);
  for (const auto& buffer : spec.buffers) access.read(buffer.tensor);
  std::vector<at::Tensor> tensors;
  for (const auto& attribute : spec.attributes) collect_tensors(attribute.value, tensors);
  for (const at::Tensor& tensor : tensors) access.read(tensor);
  for (const auto& child : spec.modules) read_tensors_of(child.module, access);
}

Napi::Value define(Environment& environment, const Napi::CallbackInfo& info) {
  auto spec =
      std::make_shared<ModuleSpec>(read_spec(environment, read_object(info[0], "jit.define", "definition")));
  Access access;
  read_tensors_of(*spec, access);
  environment.client().submit(
      std::move(access), 0,
      [spec]() -> Deliver { return deliver_module(std::make_shared<ModuleObject>(build_module(*spec))); },
      read_function(info[1], "jit.define", "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_modules(Napi::Object exports) {
  expose<load>(exports, "moduleLoad");
  expose<define>(exports, "moduleDefine");
  expose<clone>(exports, "moduleClone");
  expose<save>(exports, "moduleSave");
  expose<train>(exports, "moduleTrain");
  expose<training>(exports, "moduleTraining");
  expose<type_name>(exports, "moduleTypeName");
  expose<tensors>(exports, "moduleTensors");
}

}  // namespace dino::node
