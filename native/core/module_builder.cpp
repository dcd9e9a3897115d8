#include "core/module_builder.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/jit/api/compilation_unit.h>
#include <torch/csrc/jit/frontend/resolver.h>
#include <torch/csrc/jit/frontend/schema_type_parser.h>
#include <torch/csrc/jit/frontend/script_type_parser.h>
#include <torch/csrc/jit/frontend/sugared_value.h>

#include <regex>
#include <unordered_map>

#include "core/module_source.h"

namespace dino {

namespace {

class Builder {
 public:
  torch::jit::Module build(const ModuleSpec& spec, const std::string& path) {
    std::vector<torch::jit::Module> children;
    for (const ModuleSpec::Child& child : spec.modules)
      children.push_back(build(child.module, path + "." + child.name));
    // Modules of one source and one set of members share their class, as instances of a Python class do.
    const std::string key = signature(spec, children);
    const auto known = types_.find(key);
    torch::jit::Module module = known == types_.end()
                                    ? torch::jit::Module(unit_->mangle_name(spec.name), unit_->unit)
                                    : torch::jit::Module(unit_->unit, known->second);
    module.register_attribute("training", c10::BoolType::get(), true);
    for (const ModuleSpec::Parameter& parameter : spec.parameters) {
      at::Tensor copy = parameter.tensor.detach().clone();
      copy.set_requires_grad(parameter.requires_grad);
      module.register_parameter(parameter.name, copy, /*is_buffer=*/false);
    }
    for (const ModuleSpec::Buffer& buffer : spec.buffers)
      module.register_buffer(buffer.name, buffer.tensor.detach().clone());
    for (const ModuleSpec::Attribute& attribute : spec.attributes)
      module.register_attribute(attribute.name, attribute.type, copy_of(attribute.value));
    for (size_t i = 0; i < children.size(); ++i) module.register_module(spec.modules[i].name, children[i]);
    if (known != types_.end()) return module;
    try {
      define(module, parse_methods(spec, path));
    } catch (const c10::Error& error) {
      TORCH_CHECK(false, path, ": ", readable(error.what_without_backtrace()));
    } catch (const std::exception& error) {
      TORCH_CHECK(false, path, ": ", readable(error.what()));
    }
    types_[key] = module.type();
    return module;
  }

 private:
  struct Unit {
    std::shared_ptr<torch::jit::CompilationUnit> unit = std::make_shared<torch::jit::CompilationUnit>();

    c10::QualifiedName mangle_name(const std::string& name) {
      const c10::QualifiedName qualified("__torch__.dino_wrapper." + name);
      return unit->get_type(qualified) == nullptr ? qualified : unit->mangle(qualified);
    }
  };

  void define(const torch::jit::Module& module, const std::vector<torch::jit::Def>& methods) {
    const torch::jit::SimpleSelf self(module.type());
    const std::vector<torch::jit::ResolverPtr> resolvers(methods.size(), torch::jit::nativeResolver());
    unit_->unit->define(module.type()->name(), {}, {}, methods, resolvers, &self);
  }

  static c10::IValue copy_of(const c10::IValue& value) {
    at::NoGradGuard no_grad;  // In grad mode the copies would be results of an operator.
    return value.deepcopy();
  }

  // Without the addresses of compilation units that class names come with, and empty lines before.
  static std::string readable(std::string message) {
    static const std::regex noise(R"(^\s+| \(of Python compilation unit at: \w+\))");
    return std::regex_replace(message, noise, "");
  }

  static std::string signature(const ModuleSpec& spec, const std::vector<torch::jit::Module>& children) {
    std::string key = spec.name + '\n' + spec.source;
    for (const auto& parameter : spec.parameters) key += "\np " + parameter.name;
    for (const auto& buffer : spec.buffers) key += "\nb " + buffer.name;
    for (const auto& attribute : spec.attributes)
      key += "\na " + attribute.name + ' ' + attribute.type->annotation_str();
    for (size_t i = 0; i < children.size(); ++i)
      key += "\nm " + spec.modules[i].name + ' ' + children[i].type()->name()->qualifiedName();
    return key;
  }

  // A unit of its own for each definition: a failed one would leave its methods in a shared unit.
  std::unique_ptr<Unit> unit_ = std::make_unique<Unit>();
  std::unordered_map<std::string, c10::ClassTypePtr> types_;
};

}  // namespace

torch::jit::Module build_module(const ModuleSpec& spec) {
  at::AutoGradMode grad(true);
  return Builder().build(spec, spec.name);
}

c10::TypePtr parse_attribute_type(const std::string& annotation) {
  try {
    return torch::jit::ScriptTypeParser().parseType(annotation);
  } catch (const std::exception&) {
    TORCH_CHECK_VALUE(false, "expected a TorchScript type such as int or List[float], got '", annotation,
                      "'");
  }
}

}  // namespace dino
