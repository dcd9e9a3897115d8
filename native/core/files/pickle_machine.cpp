#include "core/files/pickle_machine.h"

#include <bit>
#include <cstring>

#include "core/files/dtypes.h"
#include "core/files/file_error.h"
#include "core/files/pickle_calls.h"

namespace dino {

namespace {

constexpr size_t kLongestName = 4096;
// Python's own pickler recurses, so real files nest far less.
constexpr size_t kMostMarks = 1 << 16;

enum Opcode : uint8_t {
  kMark = '(',
  kStop = '.',
  kPop = '0',
  kPopMark = '1',
  kDup = '2',
  kBinFloat = 'G',
  kBinInt = 'J',
  kBinInt1 = 'K',
  kBinInt2 = 'M',
  kNone = 'N',
  kBinPersId = 'Q',
  kReduce = 'R',
  kBinString = 'T',
  kShortBinString = 'U',
  kBinUnicode = 'X',
  kAppend = 'a',
  kBuild = 'b',
  kGlobal = 'c',
  kDict = 'd',
  kAppends = 'e',
  kBinGet = 'h',
  kLongBinGet = 'j',
  kList = 'l',
  kObj = 'o',
  kBinPut = 'q',
  kLongBinPut = 'r',
  kSetItem = 's',
  kTuple = 't',
  kSetItems = 'u',
  kEmptyTuple = ')',
  kEmptyList = ']',
  kEmptyDict = '}',
  kBinBytes = 'B',
  kShortBinBytes = 'C',
  kProto = 0x80,
  kNewObj = 0x81,
  kTuple1 = 0x85,
  kTuple2 = 0x86,
  kTuple3 = 0x87,
  kNewTrue = 0x88,
  kNewFalse = 0x89,
  kLong1 = 0x8a,
  kLong4 = 0x8b,
  kShortBinUnicode = 0x8c,
  kBinUnicode8 = 0x8d,
  kBinBytes8 = 0x8e,
  kEmptySet = 0x8f,
  kAddItems = 0x90,
  kFrozenSet = 0x91,
  kNewObjEx = 0x92,
  kStackGlobal = 0x93,
  kMemoize = 0x94,
  kFrame = 0x95,
  kByteArray8 = 0x96,
};

PickleSequence sequence(PickleSequence::Kind kind, std::vector<NodeId> items = {}) {
  return {kind, std::move(items)};
}

}  // namespace

NodeId PickleMachine::run(ByteReader& input) {
  stack_.clear();
  marks_.clear();
  memo_.clear();
  if (input.byte() != kProto) file_error("holds no pickle of protocol 2 or later");
  const int protocol = input.byte();
  if (protocol < 2 || protocol > 5) file_error("holds a pickle of protocol ", protocol, "; expected 2 to 5");
  for (uint8_t opcode = input.byte(); opcode != kStop; opcode = input.byte()) step(opcode, input);
  return pop();
}

void PickleMachine::step(uint8_t opcode, ByteReader& input) {
  switch (opcode) {
    case kProto:
      input.byte();
      return;
    case kFrame:
      input.number<uint64_t>();
      return;
    case kMark:
      if (marks_.size() >= kMostMarks) file_error("has a pickle nested more than ", kMostMarks, " deep");
      marks_.push_back(stack_.size());
      return;
    case kPop:
      // POP also takes away a mark with nothing above it.
      if (!marks_.empty() && marks_.back() == stack_.size()) return marks_.pop_back();
      pop();
      return;
    case kPopMark:
      pop_to_mark();
      return;
    case kDup:
      return push(top());

    case kNone:
      return push_new(std::monostate());
    case kNewTrue:
      return push_new(true);
    case kNewFalse:
      return push_new(false);
    case kBinInt:
      return push_new(int64_t{input.number<int32_t>()});
    case kBinInt1:
      return push_new(int64_t{input.byte()});
    case kBinInt2:
      return push_new(int64_t{input.number<uint16_t>()});
    case kLong1:
      return push_integer(input, input.byte());
    case kLong4:
      return push_integer(input, input.number<uint32_t>());
    case kBinFloat:
      return push_new(std::bit_cast<double>(__builtin_bswap64(input.number<uint64_t>())));
    case kBinUnicode:
      return push_new(input.text(input.number<uint32_t>()));
    case kShortBinUnicode:
      return push_new(input.text(input.byte()));
    case kBinUnicode8:
      return push_new(input.text(input.number<uint64_t>()));
    // Strings of Python 2; PyTorch reads them as text too.
    case kBinString:
      return push_new(input.text(input.number<uint32_t>()));
    case kShortBinString:
      return push_new(input.text(input.byte()));
    case kBinBytes:
      return push_new(PickleBytes{input.text(input.number<uint32_t>())});
    case kShortBinBytes:
      return push_new(PickleBytes{input.text(input.byte())});
    case kBinBytes8:
    case kByteArray8:
      return push_new(PickleBytes{input.text(input.number<uint64_t>())});

    case kEmptyTuple:
      return push_new(sequence(kTupleKind));
    case kEmptyList:
      return push_new(sequence(kListKind));
    case kEmptySet:
      return push_new(sequence(kSetKind));
    case kEmptyDict:
      return push_new(PickleDict());
    case kTuple1:
    case kTuple2:
    case kTuple3: {
      std::vector<NodeId> items(opcode - kTuple1 + 1);
      for (size_t i = items.size(); i-- > 0;) items[i] = pop();
      return push_new(sequence(kTupleKind, std::move(items)));
    }
    case kTuple:
      return push_new(sequence(kTupleKind, pop_to_mark()));
    case kList:
      return push_new(sequence(kListKind, pop_to_mark()));
    case kFrozenSet:
      return push_new(sequence(kSetKind, pop_to_mark()));
    case kDict: {
      const std::vector<NodeId> entries = pop_to_mark();
      push_new(PickleDict());
      return set_items(top(), entries);
    }
    case kAppend: {
      const NodeId item = pop();
      return append(top(), {item});
    }
    case kAppends:
    case kAddItems: {
      const std::vector<NodeId> items = pop_to_mark();
      return append(top(), items);
    }
    case kSetItem: {
      const NodeId value = pop();
      const NodeId key = pop();
      return set_items(top(), {key, value});
    }
    case kSetItems: {
      const std::vector<NodeId> entries = pop_to_mark();
      return set_items(top(), entries);
    }

    case kBinGet:
      return recall(input.byte());
    case kLongBinGet:
      return recall(input.number<uint32_t>());
    case kBinPut:
      return memoize(input.byte());
    case kLongBinPut:
      return memoize(input.number<uint32_t>());
    case kMemoize:
      return memoize(static_cast<uint32_t>(memo_.size()));

    case kGlobal: {
      const std::string module = input.line(kLongestName);
      return push_global(module + "." + input.line(kLongestName));
    }
    case kStackGlobal: {
      const std::string name = popped_text("the name of a class");
      return push_global(popped_text("the name of a module") + "." + name);
    }
    case kReduce:
    case kNewObj: {
      const NodeId arguments = pop();
      return push(inert(pop(), arguments));
    }
    case kNewObjEx: {
      const NodeId keywords = pop();
      const NodeId arguments = pop();
      const NodeId made = inert(pop(), arguments);
      if (auto* object = document_.get<std::unique_ptr<PickleObject>>(made)) (*object)->state = keywords;
      return push(made);
    }
    case kObj: {
      std::vector<NodeId> items = pop_to_mark();
      if (items.empty()) file_error("has a broken pickle: an object without a class");
      const NodeId callable = items.front();
      items.erase(items.begin());
      return push(inert(callable, document_.add(sequence(kTupleKind, std::move(items)))));
    }
    case kBuild: {
      const NodeId state = pop();
      return build(top(), state);
    }
    case kBinPersId:
      return push_persistent(pop());
    default:
      file_error("has a broken pickle: opcode ", int{opcode}, " is none of protocols 2 to 5");
  }
}

void PickleMachine::push(NodeId id) {
  if (stack_.size() >= kMostNodes) file_error("has a pickle with more than ", kMostNodes, " values at once");
  stack_.push_back(id);
}

NodeId PickleMachine::pop() {
  const NodeId id = top();
  stack_.pop_back();
  return id;
}

NodeId PickleMachine::top() const {
  // What lies below the last mark belongs to the value around it.
  if (stack_.size() <= (marks_.empty() ? 0 : marks_.back()))
    file_error("has a broken pickle: a value is missing on its stack");
  return stack_.back();
}

std::vector<NodeId> PickleMachine::pop_to_mark() {
  if (marks_.empty()) file_error("has a broken pickle: a mark is missing on its stack");
  std::vector<NodeId> items(stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back()), stack_.end());
  stack_.resize(marks_.back());
  marks_.pop_back();
  return items;
}

void PickleMachine::memoize(uint32_t index) {
  if (memo_.size() >= kMostNodes) file_error("has a pickle that remembers more than ", kMostNodes, " values");
  memo_[index] = top();
}

void PickleMachine::recall(uint32_t index) {
  const auto found = memo_.find(index);
  if (found == memo_.end()) file_error("has a broken pickle: value ", index, " was never remembered");
  push(found->second);
}

std::string PickleMachine::popped_text(const char* what) {
  const auto* text = document_.get<std::string>(pop());
  if (text == nullptr || text->size() > kLongestName)
    file_error("has a broken pickle: ", what, " is no string");
  return *text;
}

void PickleMachine::push_integer(ByteReader& input, uint64_t bytes) {
  if (bytes > kLongestInteger)
    file_error("has an integer of ", bytes, " bytes; expected at most ", kLongestInteger);
  std::string text = input.text(bytes);
  if (bytes > 8) return push_new(PickleBigInt{std::move(text)});
  uint64_t value = bytes > 0 && (text.back() & 0x80) != 0 ? ~uint64_t{0} : 0;
  std::memcpy(&value, text.data(), bytes);
  push_new(static_cast<int64_t>(value));
}

void PickleMachine::push_global(std::string name) {
  document_.note_name(name.size());
  if (!is_known_global(name)) document_.foreign.insert(name);
  push_new(PickleGlobal{std::move(name)});
}

void PickleMachine::append(NodeId target, const std::vector<NodeId>& items) {
  std::vector<NodeId>* into = nullptr;
  if (auto* list = document_.get<PickleSequence>(target); list != nullptr && list->kind != kTupleKind)
    into = &list->items;
  if (auto* object = document_.get<std::unique_ptr<PickleObject>>(target)) into = &(*object)->items;
  if (into == nullptr) file_error("has a broken pickle: items for something that is no list");
  into->insert(into->end(), items.begin(), items.end());
}

void PickleMachine::set_items(NodeId target, const std::vector<NodeId>& entries) {
  if (entries.size() % 2 != 0) file_error("has a broken pickle: a key without a value");
  std::vector<NodeId>* into = nullptr;
  if (auto* dict = document_.get<PickleDict>(target)) into = &dict->entries;
  if (auto* object = document_.get<std::unique_ptr<PickleObject>>(target)) into = &(*object)->entries;
  if (into == nullptr) file_error("has a broken pickle: entries for something that is no dictionary");
  into->insert(into->end(), entries.begin(), entries.end());
}

void PickleMachine::build(NodeId target, NodeId state) {
  // The state of an OrderedDict (a module's _metadata) or of a tensor holds no values of its own.
  if (auto* object = document_.get<std::unique_ptr<PickleObject>>(target)) (*object)->state = state;
}

NodeId PickleMachine::inert(NodeId callable, NodeId arguments) {
  const auto* tuple = document_.get<PickleSequence>(arguments);
  if (tuple == nullptr || tuple->kind != kTupleKind)
    file_error("has a broken pickle: a call whose arguments are no tuple");
  std::string name;
  if (const auto* global = document_.get<PickleGlobal>(callable)) {
    name = global->name;
  } else if (const auto* object = document_.get<std::unique_ptr<PickleObject>>(callable)) {
    name = (*object)->callable.substr(0, kLongestName) + "()";
  } else {
    file_error("has a broken pickle: a call of something that is no function");
  }
  if (const std::optional<NodeId> made = call_known(document_, name, arguments)) return *made;
  document_.note_name(name.size());
  return document_.add(
      std::make_unique<PickleObject>(PickleObject{std::move(name), arguments, kNoNode, {}, {}}));
}

// ('storage', class, key, location, elements[, view]), or ('module', class, file, source) in legacy files.
void PickleMachine::push_persistent(NodeId id) {
  const auto* tuple = document_.get<PickleSequence>(id);
  const auto item = [&](size_t i) {
    return tuple != nullptr && i < tuple->items.size() ? tuple->items[i] : kNoNode;
  };
  const auto* kind = document_.get<std::string>(item(0));
  if (kind != nullptr && *kind == "module" && item(1) != kNoNode) return push(item(1));
  const auto* type = document_.get<PickleGlobal>(item(1));
  const auto* key = document_.get<std::string>(item(2));
  const auto* elements = document_.get<int64_t>(item(4));
  if (kind == nullptr || *kind != "storage" || type == nullptr || key == nullptr ||
      key->size() > kLongestName || elements == nullptr || storages_ == nullptr)
    file_error("has a broken pickle: a reference that is to no storage");
  const std::string type_name = type->name.substr(type->name.rfind('.') + 1);
  const bool untyped = type_name == "UntypedStorage";
  const DTypeNames* names = dtype_by_storage(type_name);
  if (!untyped && names == nullptr) file_error("has a storage of unknown type '", type->name, "'");
  const c10::ScalarType dtype = untyped ? c10::kByte : names->dtype;
  const uint64_t size = c10::elementSize(dtype);
  if (*elements < 0 || *elements > kLargestExtent) file_error("has a storage of ", *elements, " elements");
  PickleStorage storage{{}, dtype, 0, static_cast<uint64_t>(*elements) * size};
  storage.storage = storages_->load(*key, storage.size);
  // Legacy files name parts of a storage: (key, offset, elements).
  if (const auto* view = document_.get<PickleSequence>(item(5))) {
    const auto* offset = view->items.size() == 3 ? document_.get<int64_t>(view->items[1]) : nullptr;
    const auto* length = offset != nullptr ? document_.get<int64_t>(view->items[2]) : nullptr;
    if (length == nullptr || *offset < 0 || *length < 0 || *offset > *elements ||
        *length > *elements - *offset)
      file_error("has a view that reaches beyond its storage");
    storage.begin = static_cast<uint64_t>(*offset) * size;
    storage.size = static_cast<uint64_t>(*length) * size;
  }
  push_new(std::make_shared<PickleStorage>(std::move(storage)));
}

}  // namespace dino
