#include "core/files/pickle_calls.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "core/files/dtypes.h"
#include "core/files/file_error.h"

namespace dino {

namespace {

using Arguments = std::vector<NodeId>;

// More than any call done here takes, and any metadata of a tensor has: a long list that is shared costs few
// bytes in the file for each time that it is looked at.
constexpr size_t kMostArguments = 64;

NodeId argument(const Arguments& arguments, size_t i) {
  return i < arguments.size() ? arguments[i] : kNoNode;
}

bool flag(const PickleDocument& document, NodeId id) {
  const auto* value = document.get<bool>(id);
  return value != nullptr && *value;
}

// Sizes or strides: a tuple, list or torch.Size of integers.
std::vector<int64_t> extents(const PickleDocument& document, NodeId id, const char* what) {
  const auto* items = document.get<PickleSequence>(id);
  if (items == nullptr || items->items.size() > kMostArguments)
    file_error("has a tensor whose ", what, " are no list of integers");
  std::vector<int64_t> values;
  for (const NodeId item : items->items) {
    const auto* value = document.get<int64_t>(item);
    if (value == nullptr || *value < 0 || *value > kLargestExtent)
      file_error("has a tensor whose ", what, " are not integers of 0 to 2^53");
    values.push_back(*value);
  }
  return values;
}

// Throws unless every element lies inside of `size` bytes. Empty tensors hold nothing, wherever they begin.
void check_extent(int64_t offset, const std::vector<int64_t>& sizes, const std::vector<int64_t>& strides,
                  uint64_t item, uint64_t size) {
  int64_t elements = static_cast<int64_t>(item);
  int64_t last = offset;
  bool empty = false, overflow = false;
  for (size_t i = 0; i < sizes.size(); ++i) {
    // Zeros count as ones: LibTorch multiplies the rest.
    overflow |= __builtin_mul_overflow(elements, std::max<int64_t>(sizes[i], 1), &elements);
    empty |= sizes[i] == 0;
    int64_t reach = 0;
    if (sizes[i] > 1) overflow |= __builtin_mul_overflow(sizes[i] - 1, strides[i], &reach);
    overflow |= __builtin_add_overflow(last, reach, &last);
  }
  if (overflow) file_error("has a tensor with more elements than memory can hold");
  if (empty) return;
  uint64_t end;
  if (__builtin_mul_overflow(static_cast<uint64_t>(last) + 1, item, &end) || end > size)
    file_error("has a tensor that reaches beyond its storage of ", size, " bytes");
}

const DTypeNames* dtype_of(const PickleDocument& document, NodeId id) {
  const auto* global = document.get<PickleGlobal>(id);
  return global != nullptr && global->name.starts_with("torch.") ? dtype_by_name(global->name.substr(6))
                                                                 : nullptr;
}

// (storage, offset, sizes, strides, requires_grad, hooks[, dtype][, metadata]); nothing for a dtype that is
// not known.
std::optional<NodeId> tensor(PickleDocument& document, const Arguments& arguments, bool has_dtype) {
  const auto* found = document.get<std::shared_ptr<PickleStorage>>(argument(arguments, 0));
  const auto* offset = document.get<int64_t>(argument(arguments, 1));
  if (found == nullptr || offset == nullptr) file_error("has a tensor without a storage");
  const PickleStorage& storage = **found;
  const std::vector<int64_t> sizes = extents(document, argument(arguments, 2), "sizes");
  const std::vector<int64_t> strides = extents(document, argument(arguments, 3), "strides");
  if (sizes.size() != strides.size())
    file_error("has a tensor of ", sizes.size(), " sizes and ", strides.size(), " strides");
  if (*offset < 0 || *offset > kLargestExtent) file_error("has a tensor at offset ", *offset);
  c10::ScalarType dtype = storage.dtype;
  if (has_dtype) {
    const DTypeNames* names = dtype_of(document, argument(arguments, 6));
    if (names == nullptr) return std::nullopt;
    dtype = names->dtype;
  }
  if (c10::isQIntType(dtype)) return std::nullopt;
  const uint64_t item = c10::elementSize(dtype);
  if (storage.begin % item != 0) file_error("has a tensor that does not begin at one of its elements");
  check_extent(*offset, sizes, strides, item, storage.size);
  const bool empty = std::find(sizes.begin(), sizes.end(), 0) != sizes.end();
  const int64_t begin = empty ? 0 : *offset + static_cast<int64_t>(storage.begin / item);

  if (document.tensors++ >= kMostTensors) file_error("has more than ", kMostTensors, " tensors");
  at::Tensor made = tensor_over(storage.storage, dtype, begin, sizes, strides);
  const bool differentiable = c10::isFloatingType(dtype) || c10::isComplexType(dtype);
  const auto* metadata = document.get<PickleDict>(argument(arguments, has_dtype ? 7 : 6));
  if (metadata != nullptr && metadata->entries.size() > kMostArguments)
    file_error("has a tensor with ", metadata->entries.size() / 2, " entries of metadata");
  for (size_t i = 0; metadata != nullptr && i + 1 < metadata->entries.size(); i += 2) {
    const auto* key = document.get<std::string>(metadata->entries[i]);
    const bool set = flag(document, metadata->entries[i + 1]);
    if (key != nullptr && *key == "conj" && made.is_complex()) made._set_conj(set);
    if (key != nullptr && *key == "neg" && differentiable) made._set_neg(set);
  }
  if (differentiable && flag(document, argument(arguments, 4))) made.set_requires_grad(true);
  return document.add(std::move(made));
}

// Parameter(data, requires_grad): a tensor of its own over the same storage.
std::optional<NodeId> parameter(PickleDocument& document, const Arguments& arguments) {
  const auto* data = document.get<at::Tensor>(argument(arguments, 0));
  if (data == nullptr) return std::nullopt;
  at::Tensor made = data->detach();
  const bool differentiable = made.is_floating_point() || made.is_complex();
  if (differentiable && flag(document, argument(arguments, 1))) made.set_requires_grad(true);
  return document.add(std::move(made));
}

// (function, type, arguments, state): a tensor of a subclass, or one with attributes.
std::optional<NodeId> from_type(PickleDocument& document, const Arguments& arguments) {
  const auto* function = document.get<PickleGlobal>(argument(arguments, 0));
  // Only what makes tensors: a call within a call within a call would recurse.
  if (function == nullptr || !function->name.starts_with("torch._utils._rebuild_")) return std::nullopt;
  const auto* inner = document.get<PickleSequence>(argument(arguments, 2));
  if (inner == nullptr || inner->kind != kTupleKind) return std::nullopt;
  return call_known(document, std::string(function->name), argument(arguments, 2));
}

// Copies of one long list cost few bytes in the file.
void note_copies(PickleDocument& document, size_t values) {
  document.copied += values;
  if (document.copied > kMostNodes) file_error("has copies of more than ", kMostNodes, " values");
}

// OrderedDict(), OrderedDict([(key, value), …]), Counter({…}), defaultdict(factory, {…})
std::optional<NodeId> dictionary(PickleDocument& document, const Arguments& arguments) {
  PickleDict made;
  for (const NodeId id : arguments) {
    if (const auto* other = document.get<PickleDict>(id)) {
      note_copies(document, other->entries.size());
      made.entries.insert(made.entries.end(), other->entries.begin(), other->entries.end());
    } else if (const auto* pairs = document.get<PickleSequence>(id)) {
      note_copies(document, pairs->items.size());
      for (const NodeId item : pairs->items) {
        const auto* pair = document.get<PickleSequence>(item);
        if (pair == nullptr || pair->items.size() != 2)
          file_error("has a broken pickle: a dictionary without pairs");
        made.entries.insert(made.entries.end(), pair->items.begin(), pair->items.end());
      }
    }
  }
  return document.add(std::move(made));
}

std::optional<NodeId> sequence(PickleDocument& document, const Arguments& arguments,
                               PickleSequence::Kind kind) {
  PickleSequence made{kind, {}};
  if (const auto* items = document.get<PickleSequence>(argument(arguments, 0))) {
    made.items = items->items;
  } else if (!arguments.empty()) {
    return std::nullopt;
  }
  note_copies(document, made.items.size());
  return document.add(std::move(made));
}

// Protocol 2 has no bytes: they are text whose characters are the bytes.
std::optional<NodeId> bytes_of_text(PickleDocument& document, const Arguments& arguments) {
  // Once for each text: copies of a long one cost few bytes in the file.
  if (const auto known = document.encoded.find(argument(arguments, 0)); known != document.encoded.end())
    return known->second;
  const auto* text = document.get<std::string>(argument(arguments, 0));
  const auto* encoding = document.get<std::string>(argument(arguments, 1));
  if (text == nullptr || encoding == nullptr || (*encoding != "latin1" && *encoding != "latin-1"))
    return std::nullopt;
  PickleBytes made;
  for (size_t i = 0; i < text->size(); ++i) {
    const auto first = static_cast<uint8_t>((*text)[i]);
    if (first < 0x80) {
      made.bytes.push_back(static_cast<char>(first));
    } else if ((first == 0xC2 || first == 0xC3) && i + 1 < text->size()) {
      made.bytes.push_back(static_cast<char>((first << 6) | (static_cast<uint8_t>((*text)[++i]) & 0x3F)));
    } else {
      file_error("has bytes that are no latin-1 text");
    }
  }
  return document.encoded[arguments.front()] = document.add(std::move(made));
}

std::optional<NodeId> complex_number(PickleDocument& document, const Arguments& arguments) {
  const auto* real = document.get<double>(argument(arguments, 0));
  const auto* imaginary = document.get<double>(argument(arguments, 1));
  if (real == nullptr || imaginary == nullptr) return std::nullopt;
  return document.add(c10::complex<double>(*real, *imaginary));
}

std::optional<NodeId> first_argument(const Arguments& arguments) {
  return arguments.empty() ? std::nullopt : std::optional<NodeId>(arguments.front());
}

}  // namespace

bool is_known_global(const std::string& name) {
  static constexpr std::array<std::string_view, 38> kKnown = {
      "torch._utils._rebuild_tensor",
      "torch._utils._rebuild_tensor_v2",
      "torch._utils._rebuild_tensor_v3",
      "torch._utils._rebuild_parameter",
      "torch._utils._rebuild_parameter_with_state",
      "torch._tensor._rebuild_from_type_v2",
      "torch.nn.parameter.Parameter",
      "torch.Tensor",
      "torch.Size",
      "torch.device",
      "torch.strided",
      "torch.serialization._get_layout",
      "torch.storage.UntypedStorage",
      "torch.UntypedStorage",
      "torch.jit._pickle.restore_type_tag",
      "torch.jit._pickle.build_intlist",
      "torch.jit._pickle.build_doublelist",
      "torch.jit._pickle.build_boollist",
      "torch.jit._pickle.build_tensorlist",
      "collections.OrderedDict",
      "collections.Counter",
      "collections.defaultdict",
      "_codecs.encode",
      "builtins.set",
      "builtins.frozenset",
      "builtins.bytearray",
      "builtins.bytes",
      "builtins.complex",
      "builtins.dict",
      "builtins.list",
      "__builtin__.set",
      "__builtin__.frozenset",
      "__builtin__.bytearray",
      "__builtin__.bytes",
      "__builtin__.complex",
      "__builtin__.dict",
      "__builtin__.list",
      "builtins.int",
  };
  if (std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end()) return true;
  if (!name.starts_with("torch.")) return false;
  const std::string rest = name.substr(6);
  return dtype_by_name(rest) != nullptr || dtype_by_storage(rest) != nullptr;
}

std::optional<NodeId> call_known(PickleDocument& document, const std::string& callable, NodeId tuple) {
  const auto* given = document.get<PickleSequence>(tuple);
  if (given == nullptr || given->items.size() > kMostArguments) return std::nullopt;
  // A copy: the calls below add nodes, which moves the tuple.
  const Arguments arguments = given->items;
  const std::string_view name = callable;
  if (name == "torch._utils._rebuild_tensor_v2" || name == "torch._utils._rebuild_tensor")
    return tensor(document, arguments, false);
  if (name == "torch._utils._rebuild_tensor_v3") return tensor(document, arguments, true);
  if (name == "torch._utils._rebuild_parameter" || name == "torch._utils._rebuild_parameter_with_state" ||
      name == "torch.nn.parameter.Parameter")
    return parameter(document, arguments);
  if (name == "torch._tensor._rebuild_from_type_v2") return from_type(document, arguments);
  if (name == "torch.Size") return sequence(document, arguments, kTupleKind);
  if (name.starts_with("torch.jit._pickle.") && is_known_global(callable)) return first_argument(arguments);
  if (name == "collections.OrderedDict" || name == "collections.Counter" || name == "collections.defaultdict")
    return dictionary(document, arguments);
  if (name == "_codecs.encode") return bytes_of_text(document, arguments);
  for (const std::string_view module : {"builtins.", "__builtin__."}) {
    if (!name.starts_with(module)) continue;
    const std::string_view type = name.substr(module.size());
    if (type == "set" || type == "frozenset") return sequence(document, arguments, kSetKind);
    if (type == "list") return sequence(document, arguments, kListKind);
    if (type == "dict") return dictionary(document, arguments);
    if (type == "complex") return complex_number(document, arguments);
    if (type == "bytearray" || type == "bytes") {
      if (arguments.empty()) return document.add(PickleBytes());
      if (document.get<PickleBytes>(arguments.front()) != nullptr) return arguments.front();
    }
  }
  return std::nullopt;
}

}  // namespace dino
