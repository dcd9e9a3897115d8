// What a module holds: submodules, attributes, state dicts; in which dtype, and whether it is trained.
#include <ATen/ATen.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

#include <unordered_set>

#include "core/teacher.h"
#include "node/environment.h"
#include "node/load_report.h"
#include "node/modules.h"
#include "node/values.h"

namespace dino::node {

namespace {

Napi::Value named_modules(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "namedModules");
  Napi::Array result = Napi::Array::New(info.Env());
  for (const auto& named : module->module.named_modules()) {
    const auto name = named.value.type()->name();
    Napi::Array pair = Napi::Array::New(info.Env(), 2);
    pair.Set(0u, named.name);
    pair.Set(1u, name ? name->qualifiedName() : "");
    result.Set(result.Length(), pair);
  }
  return result;
}

// A module's own value that is neither parameter, buffer nor submodule; a constant belongs to the class.
struct Attribute {
  std::string name;
  c10::TypePtr type;
  std::optional<size_t> slot;  // nothing for a constant
};

std::vector<Attribute> attributes_of(const torch::jit::Module& module) {
  std::vector<Attribute> result;
  const c10::ClassTypePtr type = module.type();
  for (size_t i = 0; i < type->numAttributes(); ++i)
    if (!type->is_parameter(i) && !type->is_buffer(i) && !type->getAttribute(i)->is_module())
      result.push_back({type->getAttributeName(i), type->getAttribute(i), i});
  for (size_t i = 0; i < type->numConstants(); ++i)
    result.push_back({type->getConstantName(i), type->getConstant(i).type(), std::nullopt});
  return result;
}

struct Found {
  torch::jit::Module module;
  Attribute attribute;
};

Found find_attribute(const torch::jit::Module& root, const std::string& path, const char* what) {
  const size_t dot = path.rfind('.');
  const std::string parent = dot == std::string::npos ? "" : path.substr(0, dot);
  const std::string name = dot == std::string::npos ? path : path.substr(dot + 1);
  std::string known;
  for (const auto& named : root.named_modules()) {
    if (named.name != parent) continue;
    for (const Attribute& attribute : attributes_of(named.value)) {
      if (attribute.name == name) return {named.value, attribute};
      known += (known.empty() ? "" : ", ") + (parent.empty() ? "" : parent + '.') + attribute.name;
    }
  }
  throw argument_error(what, "name", known.empty() ? "an attribute of the module" : "one of " + known,
                       "'" + path + "'");
}

Napi::Value attributes(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "attributes");
  Napi::Array result = Napi::Array::New(info.Env());
  for (const auto& named : module->module.named_modules())
    for (const Attribute& attribute : attributes_of(named.value)) {
      Napi::Object entry = Napi::Object::New(info.Env());
      entry.Set("name", named.name.empty() ? attribute.name : named.name + '.' + attribute.name);
      entry.Set("type", attribute.type->annotation_str());
      entry.Set("constant", !attribute.slot.has_value());
      result.Set(result.Length(), entry);
    }
  return result;
}

Napi::Value get_attribute(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "getAttribute";
  auto module = read_module(environment, info[0], kWhat);
  const std::string name = read_string(info[1], kWhat, "name");
  const Found found = find_attribute(module->module, name, kWhat);
  if (!found.attribute.slot)
    return plain_value(environment, *found.module.type()->findConstant(found.attribute.name));
  environment.check_module(module->key(), kWhat);  // A method may write it.
  const c10::IValue value = found.module._ivalue()->getSlot(*found.attribute.slot);
  const Napi::Value result = plain_value(environment, value);
  environment.ledger().share(module->key(), module->attribute_tensors());
  return result;
}

Napi::Value set_attribute(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "setAttribute";
  auto module = read_module(environment, info[0], kWhat);
  const std::string name = read_string(info[1], kWhat, "name");
  const Found found = find_attribute(module->module, name, kWhat);
  if (!found.attribute.slot)
    throw argument_error(kWhat, "name", "an attribute", "'" + name + "', a constant of the module's class");
  environment.check_module(module->key(), kWhat);
  c10::IValue value;
  if (!convert(environment, info[2], ArgumentKind::kPlain, found.attribute.type, std::nullopt, kWhat, value))
    throw argument_error(kWhat, name, found.attribute.type->annotation_str(), describe(info.Env(), info[2]));
  found.module._ivalue()->setSlot(*found.attribute.slot, std::move(value));
  environment.ledger().share(module->key(), module->attribute_tensors());
  return info.Env().Undefined();
}

// With `strict` nothing is written unless everything fits.
Napi::Value load_tensors(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "loadStateDict";
  auto module = read_module(environment, info[0], kWhat);
  const bool strict = read_boolean(info[2], kWhat, "strict");
  module->list_again(environment.ledger());
  LoadPlan plan = plan_load(environment, module->tensors, info[1], strict, kWhat);
  Access access;
  access.reads.push_back(module->key());
  plan.use(access);
  environment.client().submit(
      std::move(access), 0,
      [module, plan = std::move(plan)]() -> Deliver {
        at::NoGradGuard no_grad;
        for (const auto& [name, target, source] : plan.copies) target.copy_(source);
        return [report = plan.report](Environment& at) { return report.value(at.env()); };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value set_requires_grad(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "requiresGrad_";
  auto module = read_module(environment, info[0], kWhat);
  const bool value = read_boolean(info[1], kWhat, "value");
  for (const NamedTensor& named : module->tensors)
    if (!named.buffer) environment.check_write(named.tensor, kWhat);
  for (const NamedTensor& named : module->tensors)
    if (!named.buffer && named.tensor.defined() &&
        (at::isFloatingType(named.tensor.scalar_type()) || named.tensor.is_complex()))
      named.tensor.set_requires_grad(value);
  return info.Env().Undefined();
}

Napi::Value freeze(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "freeze";
  auto module = read_module(environment, info[0], kWhat);
  const Napi::Array given = read_array(info[1], kWhat, "preserve");
  std::vector<std::string> preserved;
  for (uint32_t i = 0; i < given.Length(); ++i) {
    preserved.push_back(read_string(given.Get(i), kWhat, "preserve"));
    if (!module->module.hasattr(preserved.back()) && !module->module.find_method(preserved.back()))
      throw argument_error(kWhat, "preserve", "names of attributes and methods",
                           "'" + preserved.back() + "'");
  }
  Access access;
  module->use(access);
  environment.client().submit(
      std::move(access), 0,
      [module, preserved]() -> Deliver {
        const torch::jit::Module& source = module->module;
        TORCH_CHECK_VALUE(
            !source.hasattr("training") || !source.is_training(),
            "freeze: expected a module in evaluation mode, got one in train mode; call eval() first");
        // Without it nested calls stay calls, which freezing does not see through.
        const torch::jit::GraphOptimizerEnabledGuard optimize(true);
        // Of a copy: a frozen graph holds the parameters as constants, of which no job would know.
        return deliver_module(std::make_shared<ModuleObject>(torch::jit::freeze(copy_of(source), preserved)));
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

// One tensor on its way to another dtype or device: a parameter, a buffer or a gradient.
struct Conversion {
  at::Tensor target, data;
};

using Conversions = std::vector<Conversion>;

// As `module.to` of PyTorch: the tensors stay, gradients too, their data are replaced. Nobody may be at work
// on them then, which only JavaScript's thread knows.
Napi::Value replace_data(Environment& environment, const ModuleObject& module,
                         const Conversions& conversions) {
  constexpr const char* kWhat = "to";
  environment.check_module(module.key(), kWhat);
  environment.check_gradients(kWhat);
  for (const Conversion& each : conversions) environment.check_write(each.target, kWhat);
  std::unordered_set<const c10::TensorImpl*> changed;
  for (const Conversion& each : conversions) {
    each.target.set_data(each.data);
    // A graph that saved the tensor would compute with other numbers than its forward did.
    each.target.unsafeGetTensorImpl()->bump_version();
    changed.insert(each.target.unsafeGetTensorImpl());
  }
  environment.remeasure(changed);
  return deliver_null(environment);
}

Napi::Value to(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "to";
  auto module = read_module(environment, info[0], kWhat);
  std::optional<at::Device> device;
  if (!info[1].IsNull()) {
    c10::IValue converted;
    if (!convert(environment, info[1], ArgumentKind::kPlain, c10::DeviceObjType::get(), std::nullopt, kWhat,
                 converted))
      throw argument_error(kWhat, "device", "a device such as 'cpu'", describe(info.Env(), info[1]));
    device = converted.toDevice();
  }
  std::optional<at::ScalarType> dtype;
  if (!info[2].IsNull()) {
    dtype = read_dtype(info[2], kWhat);
    if (!at::isFloatingType(*dtype))
      throw CallError("INVALID_DTYPE",
                      std::string("to: expected a floating point dtype, got ") + dtype_name(*dtype));
  }
  Access access;
  module->use(access);
  access.gradients = true;
  environment.client().submit(
      std::move(access), 0,
      [module, device, dtype]() -> Deliver {
        at::NoGradGuard no_grad;
        Conversions conversions;
        std::unordered_set<const c10::TensorImpl*> seen;  // Tied weights are one tensor of several names.
        const auto convert_tensor = [&](const at::Tensor& tensor) {
          if (!tensor.defined() || !seen.insert(tensor.unsafeGetTensorImpl()).second) return;
          const bool floating = at::isFloatingType(tensor.scalar_type());
          at::Tensor data =
              tensor.to(device.value_or(tensor.device()), floating && dtype ? *dtype : tensor.scalar_type());
          if (!data.is_same(tensor)) conversions.push_back({tensor, std::move(data)});
        };
        for (const NamedTensor& named : module->tensors) {
          convert_tensor(named.tensor);
          if (named.tensor.defined()) convert_tensor(named.tensor.grad());
        }
        return [module, conversions](Environment& at) { return replace_data(at, *module, conversions); };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_module_state(Napi::Object exports) {
  expose<named_modules>(exports, "moduleModules");
  expose<attributes>(exports, "moduleAttributes");
  expose<get_attribute>(exports, "moduleGetAttribute");
  expose<set_attribute>(exports, "moduleSetAttribute");
  expose<load_tensors>(exports, "moduleLoadTensors");
  expose<set_requires_grad>(exports, "moduleRequiresGrad");
  expose<freeze>(exports, "moduleFreeze");
  expose<to>(exports, "moduleTo");
}

}  // namespace dino::node
