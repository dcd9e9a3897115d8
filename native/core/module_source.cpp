#include "core/module_source.h"

#include <torch/csrc/jit/frontend/parser.h>

#include <unordered_map>

namespace dino {

namespace {

namespace jit = torch::jit;

// The same tree as if it were written at `range`: errors shall mark the place where a name is used.
jit::TreeRef placed_at(const jit::TreeRef& tree, const jit::SourceRange& range) {
  if (tree->isAtom()) return tree;
  jit::TreeList parts;
  for (const jit::TreeRef& part : tree->trees()) parts.push_back(placed_at(part, range));
  return jit::Compound::create(tree->kind(), range, std::move(parts));
}

bool is_name(const jit::Expr& expression, const char* name) {
  return expression.kind() == jit::TK_VAR && jit::Var(expression).name().name() == name;
}

class Rewriter {
 public:
  explicit Rewriter(const ModuleSpec& root) : root_(root) {}

  jit::TreeRef rewrite(const jit::TreeRef& tree) {
    if (tree->kind() == jit::TK_VAR) {
      const auto bound = bound_.find(jit::Var(tree).name().name());
      return bound == bound_.end() ? tree : placed_at(bound->second, tree->range());
    }
    if (tree->kind() == jit::TK_LIST) return list(tree);
    const jit::TreeRef inner = tree->map([this](const jit::TreeRef& part) { return rewrite(part); });
    if (inner->kind() == jit::TK_APPLY) return call(jit::Apply(inner));
    if (inner->kind() == jit::TK_SUBSCRIPT) {
      const ModuleSpec* module = module_of(jit::Expr(inner));
      if (module != nullptr)
        return item(jit::Subscript(inner).value(), index_of(jit::Subscript(inner)).value());
    }
    return inner;
  }

 private:
  // Statements, among them loops that are unrolled.
  jit::TreeRef list(const jit::TreeRef& tree) {
    jit::TreeList parts;
    for (const jit::TreeRef& part : tree->trees())
      if (part->kind() != jit::TK_FOR || !unroll(jit::For(part), parts)) parts.push_back(rewrite(part));
    return jit::Compound::create(jit::TK_LIST, tree->range(), std::move(parts));
  }

  bool unroll(const jit::For& loop, jit::TreeList& statements) {
    if (loop.itrs().size() != 1) return false;
    jit::Expr over(rewrite(loop.itrs()[0]));
    const bool counted = over.kind() == jit::TK_APPLY && is_name(jit::Apply(over).callee(), "enumerate") &&
                         jit::Apply(over).inputs().size() == 1;
    if (counted) over = jit::Apply(over).inputs()[0];
    const ModuleSpec* modules = module_of(over);
    if (modules == nullptr || !modules->list) return false;
    std::vector<std::string> names;
    collect_names(loop.targets().tree(), names);
    if (names.size() != (counted ? 2u : 1u)) return false;
    const auto outer = bound_;
    for (size_t i = 0; i < modules->modules.size(); ++i) {
      if (counted) bound_[names[0]] = jit::Const::create(over.range(), std::to_string(i));
      bound_[names.back()] = item(over, i);
      const jit::TreeRef body = list(loop.body().tree());
      for (const jit::TreeRef& statement : body->trees()) statements.push_back(statement);
    }
    bound_ = outer;
    return true;
  }

  static void collect_names(const jit::TreeRef& tree, std::vector<std::string>& names) {
    if (tree->kind() == jit::TK_VAR) {
      names.push_back(jit::Var(tree).name().name());
    } else {
      for (const jit::TreeRef& part : tree->trees()) collect_names(part, names);
    }
  }

  jit::TreeRef call(const jit::Apply& call) {
    const jit::Expr callee = call.callee();
    if (is_name(callee, "len") && call.inputs().size() == 1) {
      const ModuleSpec* modules = module_of(call.inputs()[0]);
      if (modules != nullptr && modules->list)
        return jit::Const::create(call.range(), std::to_string(modules->modules.size()));
    }
    if (module_of(callee) == nullptr) return call;
    const jit::Expr forward =
        jit::Select::create(callee.range(), callee, jit::Ident::create(callee.range(), "forward"));
    return jit::Apply::create(call.range(), forward, call.inputs(), call.attributes());
  }

  // A name that is a number is no name to the compiler, but getattr takes it.
  static jit::Expr item(const jit::Expr& modules, size_t index) {
    const jit::SourceRange& range = modules.range();
    const auto name = jit::StringLiteral::create(range, std::to_string(index));
    const auto inputs = jit::List<jit::Expr>::create(range, {modules, name});
    const auto getattr = jit::Var::create(range, jit::Ident::create(range, "getattr"));
    return jit::Apply::create(range, getattr, inputs, jit::List<jit::Attribute>::create(range, {}));
  }

  // The submodule that an expression names, nullptr for any other expression.
  const ModuleSpec* module_of(const jit::Expr& expression) const {
    const auto child = [](const ModuleSpec* parent, const std::string& name) -> const ModuleSpec* {
      if (parent == nullptr) return nullptr;
      for (const ModuleSpec::Child& each : parent->modules)
        if (each.name == name) return &each.module;
      return nullptr;
    };
    switch (expression.kind()) {
      case jit::TK_VAR:
        return is_name(expression, "self") ? &root_ : nullptr;
      case '.': {
        const jit::Select select(expression);
        return child(module_of(select.value()), select.selector().name());
      }
      case jit::TK_APPLY: {
        const jit::Apply apply(expression);
        if (!is_name(apply.callee(), "getattr") || apply.inputs().size() != 2) return nullptr;
        const jit::Expr name = apply.inputs()[1];
        if (name.kind() != jit::TK_STRINGLITERAL) return nullptr;
        return child(module_of(apply.inputs()[0]), jit::StringLiteral(name).text());
      }
      case jit::TK_SUBSCRIPT: {
        const jit::Subscript subscript(expression);
        const auto index = index_of(subscript);
        return index ? child(module_of(subscript.value()), std::to_string(*index)) : nullptr;
      }
      default:
        return nullptr;
    }
  }

  // The constant index into a list of modules, counted from the end where it is negative.
  std::optional<size_t> index_of(const jit::Subscript& subscript) const {
    const ModuleSpec* modules = module_of(subscript.value());
    if (modules == nullptr || !modules->list || subscript.subscript_exprs().size() != 1) return std::nullopt;
    const jit::Expr index = subscript.subscript_exprs()[0];
    if (index.kind() != jit::TK_CONST || !jit::Const(index).isIntegral()) return std::nullopt;
    const int64_t number = jit::Const(index).asIntegral();
    const auto size = static_cast<int64_t>(modules->modules.size());
    const int64_t at = number < 0 ? size + number : number;
    return at >= 0 && at < size ? std::optional<size_t>(at) : std::nullopt;
  }

  const ModuleSpec& root_;
  // Variables of the loops that are being unrolled.
  std::unordered_map<std::string, jit::TreeRef> bound_;
};

}  // namespace

std::vector<jit::Def> parse_methods(const ModuleSpec& module, const std::string& path) {
  jit::Parser parser(std::make_shared<jit::Source>(module.source, path, 1));
  std::vector<jit::Def> methods;
  while (parser.lexer().cur().kind != jit::TK_EOF) {
    const jit::Def method(parser.parseFunction(/*is_method=*/true));
    const jit::List<jit::Stmt> body(Rewriter(module).rewrite(method.statements().tree()));
    methods.push_back(jit::Def::create(method.range(), method.name(), method.decl(), body));
  }
  return methods;
}

}  // namespace dino
