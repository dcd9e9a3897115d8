// What a pickle holds: a table of values that name each other by index, so that sharing and cycles are kept
// and neither reading nor freeing it recurses.
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/util/complex.h>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace dino {

using NodeId = uint32_t;
constexpr NodeId kNoNode = UINT32_MAX;

struct PickleBytes {
  std::string bytes;
};
// Two's complement, least significant byte first, at most kLongestInteger bytes.
struct PickleBigInt {
  std::string bytes;
};
struct PickleSequence {
  enum class Kind : uint8_t { kTuple, kList, kSet };
  Kind kind;
  std::vector<NodeId> items;
};
constexpr auto kTupleKind = PickleSequence::Kind::kTuple;
constexpr auto kListKind = PickleSequence::Kind::kList;
constexpr auto kSetKind = PickleSequence::Kind::kSet;

// Keys and values in turn; of equal keys the last counts. An OrderedDict is one too.
struct PickleDict {
  std::vector<NodeId> entries;
};
// A class or function that the pickle names. It is never looked up.
struct PickleGlobal {
  std::string name;
};
// What would have been made by calling `callable`, which nobody does.
struct PickleObject {
  std::string callable;
  NodeId arguments;
  NodeId state = kNoNode;
  std::vector<NodeId> items;
  std::vector<NodeId> entries;
};
struct PickleStorage {
  c10::Storage storage;
  c10::ScalarType dtype;
  // A part of the storage; kByte with any element size for an UntypedStorage.
  uint64_t begin;
  uint64_t size;
};

using PickleNode = std::variant<std::monostate, bool, int64_t, double, c10::complex<double>, std::string,
                                PickleBytes, PickleBigInt, PickleSequence, PickleDict, PickleGlobal,
                                std::unique_ptr<PickleObject>, std::shared_ptr<PickleStorage>, at::Tensor>;

struct PickleDocument {
  std::vector<PickleNode> nodes;
  NodeId root = kNoNode;
  // Names of classes and functions that are not part of PyTorch's own format: what they made stays inert.
  std::set<std::string> foreign;
  // "pytorch", "pytorch-legacy", "torchscript" or "safetensors".
  std::string format;
  // Of a safetensors file.
  std::map<std::string, std::string> metadata;
  // What was made so far, for the limits below.
  size_t tensors = 0;
  size_t copied = 0;
  size_t name_bytes = 0;
  // The bytes that were made of a text.
  std::unordered_map<NodeId, NodeId> encoded;

  // Throws FileError when there are too many values.
  NodeId add(PickleNode node);
  // Counts a name that is about to be kept once more: a long one costs few bytes in the file each time.
  void note_name(size_t bytes);
  // Which values the root holds; the others were arguments of constructors.
  std::vector<bool> reachable() const;
  template <class T>
  T* get(NodeId id) {
    return id < nodes.size() ? std::get_if<T>(&nodes[id]) : nullptr;
  }
  template <class T>
  const T* get(NodeId id) const {
    return id < nodes.size() ? std::get_if<T>(&nodes[id]) : nullptr;
  }
};

// A tensor over a storage that is large enough for it: the caller has checked.
at::Tensor tensor_over(c10::Storage storage, c10::ScalarType dtype, int64_t offset, at::IntArrayRef sizes,
                       at::IntArrayRef strides);

// Limits of what is read: a hostile file of a few bytes a value must not fill memory.
constexpr size_t kMostNodes = size_t{1} << 22;
constexpr size_t kMostTensors = size_t{1} << 20;
constexpr size_t kMostNameBytes = size_t{1} << 26;
constexpr size_t kLongestInteger = 255;
// Strides, sizes and offsets stay exact in JavaScript's numbers and far from overflow.
constexpr int64_t kLargestExtent = int64_t{1} << 53;

}  // namespace dino
