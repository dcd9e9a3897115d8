// Methods of modules, called and described, and taps.
#include <torch/csrc/jit/api/function_impl.h>

#include <algorithm>
#include <exception>

#include "core/cpu_allocator.h"
#include "core/module_calls.h"
#include "core/taps.h"
#include "node/environment.h"
#include "node/modules.h"
#include "node/values.h"

namespace dino::node {

namespace {

// Taps and the module whose values they give.
struct TapsObject {
  std::shared_ptr<ModuleObject> module;
  Taps taps;
};

torch::jit::Method read_method(const ModuleObject& module, Napi::Value value, const char* what) {
  const std::string name = read_string(value, what, "method");
  const auto method = module.module.find_method(name);
  if (!method) throw argument_error(what, "method", "a method of the module", "'" + name + "'");
  return *method;
}

// The given arguments, the last of them by name, in the order of the schema: defaults filled in, each mistake
// named.
torch::jit::Stack method_arguments(Environment& environment, const c10::FunctionSchema& schema,
                                   Napi::Value values, Napi::Value keywords) {
  const std::string& what = schema.name();
  const Napi::Array given = read_array(values, what.c_str(), "arguments");
  const Napi::Array names = read_array(keywords, what.c_str(), "names");
  const auto& expected = schema.arguments();  // The first is the module itself.
  const size_t positional = given.Length() - std::min(given.Length(), names.Length());
  if (positional + 1 > expected.size())
    throw argument_error(what, "(all)", "at most " + std::to_string(expected.size() - 1) + " arguments",
                         std::to_string(positional));
  std::vector<Napi::Value> arguments(expected.size(), given.Env().Undefined());
  for (size_t i = 0; i < given.Length(); ++i) {
    size_t at = i + 1;
    if (i >= positional) {
      const std::string name =
          read_string(names.Get(static_cast<uint32_t>(i - positional)), what.c_str(), "names");
      const auto named = std::find_if(expected.begin() + 1, expected.end(),
                                      [&](const c10::Argument& each) { return each.name() == name; });
      if (named == expected.end())
        throw argument_error(what, name, "the name of an argument", "'" + name + "'");
      at = named - expected.begin();
      if (at <= positional) throw argument_error(what, name, "one value", "one by position and one by name");
    }
    arguments[at] = given.Get(static_cast<uint32_t>(i));
  }
  torch::jit::Stack stack;
  for (size_t i = 1; i < expected.size(); ++i) {
    const c10::Argument& argument = expected[i];
    c10::IValue converted;
    if (arguments[i].IsUndefined() && argument.default_value()) {
      converted = *argument.default_value();
    } else if (arguments[i].IsUndefined() && i > positional) {
      throw argument_error(what, argument.name(), argument.type()->annotation_str(), "nothing");
    } else if (!convert(environment, arguments[i], ArgumentKind::kPlain, argument.type(), argument.N(),
                        what.c_str(), converted)) {
      throw argument_error(what, argument.name(), argument.type()->annotation_str(),
                           describe(given.Env(), arguments[i]));
    }
    stack.push_back(std::move(converted));
  }
  return stack;
}

// Runs a method of the module on the engine and hands over what `work` gives.
void submit_call(Environment& environment, std::shared_ptr<ModuleObject> module, torch::jit::Stack arguments,
                 uint32_t flags, std::function<c10::IValue(torch::jit::Stack)> work, Napi::Function done) {
  auto stack = std::make_shared<torch::jit::Stack>(std::move(arguments));
  auto inputs = std::make_shared<std::vector<at::Tensor>>();
  for (const c10::IValue& value : *stack) collect_tensors(value, *inputs);
  Access access;
  module->use(access);
  for (const at::Tensor& tensor : *inputs) access.read(tensor);
  environment.client().submit(
      std::move(access), flags,
      [module, stack, inputs, work = std::move(work)]() -> Deliver {
        const int64_t before = allocated_by_thread();
        auto result = std::make_shared<c10::IValue>();
        std::exception_ptr failure;
        try {
          *result = work(std::move(*stack));
        } catch (...) {
          failure = std::current_exception();
        }
        const int64_t kept = std::max<int64_t>(allocated_by_thread() - before, 0);
        // A method may have kept its arguments, a failed one too, and may give out what it keeps.
        return [module, result, failure, inputs, kept,
                attributes = module->attribute_tensors()](Environment& at) -> Napi::Value {
          const auto share = [&] {
            if (module->has_tensor_attributes()) at.ledger().share(module->key(), attributes);
          };
          if (failure) {
            share();
            std::rethrow_exception(failure);
          }
          std::vector<at::Tensor> outputs;
          collect_tensors(*result, outputs);
          int64_t graph_bytes = kept;
          Napi::Value value = plain_value(at, *result, &graph_bytes);
          share();
          for (const at::Tensor& tensor : *inputs) at.mark_result(tensor);
          if (std::any_of(outputs.begin(), outputs.end(), [](const auto& t) { return t.requires_grad(); })) {
            for (const at::Tensor& tensor : *inputs) at.ledger().mark_in_graph(tensor);
            for (const at::Tensor& tensor : outputs) at.ledger().mark_in_graph(tensor);
          }
          return value;
        };
      },
      done);
}

Napi::Value forward(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "forward");
  const auto method = read_method(*module, info[1], "call");
  const char* what = method.name().c_str();
  auto arguments = method_arguments(environment, method.function().getSchema(), info[2], info[3]);
  const auto flags = static_cast<uint32_t>(read_integer(info[4], what, "flags"));
  submit_call(
      environment, module, std::move(arguments), flags,
      [module, method](torch::jit::Stack stack) { return method(std::move(stack)); },
      read_function(info[5], what, "done"));
  return info.Env().Undefined();
}

Napi::Value methods(Environment& environment, const Napi::CallbackInfo& info) {
  auto module = read_module(environment, info[0], "methods");
  Napi::Array result = Napi::Array::New(info.Env());
  for (const torch::jit::Method& method : module->module.get_methods()) {
    const c10::FunctionSchema& schema = method.function().getSchema();
    Napi::Array arguments = Napi::Array::New(info.Env());
    for (size_t i = 1; i < schema.arguments().size(); ++i) {
      const c10::Argument& argument = schema.arguments()[i];
      Napi::Object entry = Napi::Object::New(info.Env());
      entry.Set("name", argument.name());
      entry.Set("type", argument.type()->annotation_str());
      entry.Set("optional", argument.default_value().has_value());
      arguments.Set(static_cast<uint32_t>(i - 1), entry);
    }
    Napi::Object entry = Napi::Object::New(info.Env());
    entry.Set("name", method.name());
    entry.Set("arguments", arguments);
    entry.Set("returns", schema.returns().empty() ? "None" : schema.returns()[0].type()->annotation_str());
    result.Set(result.Length(), entry);
  }
  return result;
}

Napi::Value calls(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "namedCalls";
  auto module = read_module(environment, info[0], kWhat);
  const auto type_value = [&](const c10::TypePtr& type) -> Napi::Value {
    if (type == nullptr) return info.Env().Null();
    return Napi::String::New(info.Env(), c10::unshapedType(type)->annotation_str());
  };
  Napi::Array result = Napi::Array::New(info.Env());
  for (const ModuleCall& call : module_calls(module->module, read_method(*module, info[1], kWhat).name())) {
    Napi::Object entry = Napi::Object::New(info.Env());
    entry.Set("path", call.path);
    entry.Set("input", type_value(call.input));
    entry.Set("output", type_value(call.output));
    result.Set(result.Length(), entry);
  }
  return result;
}

Napi::Value make_taps(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "taps";
  auto module = read_module(environment, info[0], kWhat);
  const std::string method = read_method(*module, info[1], kWhat).name();
  const Napi::Array given = read_array(info[2], kWhat, "paths");
  std::vector<std::string> paths;
  for (uint32_t i = 0; i < given.Length(); ++i) paths.push_back(read_string(given.Get(i), kWhat, "paths"));
  Access access;
  access.reads.push_back(module->key());
  environment.client().submit(
      std::move(access), 0,
      [module, method, paths]() -> Deliver {
        auto made = std::make_shared<TapsObject>(TapsObject{module, Taps(module->module, method, paths)});
        return [made](Environment& at) -> Napi::Value {
          return Napi::Number::New(at.env(), at.add_object(made));
        };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value run_taps(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "the taps";
  auto object = environment.object<TapsObject>(read_number(info[0], kWhat, "taps"), kWhat);
  const auto method = object->module->module.get_method(object->taps.method());
  auto arguments = method_arguments(environment, method.function().getSchema(), info[1], info[2]);
  const auto flags = static_cast<uint32_t>(read_integer(info[3], kWhat, "flags"));
  submit_call(
      environment, object->module, std::move(arguments), flags,
      [object](torch::jit::Stack stack) -> c10::IValue {
        return c10::ivalue::Tuple::create(object->taps.run(object->module->module, std::move(stack)));
      },
      read_function(info[4], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_module_calls(Napi::Object exports) {
  expose<forward>(exports, "moduleForward");
  expose<methods>(exports, "moduleMethods");
  expose<calls>(exports, "moduleCalls");
  expose<make_taps>(exports, "moduleTaps");
  expose<run_taps>(exports, "tapsForward");
}

}  // namespace dino::node
