#include "core/taps.h"

#include <ATen/ATen.h>
#include <ATen/core/function_schema.h>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/alias_analysis.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/runtime/custom_operator.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <sstream>
#include <unordered_set>

#include "core/module_calls.h"

namespace dino {

namespace {

namespace jit = torch::jit;

const std::string kInput = ":input";

// The value with `replace` of each tensor that it holds. (IValue::deepcopy fails at undefined tensors, as
// torchvision's attention gives them for weights that nobody wants.)
c10::IValue with_tensors(const c10::IValue& value,
                         const std::function<at::Tensor(const at::Tensor&)>& replace) {
  if (value.isTensor()) return value.toTensor().defined() ? c10::IValue(replace(value.toTensor())) : value;
  if (value.isTuple()) {
    std::vector<c10::IValue> parts;
    for (const c10::IValue& part : value.toTupleRef().elements())
      parts.push_back(with_tensors(part, replace));
    return c10::ivalue::Tuple::create(std::move(parts));
  }
  if (value.isList()) {
    c10::impl::GenericList parts(value.toList().elementType());
    for (const c10::IValue& part : value.toListRef()) parts.push_back(with_tensors(part, replace));
    return parts;
  }
  if (value.isGenericDict()) {
    const auto dictionary = value.toGenericDict();
    c10::impl::GenericDict parts(dictionary.keyType(), dictionary.valueType());
    for (const auto& entry : dictionary) parts.insert(entry.key(), with_tensors(entry.value(), replace));
    return parts;
  }
  return value;
}

at::Tensor copied(const at::Tensor& tensor) {
  return tensor.clone();
}

at::Tensor outlined(const at::Tensor& tensor) {
  return at::empty(tensor.sizes(), at::TensorOptions(tensor.scalar_type()).device(at::kMeta));
}

// tapped: a copy of a value and all that it holds, part of the autograd graph; later writes in place do not
// reach it. outlined: Taps::Yield::kOutlines.
const jit::RegisterOperators registered(
    {jit::Operator(
         "dino::tapped(t value) -> t",
         [](jit::Stack& stack) { stack.back() = with_tensors(stack.back(), copied); },
         c10::AliasAnalysisKind::FROM_SCHEMA),
     jit::Operator(
         "dino::outlined(t value) -> t",
         [](jit::Stack& stack) { stack.back() = with_tensors(stack.back(), outlined); },
         c10::AliasAnalysisKind::FROM_SCHEMA)});

size_t distance(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j)
      diagonal =
          std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])}));
  }
  return row.back();
}

bool has_submodule(const jit::Module& module, const std::string& path) {
  for (const auto& named : module.named_modules())
    if (named.name == path) return true;
  return false;
}

[[noreturn]] void refuse(const jit::Module& module, const std::string& method, const std::string& asked,
                         const char* what) {
  constexpr size_t kShown = 60;
  const bool input = asked.ends_with(kInput);
  const std::string path = input ? asked.substr(0, asked.size() - kInput.size()) : asked;
  std::vector<std::string> known;
  for (const ModuleCall& call : module_calls(module, method))
    if (!input || call.input != nullptr) known.push_back(call.path);
  std::stable_sort(known.begin(), known.end(), [&](const std::string& a, const std::string& b) {
    return distance(a, path) < distance(b, path);
  });
  std::ostringstream text;
  text << what << ": '" << asked << "': ";
  text << (has_submodule(module, path) ? "that submodule's forward is not called in " : "no such call in ")
       << method;
  if (!known.empty()) text << "; did you mean '" << known[0] << (input ? kInput : "") << "'?";
  text << " Submodules that it calls, closest first:";
  for (size_t i = 0; i < std::min(known.size(), kShown); ++i) text << (i == 0 ? " " : ", ") << known[i];
  if (known.empty()) text << " none";
  if (known.size() > kShown) text << " and " << known.size() - kShown << " more";
  TORCH_CHECK_VALUE(false, text.str());
}

class TapsBuilder {
 public:
  TapsBuilder(std::shared_ptr<jit::Graph> graph, const std::vector<std::string>& paths, Taps::Yield yield)
      : graph_(std::move(graph)), paths_(paths), yield_(yield), marks_(paths.size()) {}

  // The path that no call was found for, or nullptr.
  const std::string* build() {
    mark(graph_->block());
    std::vector<jit::Value*> values;
    for (size_t i = 0; i < paths_.size(); ++i) {
      if (paths_[i].empty()) {
        values.push_back(graph_->outputs()[0]);
      } else if (marks_[i].empty()) {
        return &paths_[i];
      } else {
        values.push_back(last_value(i));
      }
    }
    graph_->eraseOutput(0);
    graph_->registerOutput(graph_->appendNode(graph_->createTuple(values))->output());
    // The method's own result may be written in place up to its end.
    if (std::find(paths_.begin(), paths_.end(), "") == paths_.end()) cut_off();
    if (yield_ == Taps::Yield::kValues) drop_needless_copies();
    graph_->lint();
    return nullptr;
  }

 private:
  // Puts a mark at every call that was asked for, and inlines the calls that lead to one.
  void mark(jit::Block* block) {
    const jit::Value* self = graph_->inputs()[0];
    for (jit::Node* node = block->param_node()->next(); node != block->return_node(); node = node->next()) {
      for (jit::Block* inner : node->blocks()) mark(inner);
      if (node->kind() != c10::prim::CallMethod) continue;
      const auto path = path_of(node->input(0), self);
      if (!path) continue;
      bool leads = path->empty();
      for (size_t i = 0; i < paths_.size(); ++i) {
        leads = leads || paths_[i].starts_with(*path + '.');
        if (path->empty() || !is_forward(node)) continue;
        if (paths_[i] == *path) mark_at(i, node->output())->insertAfter(node);
        if (paths_[i] == *path + kInput && node->inputs().size() > 1)
          mark_at(i, node->input(1))->insertBefore(node);
      }
      jit::GraphFunction* callee = leads ? callee_of(node) : nullptr;
      if (callee == nullptr) continue;
      jit::Node* before = node->prev();
      // graph(), not the optimised one: that one is flattened and the calls in it are gone.
      jit::inlineCallTo(node, callee, callee->graph().get());
      node = before;
    }
  }

  jit::Node* mark_at(size_t tap, jit::Value* value) {
    const char* name = yield_ == Taps::Yield::kValues ? "dino::tapped" : "dino::outlined";
    jit::Node* mark = graph_->create(c10::Symbol::fromQualString(name), {value});
    mark->output()->setType(c10::unshapedType(value->type()));
    marks_[tap].insert(mark);
    return mark;
  }

  // The value of the last mark that was run, or None: a variable that every mark assigns to, in SSA form.
  jit::Value* last_value(size_t tap) {
    c10::TypePtr type = nullptr;
    for (const jit::Node* mark : marks_[tap]) {
      const c10::TypePtr& other = mark->output()->type();
      type = type == nullptr ? other : *c10::unifyTypes(type, other, /*default_to_union=*/true);
    }
    if (type->kind() != c10::TypeKind::OptionalType && type->kind() != c10::TypeKind::NoneType)
      type = c10::OptionalType::create(type);
    jit::Node* none = graph_->createNone();
    none->output()->setType(type);
    graph_->prependNode(none);
    jit::Value* last = last_in(graph_->block(), none->output(), type, marks_[tap]);
    if (!none->hasUses()) none->destroy();
    return last;
  }

  using Marks = std::unordered_set<jit::Node*>;

  jit::Value* last_in(jit::Block* block, jit::Value* last, const c10::TypePtr& type, const Marks& marks) {
    for (jit::Node* node : block->nodes()) {
      if (marks.contains(node)) last = node->output();
      if (!has_mark(node, marks)) continue;
      const bool loop = node->kind() == c10::prim::Loop;
      if (loop) node->addInput(last);
      for (jit::Block* inner : node->blocks()) {
        jit::Value* before = loop ? inner->addInput()->setType(type) : last;
        inner->registerOutput(last_in(inner, before, type, marks));
      }
      last = node->addOutput()->setType(type);
    }
    return last;
  }

  static bool has_mark(jit::Node* node, const Marks& marks) {
    for (jit::Block* block : node->blocks())
      for (jit::Node* inner : block->nodes())
        if (marks.contains(inner) || has_mark(inner, marks)) return true;
    return false;
  }

  // What comes after the last value that is needed. Calls count as side effects, so LibTorch's own
  // elimination of dead code would keep them.
  void cut_off() {
    jit::Node* node = graph_->outputs()[0]->node()->prev();
    while (node != graph_->param_node() && !node->hasUses()) {
      jit::Node* before = node->prev();
      node->destroy();
      node = before;
    }
  }

  void drop_needless_copies() {
    const jit::AliasDb aliases(graph_, /*isFrozen=*/false, /*descendFunctionCalls=*/true);
    std::vector<jit::Node*> needless;
    for (const Marks& marks : marks_)
      for (jit::Node* mark : marks)
        if (mark->output()->type()->kind() == c10::TypeKind::TensorType && !aliases.hasWriters(mark->input()))
          needless.push_back(mark);
    for (jit::Node* mark : needless) {
      mark->output()->replaceAllUsesWith(mark->input());
      mark->destroy();
    }
  }

  std::shared_ptr<jit::Graph> graph_;
  const std::vector<std::string>& paths_;
  Taps::Yield yield_;
  std::vector<Marks> marks_;
};

}  // namespace

Taps::Taps(const jit::Module& module, std::string method, std::vector<std::string> paths, const char* what,
           Yield yield)
    : method_(std::move(method)), paths_(std::move(paths)) {
  const auto graph = jit::toGraphFunction(module.get_method(method_).function()).graph()->copy();
  if (const std::string* unknown = TapsBuilder(graph, paths_, yield).build())
    refuse(module, method_, *unknown, what);
  function_ = std::make_shared<jit::GraphFunction>("taps", graph, nullptr);
}

std::vector<c10::IValue> Taps::run(const jit::Module& module, jit::Stack arguments) const {
  arguments.insert(arguments.begin(), module._ivalue());
  // A schema made from a graph has lost the defaults of the method's own.
  module.get_method(method_).function().getSchema().checkAndNormalizeInputs(arguments);
  function_->run(arguments);
  return arguments.back().toTupleRef().elements().vec();
}

}  // namespace dino
