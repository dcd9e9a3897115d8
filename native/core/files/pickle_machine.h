// The stack machine of Python's pickles, protocols 2 to 5 (Lib/pickletools.py). It builds values and executes
// nothing: what a pickle asks to be called is either one of PyTorch's own constructors, done here, or stays
// inert.
#pragma once
#include <unordered_map>
#include <vector>

#include "core/files/byte_source.h"
#include "core/files/pickle_document.h"

namespace dino {

// Where the storages that a pickle names come from.
class StorageLoader {
 public:
  virtual ~StorageLoader() = default;
  // The whole storage of this key, at least `bytes` long. Throws FileError.
  virtual c10::Storage load(const std::string& key, uint64_t bytes) = 0;
};

class PickleMachine {
 public:
  PickleMachine(PickleDocument& document, StorageLoader* storages)
      : document_(document), storages_(storages) {}

  // Reads one pickle up to its STOP and gives its value. Throws FileError.
  NodeId run(ByteReader& input);

 private:
  void step(uint8_t opcode, ByteReader& input);

  void push(NodeId id);
  void push_new(PickleNode node) { push(document_.add(std::move(node))); }
  NodeId pop();
  NodeId top() const;
  std::vector<NodeId> pop_to_mark();
  void memoize(uint32_t index);
  void recall(uint32_t index);
  std::string popped_text(const char* what);

  void push_integer(ByteReader& input, uint64_t bytes);
  void push_global(std::string name);
  void append(NodeId target, const std::vector<NodeId>& items);
  void set_items(NodeId target, const std::vector<NodeId>& entries);
  void build(NodeId target, NodeId state);
  void push_persistent(NodeId id);
  NodeId inert(NodeId callable, NodeId arguments);

  PickleDocument& document_;
  StorageLoader* storages_;
  std::vector<NodeId> stack_;
  std::vector<size_t> marks_;
  std::unordered_map<uint32_t, NodeId> memo_;
};

}  // namespace dino
