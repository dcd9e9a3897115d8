#include "core/files/pickle_writer.h"

#include <ATen/ATen.h>
#include <caffe2/serialize/inline_container.h>

#include <bit>
#include <cstring>
#include <exception>
#include <map>
#include <tuple>
#include <unordered_map>

#include "core/files/dtypes.h"
#include "core/files/file_error.h"

namespace dino {

namespace {

constexpr int kDeepestValue = 1000;

// Which record a tensor's elements lie in.
struct Place {
  size_t record;
  at::Tensor tensor;  // over the storage that is written
  bool requires_grad;
};

// Decides which storages are written, and keeps them.
class StoragePlan {
 public:
  StoragePlan(const PickleDocument& document, bool detach) {
    std::vector<std::pair<NodeId, at::Tensor>> tensors;
    std::unordered_map<const void*, Use> uses;
    for (NodeId id = 0; id < document.nodes.size(); ++id) {
      const auto* given = document.get<at::Tensor>(id);
      if (given == nullptr) continue;
      places_[id].requires_grad = !detach && given->requires_grad();
      const at::Tensor tensor = plain(*given);
      Use& use = uses[tensor.storage().unsafeGetStorageImpl()];
      use.bytes += static_cast<uint64_t>(tensor.numel()) * tensor.element_size();
      use.mixed |= use.count++ > 0 && use.dtype != tensor.scalar_type();
      use.dtype = tensor.scalar_type();
      tensors.emplace_back(id, tensor);
    }
    for (const auto& [id, tensor] : tensors) {
      const Use& use = uses[tensor.storage().unsafeGetStorageImpl()];
      const uint64_t size = tensor.storage().nbytes();
      // Copies of the parts would take as many bytes or more.
      const bool whole = !use.mixed && use.bytes >= size && size % tensor.element_size() == 0;
      places_[id].tensor = whole ? tensor : copy(tensor);
      places_[id].record = record(places_[id].tensor.storage());
    }
  }

  const Place& place(NodeId id) const { return places_.at(id); }
  const std::vector<c10::Storage>& records() const { return records_; }

 private:
  struct Use {
    uint64_t bytes = 0;
    size_t count = 0;
    c10::ScalarType dtype = c10::kByte;
    bool mixed = false;
  };
  using View = std::tuple<const void*, int64_t, std::vector<int64_t>, std::vector<int64_t>, c10::ScalarType>;

  static at::Tensor plain(const at::Tensor& tensor) {
    if (tensor.layout() != at::kStrided || tensor.is_meta() || tensor.is_quantized() ||
        dtype_names(tensor.scalar_type()) == nullptr)
      file_error("cannot hold a tensor of dtype ", tensor.scalar_type(), " and layout ", tensor.layout());
    return tensor.detach().cpu().resolve_conj().resolve_neg();
  }

  at::Tensor copy(const at::Tensor& tensor) {
    View view{tensor.storage().unsafeGetStorageImpl(), tensor.storage_offset(), tensor.sizes().vec(),
              tensor.strides().vec(), tensor.scalar_type()};
    at::Tensor& made = copies_[std::move(view)];
    if (!made.defined()) made = tensor.clone(at::MemoryFormat::Contiguous);
    return made;
  }

  size_t record(const c10::Storage& storage) {
    const auto [found, added] = keys_.emplace(storage.unsafeGetStorageImpl(), records_.size());
    if (added) records_.push_back(storage);
    return found->second;
  }

  std::unordered_map<NodeId, Place> places_;
  std::map<View, at::Tensor> copies_;
  std::unordered_map<const void*, size_t> keys_;
  std::vector<c10::Storage> records_;
};

class PickleWriter {
 public:
  PickleWriter(const PickleDocument& document, const StoragePlan& plan) : document_(document), plan_(plan) {
    uses_.resize(document.nodes.size());
    const auto use = [&](const std::vector<NodeId>& ids) {
      for (const NodeId id : ids)
        if (id < uses_.size()) ++uses_[id];
    };
    for (const PickleNode& node : document.nodes) {
      if (const auto* items = std::get_if<PickleSequence>(&node)) use(items->items);
      if (const auto* dict = std::get_if<PickleDict>(&node)) use(dict->entries);
    }
  }

  std::string run() {
    put("\x80\x02");
    value(document_.root, 0);
    put(".");
    return std::move(out_);
  }

 private:
  void put(std::string_view bytes) { out_ += bytes; }
  template <class T>
  void number(T value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

  void integer(int64_t value) {
    if (value >= 0 && value < 256) {
      put("K");
      number(static_cast<uint8_t>(value));
    } else if (value >= INT32_MIN && value <= INT32_MAX) {
      put("J");
      number(static_cast<int32_t>(value));
    } else {
      put("\x8a\x08");
      number(value);
    }
  }

  void text(std::string_view value) {
    if (value.size() > UINT32_MAX) file_error("cannot hold a string of ", value.size(), " bytes");
    put("X");
    number(static_cast<uint32_t>(value.size()));
    put(value);
  }

  void memoize(uint32_t index) {
    put("r");
    number(index);
  }

  void recall(uint32_t index) {
    put("j");
    number(index);
  }

  void global(const std::string& module, const std::string& name) {
    const auto [found, added] = globals_.emplace(module + "\n" + name + "\n", remembered_);
    if (!added) return recall(found->second);
    put("c" + found->first);
    memoize(remembered_++);
  }

  // A value that several others hold is written once.
  void keep(NodeId id) {
    if (uses_[id] < 2) return;
    memo_[id] = remembered_;
    memoize(remembered_++);
  }

  void value(NodeId id, int depth) {
    if (id >= document_.nodes.size()) file_error("cannot be written: a value is missing");
    if (depth > kDeepestValue) file_error("cannot hold values nested more than ", kDeepestValue, " deep");
    if (const auto found = memo_.find(id); found != memo_.end()) return recall(found->second);
    std::visit([&](const auto& node) { write(node, id, depth); }, document_.nodes[id]);
  }

  void items(const std::vector<NodeId>& ids, int depth) {
    for (const NodeId id : ids) value(id, depth + 1);
  }

  void write(std::monostate, NodeId, int) { put("N"); }
  void write(bool value, NodeId, int) { put(value ? "\x88" : "\x89"); }
  void write(int64_t value, NodeId, int) { integer(value); }
  void write(double value, NodeId, int) {
    put("G");
    number(__builtin_bswap64(std::bit_cast<uint64_t>(value)));
  }
  void write(c10::complex<double> value, NodeId id, int depth) {
    global("builtins", "complex");
    write(value.real(), id, depth);
    write(value.imag(), id, depth);
    put("\x86R");
  }
  void write(const std::string& value, NodeId id, int) {
    text(value);
    keep(id);
  }
  void write(const PickleBytes& value, NodeId id, int) {
    // Protocol 2 has no bytes.
    global("_codecs", "encode");
    std::string latin1;
    for (const char c : value.bytes) {
      const auto byte = static_cast<uint8_t>(c);
      if (byte < 0x80) {
        latin1.push_back(c);
      } else {
        latin1.push_back(static_cast<char>(0xC0 | (byte >> 6)));
        latin1.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
      }
    }
    text(latin1);
    text("latin1");
    put("\x86R");
    keep(id);
  }
  void write(const PickleBigInt& value, NodeId, int) {
    if (value.bytes.size() > kLongestInteger)
      file_error("cannot hold an integer of ", value.bytes.size(), " bytes");
    put("\x8a");
    number(static_cast<uint8_t>(value.bytes.size()));
    put(value.bytes);
  }
  void write(const PickleSequence& value, NodeId id, int depth) {
    switch (value.kind) {
      case kTupleKind:
        put("(");
        items(value.items, depth);
        put("t");
        return keep(id);
      case kListKind:
        put("]");
        keep(id);
        put("(");
        items(value.items, depth);
        return put("e");
      case kSetKind:
        global("builtins", "set");
        put("](");
        items(value.items, depth);
        put("e\x85R");
        return keep(id);
    }
  }
  void write(const PickleDict& value, NodeId id, int depth) {
    put("}");
    keep(id);
    put("(");
    items(value.entries, depth);
    put("u");
  }
  void write(const PickleGlobal& value, NodeId, int) {
    if (!value.name.starts_with("torch.") || dtype_by_name(value.name.substr(6)) == nullptr)
      file_error("cannot hold the class or function '", value.name, "'");
    global("torch", value.name.substr(6));
  }
  void write(const std::unique_ptr<PickleObject>& value, NodeId id, int depth) {
    if (value->callable != "torch.device" || value->state != kNoNode)
      file_error("cannot hold an object of class '", value->callable, "'");
    global("torch", "device");
    this->value(value->arguments, depth + 1);
    put("R");
    keep(id);
  }
  void write(const std::shared_ptr<PickleStorage>&, NodeId, int) {
    file_error("cannot hold a storage by itself");
  }
  void write(const at::Tensor&, NodeId id, int) {
    const Place& place = plan_.place(id);
    const at::Tensor& tensor = place.tensor;
    const DTypeNames* names = dtype_names(tensor.scalar_type());
    const uint64_t bytes = tensor.storage().nbytes();
    global("torch._utils", names->storage != nullptr ? "_rebuild_tensor_v2" : "_rebuild_tensor_v3");
    put("((");
    text("storage");
    if (names->storage != nullptr) {
      global("torch", names->storage);
    } else {
      global("torch.storage", "UntypedStorage");
    }
    text(std::to_string(place.record));
    text("cpu");
    integer(static_cast<int64_t>(names->storage != nullptr ? bytes / tensor.element_size() : bytes));
    put("tQ");
    integer(tensor.storage_offset());
    for (const at::IntArrayRef extents : {tensor.sizes(), tensor.strides()}) {
      put("(");
      for (const int64_t extent : extents) integer(extent);
      put("t");
    }
    put(place.requires_grad ? "\x88" : "\x89");
    global("collections", "OrderedDict");
    put(")R");
    if (names->storage == nullptr) global("torch", names->name);
    put("tR");
    keep(id);
  }

  const PickleDocument& document_;
  const StoragePlan& plan_;
  std::string out_;
  std::vector<uint32_t> uses_;
  std::unordered_map<NodeId, uint32_t> memo_;
  std::unordered_map<std::string, uint32_t> globals_;
  uint32_t remembered_ = 0;
};

}  // namespace

void write_zip_pickle(const PickleDocument& document, const WriteOptions& options,
                      const std::function<void(const void*, size_t)>& write) {
  const StoragePlan plan(document, options.detach);
  const std::string pickle = PickleWriter(document, plan).run();
  // LibTorch's writer ends the archive in its destructor, where a failure would end the process: it never
  // sees one.
  std::exception_ptr failure;
  {
    caffe2::serialize::PyTorchStreamWriter zip([&](const void* data, size_t count) {
      try {
        if (!failure) write(data, count);
      } catch (...) {
        failure = std::current_exception();
      }
      return count;
    });
    zip.writeRecord("data.pkl", pickle.data(), pickle.size());
    zip.writeRecord("byteorder", "little", 6);
    const std::vector<c10::Storage>& records = plan.records();
    for (size_t i = 0; i < records.size() && !failure; ++i)
      zip.writeRecord("data/" + std::to_string(i), records[i].data(), records[i].nbytes());
    zip.writeEndOfFile();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace dino
