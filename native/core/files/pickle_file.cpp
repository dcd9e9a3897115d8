#include "core/files/pickle_file.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <unordered_set>

#include "core/files/file_error.h"
#include "core/files/pickle_machine.h"
#include "core/files/safetensors.h"
#include "core/files/zip_archive.h"

namespace dino {

namespace {

// torch/serialization.py, MAGIC_NUMBER 0x1950a86a20f9469cfc6c, least significant byte first.
constexpr std::string_view kLegacyMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
constexpr int64_t kLegacyVersion = 1001;

class ZipStorages final : public StorageLoader {
 public:
  ZipStorages(const ByteSource& source, const ZipArchive& archive, const ReadOptions& options)
      : source_(source), archive_(archive), options_(options) {}

  c10::Storage load(const std::string& key, uint64_t bytes) override {
    auto found = loaded_.find(key);
    if (found == loaded_.end()) {
      const std::string name = "data/" + key;
      const ZipArchive::Record record = archive_.record(name);
      // Before memory is taken for it.
      check(key, record.size, bytes);
      c10::Storage storage = source_.storage(record.offset, record.size, options_.map);
      // Of the copy: a mapped record would be read as a whole, which mapping is to avoid.
      if (options_.check_crc && !options_.map)
        check_crc(record, name, crc32(0, storage.data(), storage.nbytes()));
      found = loaded_.emplace(key, std::move(storage)).first;
    }
    check(key, found->second.nbytes(), bytes);
    return found->second;
  }

 private:
  static void check(const std::string& key, uint64_t found, uint64_t expected) {
    if (found < expected) file_error("has a storage '", key, "' of ", found, " bytes; expected ", expected);
  }

  const ByteSource& source_;
  const ZipArchive& archive_;
  const ReadOptions& options_;
  std::unordered_map<std::string, c10::Storage> loaded_;
};

// Storages follow the pickle that names them, so they are made first and filled later.
class LegacyStorages final : public StorageLoader {
 public:
  explicit LegacyStorages(uint64_t available) : available_(available) {}

  c10::Storage load(const std::string& key, uint64_t bytes) override {
    const auto found = made_.find(key);
    if (found != made_.end()) {
      if (found->second.nbytes() != bytes) file_error("has a storage '", key, "' of two sizes");
      return found->second;
    }
    if (bytes > available_) file_error("is cut short: its storages are larger than the file");
    available_ -= bytes;
    return made_.emplace(key, new_storage(bytes)).first->second;
  }

  void fill(const std::string& key, ByteReader& input) {
    const auto found = made_.find(key);
    if (found == made_.end()) file_error("has a storage '", key, "' that nothing names, or twice");
    const auto elements = input.number<int64_t>();
    c10::Storage& storage = found->second;
    const uint64_t bytes = storage.nbytes();
    // The number is of elements, whose size the pickle told; it must divide what the pickle announced.
    if (elements < 0 || (elements == 0 ? bytes != 0 : bytes % static_cast<uint64_t>(elements) != 0))
      file_error("has a storage '", key, "' of ", elements, " elements in ", bytes, " bytes");
    input.read(storage.mutable_data(), bytes);
    made_.erase(found);
  }

  void check_complete() const {
    if (!made_.empty()) file_error("is cut short: its storage '", made_.begin()->first, "' is missing");
  }

 private:
  uint64_t available_;
  std::unordered_map<std::string, c10::Storage> made_;
};

// A byte other than 0 and 1 in a bool is undefined behaviour.
void normalize_bools(const PickleDocument& document) {
  std::unordered_set<const void*> seen;
  for (const PickleNode& node : document.nodes) {
    const auto* tensor = std::get_if<at::Tensor>(&node);
    if (tensor == nullptr || tensor->scalar_type() != c10::kBool || tensor->numel() == 0) continue;
    const c10::Storage& storage = tensor->storage();
    if (!seen.insert(storage.unsafeGetStorageImpl()).second) continue;
    const auto* bytes = static_cast<const uint8_t*>(storage.data());
    if (std::all_of(bytes, bytes + storage.nbytes(), [](uint8_t byte) { return byte <= 1; })) continue;
    auto* target = static_cast<uint8_t*>(storage.mutable_data());
    for (uint64_t i = 0; i < storage.nbytes(); ++i) target[i] = target[i] != 0;
  }
}

void check_legacy_system(const PickleDocument& document, NodeId id) {
  const auto* info = document.get<PickleDict>(id);
  if (info == nullptr) file_error("is no PyTorch file: it does not say which system wrote it");
  for (size_t i = 0; i + 1 < info->entries.size(); i += 2) {
    const auto* key = document.get<std::string>(info->entries[i]);
    const auto* little = document.get<bool>(info->entries[i + 1]);
    if (key != nullptr && *key == "little_endian" && little != nullptr && !*little)
      file_error("was written on a big-endian machine, which is not supported");
  }
}

bool begins_with(const ByteSource& source, uint64_t offset, std::string_view bytes) {
  if (source.size() < offset + bytes.size()) return false;
  std::string found(bytes.size(), '\0');
  source.read(offset, found.data(), found.size());
  return found == bytes;
}

}  // namespace

bool is_zip(const ByteSource& source) {
  return begins_with(source, 0, "PK\x03\x04");
}

bool is_pickle(const ByteSource& source) {
  return begins_with(source, 0, "\x80");
}

PickleDocument read_zip_pickle(const ByteSource& source, const ReadOptions& options) {
  const ZipArchive archive(source);
  if (!archive.has("data.pkl")) file_error("is a zip archive without PyTorch's record 'data.pkl'");
  if (archive.has("byteorder")) {
    const std::string order = archive.text("byteorder", 64);
    if (order == "big") file_error("was written on a big-endian machine, which is not supported");
    if (order != "little") file_error("has an unknown byte order '", order, "'");
  }
  const ZipArchive::Record pickle = archive.record("data.pkl");
  if (options.check_crc) check_crc(pickle, "data.pkl", crc32(source, pickle.offset, pickle.size));
  PickleDocument document;
  document.format = archive.has("constants.pkl") ? "torchscript" : "pytorch";
  ZipStorages storages(source, archive, options);
  ByteReader input(source, pickle.offset, pickle.offset + pickle.size);
  document.root = PickleMachine(document, &storages).run(input);
  normalize_bools(document);
  return document;
}

PickleDocument read_legacy_pickle(const ByteSource& source) {
  ByteReader input(source, 0, source.size());
  PickleDocument document;
  PickleMachine plain(document, nullptr);
  const NodeId magic_id = plain.run(input);
  const auto* magic = document.get<PickleBigInt>(magic_id);
  if (magic == nullptr || magic->bytes != kLegacyMagic)
    file_error("is a pickle, but none that torch.save wrote");
  const NodeId version_id = plain.run(input);
  const auto* version = document.get<int64_t>(version_id);
  if (version == nullptr || *version != kLegacyVersion) file_error("is a PyTorch file of an unknown version");
  check_legacy_system(document, plain.run(input));
  LegacyStorages storages(source.size());
  document.root = PickleMachine(document, &storages).run(input);
  const NodeId listed = plain.run(input);
  const auto* keys = document.get<PickleSequence>(listed);
  if (keys == nullptr) file_error("is no PyTorch file: it does not list its storages");
  for (const NodeId id : keys->items) {
    const auto* key = document.get<std::string>(id);
    if (key == nullptr) file_error("has a storage whose key is no string");
    storages.fill(*key, input);
  }
  storages.check_complete();
  document.format = "pytorch-legacy";
  normalize_bools(document);
  return document;
}

PickleDocument read_file(const ByteSource& source, const ReadOptions& options) {
  if (source.size() == 0) file_error("is empty");
  if (is_zip(source)) return read_zip_pickle(source, options);
  if (is_pickle(source)) return read_legacy_pickle(source);
  if (is_safetensors(source)) return read_safetensors(source, options.map);
  if (begins_with(source, 257, "ustar"))
    file_error("is a tar archive of PyTorch 0.1, which is not supported");
  file_error("is no file of PyTorch or safetensors");
}

}  // namespace dino
