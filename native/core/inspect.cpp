#include "core/inspect.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>
#include <torch/csrc/jit/api/function_impl.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/runtime/print_handler.h>

#include <algorithm>
#include <atomic>
#include <sstream>
#include <unordered_set>

#include "core/features.h"
#include "core/graph.h"
#include "core/module_calls.h"
#include "core/taps.h"
#include "core/teacher.h"

namespace dino {

namespace {

namespace jit = torch::jit;

// More submodules than these are not looked at.
constexpr size_t kMostLayers = 4096;
// Of a batch whose values are described.
constexpr int64_t kImages = 2;
constexpr size_t kMostParts = 64;
constexpr int kDeepestParts = 4;

// While it lives, what modules print is swallowed, and that they did is remembered.
class PrintGuard {
 public:
  PrintGuard() : before_(jit::getPrintHandler()) {
    printed_ = false;
    jit::setPrintHandler([](const std::string&) { printed_ = true; });
  }
  ~PrintGuard() { jit::setPrintHandler(before_); }
  PrintGuard(const PrintGuard&) = delete;
  PrintGuard& operator=(const PrintGuard&) = delete;

  bool printed() const { return printed_; }

 private:
  static inline std::atomic<bool> printed_;
  jit::PrintHandler before_;
};

class RandomGuard {
 public:
  RandomGuard() : generator_(at::detail::getDefaultCPUGenerator()) {
    const std::lock_guard<std::mutex> lock(generator_.mutex());
    before_ = generator_.get_state();
  }
  ~RandomGuard() {
    const std::lock_guard<std::mutex> lock(generator_.mutex());
    generator_.set_state(before_);
  }
  RandomGuard(const RandomGuard&) = delete;
  RandomGuard& operator=(const RandomGuard&) = delete;

 private:
  at::Generator generator_;
  at::Tensor before_;
};

Outline outline_of(const c10::IValue& value, ImageSize images, int depth = 0) {
  Outline outline;
  if (value.isTensor() && value.toTensor().defined()) {
    const at::Tensor& tensor = value.toTensor();
    outline.dtype = tensor.scalar_type();
    outline.shape = tensor.sizes().vec();
    const std::vector<int64_t>& shape = outline.shape;
    // Swin's windows and the like are no rows of one image each.
    const size_t dimensions = !shape.empty() && shape[0] == kImages ? shape.size() : 0;
    outline.kind = dimensions == 2   ? Outline::Kind::kRows
                   : dimensions == 3 ? Outline::Kind::kTokens
                   : dimensions == 4 ? Outline::Kind::kMap
                                     : Outline::Kind::kTensor;
    outline.channels_last = dimensions == 4 && has_channels_last(shape, images.height, images.width);
    if (outline.kind != Outline::Kind::kTensor)
      outline.width = shape.size() == 4 && !outline.channels_last ? shape[1] : shape.back();
    return outline;
  }
  // A value's own type() fails at undefined tensors inside of it.
  outline.type = value.isTensor()        ? "Tensor"
                 : value.isTuple()       ? "Tuple"
                 : value.isList()        ? "List"
                 : value.isGenericDict() ? "Dict"
                                         : value.type()->annotation_str();
  if (depth == kDeepestParts) return outline;
  const auto add = [&](const std::string& name, const c10::IValue& part) {
    if (outline.parts.size() < kMostParts)
      outline.parts.emplace_back(name, outline_of(part, images, depth + 1));
  };
  if (value.isTuple()) {
    outline.kind = Outline::Kind::kTuple;
    const auto& elements = value.toTupleRef().elements();
    for (size_t i = 0; i < elements.size(); ++i) add(std::to_string(i), elements[i]);
  } else if (value.isList()) {
    outline.kind = Outline::Kind::kList;
    const auto elements = value.toListRef();
    for (size_t i = 0; i < elements.size() && i < kMostParts; ++i) add(std::to_string(i), elements[i]);
  } else if (value.isGenericDict()) {
    outline.kind = Outline::Kind::kDictionary;
    for (const auto& entry : value.toGenericDict()) {
      std::ostringstream key;
      if (entry.key().isString())
        key << entry.key().toStringRef();
      else
        key << entry.key();
      add(key.str(), entry.value());
    }
  }
  return outline;
}

void collect_outputs(const c10::IValue& value, std::vector<at::Tensor>& tensors) {
  for (const c10::IValue& part : value.isTuple()  ? value.toTupleRef().elements().vec()
                                 : value.isList() ? value.toListRef().vec()
                                                  : std::vector<c10::IValue>{})
    collect_outputs(part, tensors);
  if (value.isGenericDict())
    for (const auto& entry : value.toGenericDict()) collect_outputs(entry.value(), tensors);
  if (value.isTensor() && value.toTensor().defined()) tensors.push_back(value.toTensor());
}

// What the calls of batch_norm and dropout in a graph, and in those that it calls, are fixed to.
struct BakedModes {
  Baked batch_norm = Baked::kNo;
  Baked dropout = Baked::kNo;
  std::unordered_set<const jit::Graph*> seen;

  void read(const jit::Graph& graph) {
    if (seen.insert(&graph).second) read(*graph.block());
  }

 private:
  void read(const jit::Block& block) {
    for (const jit::Node* node : block.nodes()) {
      for (const jit::Block* inner : node->blocks()) read(*inner);
      if (node->kind() == c10::prim::CallMethod) {
        if (const jit::GraphFunction* callee = callee_of(node))
          read(*const_cast<jit::GraphFunction*>(callee)->graph());
      } else if (node->kind() == c10::aten::batch_norm) {
        note(batch_norm, node->input(5));
      } else if (is_dropout(node) && node->inputs().size() == 3) {
        const auto share = jit::toIValue(node->input(1));
        if (!share || !share->isDouble() || share->toDouble() > 0) note(dropout, node->input(2));
      }
    }
  }

  static bool is_dropout(const jit::Node* node) {
    const std::string name = node->kind().toQualString();
    return name.starts_with("aten::") && name.find("dropout") != std::string::npos;
  }

  static void note(Baked& baked, const jit::Value* training) {
    const auto constant = jit::toIValue(training);
    if (constant && constant->isBool()) baked = constant->toBool() ? Baked::kTrain : Baked::kEval;
  }
};

void describe_parameters(const jit::Module& module, Inspection& result) {
  const auto add = [](auto& list, const auto& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
  };
  for (const auto& [name, tensor] : module.named_parameters()) {
    result.parameters += tensor.numel();
    if (!tensor.requires_grad()) result.frozen += tensor.numel();
    add(result.dtypes, tensor.scalar_type());
    add(result.devices, tensor.device().str());
    if (at::isFloatingType(tensor.scalar_type()) && !tensor.isfinite().all().item<bool>())
      result.non_finite.push_back(name);
  }
}

// Empty when `forward` takes a batch of images and nothing else.
std::string refusal_of(const c10::FunctionSchema& schema) {
  const auto& arguments = schema.arguments();
  if (arguments.size() < 2) return "forward takes no argument";
  const c10::TypePtr& first = arguments[1].type();
  if (!c10::TensorType::get()->isSubtypeOf(*first))
    return "forward takes " + first->annotation_str() + " '" + arguments[1].name() + "' instead of a Tensor";
  std::string needed;
  for (size_t i = 2; i < arguments.size(); ++i)
    if (!arguments[i].default_value()) needed += (needed.empty() ? "'" : ", '") + arguments[i].name() + "'";
  return needed.empty() ? "" : "forward needs " + needed + " beside the images";
}

std::string arguments_of(const c10::FunctionSchema& schema) {
  std::string text = "(";
  for (size_t i = 1; i < schema.arguments().size(); ++i) {
    const c10::Argument& argument = schema.arguments()[i];
    text += (i > 1 ? ", " : "") + argument.name() + ": " + argument.type()->annotation_str();
    if (argument.default_value()) text += " = …";
  }
  return text + ")";
}

class Inspector {
 public:
  Inspector(const jit::Module& module, const InspectOptions& options)
      : options_(options),
        deadline_(std::chrono::steady_clock::now() +
                  std::chrono::milliseconds(static_cast<int64_t>(1000 * options.seconds))) {
    describe_parameters(module, result_);
    result_.hints = image_hints(module);
    result_.batch_norms = count_batch_norms(module);
    const auto forward = module.find_method("forward");
    if (!forward) {
      result_.refusal = "the module has no method forward";
      return;
    }
    const c10::FunctionSchema& schema = forward->function().getSchema();
    result_.arguments = arguments_of(schema);
    if (jit::GraphFunction* function = jit::tryToGraphFunction(forward->function())) {
      BakedModes modes;
      modes.read(*function->graph());
      result_.batch_norm = modes.batch_norm;
      result_.dropout = modes.dropout;
    }
    result_.refusal = refusal_of(schema);
    if (!result_.refusal.empty()) return;
    module_ = copy_of(module);
    for (const at::Tensor& tensor : module.parameters())
      if (at::isFloatingType(tensor.scalar_type())) {
        images_ = at::TensorOptions(tensor.scalar_type()).device(tensor.device());
        break;
      }
    const PrintGuard prints;
    const RandomGuard random;
    run();
    result_.prints = prints.printed();
  }

  Inspection take() { return std::move(result_); }

 private:
  void run() {
    module_.eval();
    std::vector<int64_t> candidates{3, 1};
    if (result_.hints.channels > 0) candidates.insert(candidates.begin(), result_.hints.channels);
    if (options_.channels > 0) candidates = {options_.channels};
    for (const int64_t channels : candidates) {
      channels_ = channels;
      result_.sizes = probe_sizes(module_, channels, images_, options_.sizes, deadline_);
      if (result_.sizes.smallest()) break;
    }
    const auto smallest = result_.sizes.smallest();
    if (!smallest) {
      result_.refusal = result_.sizes.trials.front().reason;
      return;
    }
    smallest_ = *smallest;
    result_.seen_at = result_.sizes.global_crop.value_or(smallest_);
    look_inside();
    try_channels();
    try_batch();
    try_training();
  }

  bool in_time() const { return std::chrono::steady_clock::now() <= deadline_; }
  at::Tensor images(int64_t batch, int64_t channels, ImageSize size) const {
    return probe_images(batch, channels, size, images_);
  }

  void look_inside() {
    result_.classifier = find_classifier(module_);
    std::vector<std::string> paths{""};
    if (!result_.classifier.empty()) paths.push_back(result_.classifier + ":input");
    const size_t first = paths.size();
    for (const ModuleCall& call : module_calls(module_, "forward"))
      if (paths.size() < kMostLayers) paths.push_back(call.path);
    at::NoGradGuard no_grad;
    const Taps taps(module_, "forward", paths, "inspect", Taps::Yield::kOutlines);
    const std::vector<c10::IValue> values = taps.run(module_, {images(kImages, channels_, *result_.seen_at)});
    result_.output = outline_of(values[0], *result_.seen_at);
    if (first > 1 && !values[1].isNone()) result_.classifier_input = outline_of(values[1], *result_.seen_at);
    for (size_t i = first; i < paths.size(); ++i) {
      Layer layer{paths[i], std::nullopt};
      if (!values[i].isNone()) layer.output = outline_of(values[i], *result_.seen_at);
      result_.layers.push_back(std::move(layer));
    }
  }

  void try_channels() {
    result_.channels.push_back(channels_);
    for (const int64_t channels : {1, 3, 4}) {
      if (channels == channels_ || !in_time()) continue;
      try {
        at::NoGradGuard no_grad;
        module_.forward({images(kImages, channels, smallest_)});
        result_.channels.push_back(channels);
      } catch (const std::exception&) {
      }
    }
    std::sort(result_.channels.begin(), result_.channels.end());
  }

  void try_batch() {
    constexpr int64_t kOther = 3;
    if (!in_time()) return;
    try {
      at::NoGradGuard no_grad;
      std::vector<at::Tensor> outputs;
      collect_outputs(module_.forward({images(kOther, channels_, smallest_)}), outputs);
      const bool follows = outputs.empty() || outputs[0].dim() == 0 || outputs[0].size(0) % kOther == 0;
      result_.any_batch = follows;
    } catch (const c10::OutOfMemoryError&) {
    } catch (const std::exception&) {
      result_.any_batch = false;
    }
  }

  // Through the graph of one train-mode run: which parameters a backward pass of the features would reach.
  void try_training() {
    if (!in_time()) return;
    module_.train();
    std::vector<std::string> paths{""};
    if (!result_.classifier.empty()) paths.push_back(result_.classifier + ":input");
    std::vector<at::Tensor> features;
    try {
      at::AutoGradMode grad(true);
      const Taps taps(module_, "forward", paths);
      collect_outputs(taps.run(module_, {images(kImages, channels_, smallest_)}).back(), features);
    } catch (const c10::OutOfMemoryError&) {
      return;
    } catch (const std::exception& error) {
      result_.train_refusal = reason_of(error);
      return;
    }
    std::unordered_set<const at::TensorImpl*> reached;
    walk_graph(features, [&](torch::autograd::Node& node) {
      if (const auto* leaf = dynamic_cast<torch::autograd::AccumulateGrad*>(&node))
        reached.insert(leaf->variable.unsafeGetTensorImpl());
      return true;
    });
    result_.trainable = !reached.empty();
    for (const auto& [name, tensor] : module_.named_parameters()) {
      const bool classifies = !result_.classifier.empty() && name.starts_with(result_.classifier + '.');
      if (tensor.requires_grad() && !classifies && !reached.contains(tensor.unsafeGetTensorImpl()))
        result_.unreached.push_back(name);
    }
  }

  const InspectOptions& options_;
  Deadline deadline_;
  jit::Module module_;
  at::TensorOptions images_ = at::TensorOptions(at::kFloat);
  int64_t channels_ = 3;
  ImageSize smallest_{0, 0};
  Inspection result_;
};

}  // namespace

Inspection inspect_module(const jit::Module& module, const InspectOptions& options) {
  return Inspector(module, options).take();
}

}  // namespace dino
