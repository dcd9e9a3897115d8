#include "core/files/safetensors.h"

#include <ATen/ATen.h>
#include <c10/util/strides.h>

#include <algorithm>
#include <unordered_set>

#include "core/files/dtypes.h"
#include "core/files/file_error.h"
#include "core/files/json.h"

namespace dino {

namespace {

// The reference implementation's limit.
constexpr uint64_t kLongestHeader = 100'000'000;
constexpr uint64_t kLengthSize = 8;
// Where the tensors begin, so that mapped elements lie at multiples of their size.
constexpr uint64_t kAlignment = 8;

struct Entry {
  std::string name;
  const DTypeNames* dtype = nullptr;
  std::vector<int64_t> shape;
  int64_t begin = -1;
  int64_t end = -1;
};

Entry read_entry(JsonReader& json, std::string name) {
  Entry entry;
  entry.name = std::move(name);
  bool has_shape = false;
  json.object([&](const std::string& key) {
    if (key == "dtype" && entry.dtype == nullptr) {
      const std::string dtype = json.string();
      entry.dtype = dtype_by_safetensors(dtype);
      if (entry.dtype == nullptr)
        file_error("has a tensor '", entry.name, "' of unknown dtype '", dtype, "'");
    } else if (key == "shape" && !has_shape) {
      has_shape = true;
      json.array([&] {
        entry.shape.push_back(json.integer());
        if (entry.shape.size() > 64) file_error("has a tensor '", entry.name, "' of more than 64 dimensions");
      });
    } else if (key == "data_offsets" && entry.begin < 0) {
      std::vector<int64_t> offsets;
      json.array([&] {
        offsets.push_back(json.integer());
        if (offsets.size() > 2) file_error("has a tensor '", entry.name, "' with more than two offsets");
      });
      if (offsets.size() != 2) file_error("has a tensor '", entry.name, "' without two offsets");
      entry.begin = offsets[0];
      entry.end = offsets[1];
    } else {
      file_error("has a tensor '", entry.name, "' with an entry '", key, "' too many");
    }
  });
  if (entry.dtype == nullptr || !has_shape || entry.begin < 0)
    file_error("has a tensor '", entry.name, "' without dtype, shape and data_offsets");
  return entry;
}

void check_size(const Entry& entry) {
  const auto item = static_cast<int64_t>(c10::elementSize(entry.dtype->dtype));
  int64_t bounded = item;
  bool empty = false, overflow = false;
  for (const int64_t size : entry.shape) {
    // Zeros count as ones: LibTorch multiplies the rest.
    overflow |=
        size > kLargestExtent || __builtin_mul_overflow(bounded, std::max<int64_t>(size, 1), &bounded);
    empty |= size == 0;
  }
  const int64_t bytes = empty ? 0 : bounded;
  if (overflow || entry.end < entry.begin || entry.end - entry.begin != bytes)
    file_error("has a tensor '", entry.name, "' whose shape does not fit its bytes ", entry.begin, " to ",
               entry.end);
}

std::vector<Entry> read_header(const std::string& header, std::map<std::string, std::string>& metadata) {
  std::vector<Entry> entries;
  std::unordered_set<std::string> names;
  JsonReader json(header);
  json.object([&](const std::string& name) {
    if (!names.insert(name).second) file_error("has two tensors '", name, "'");
    if (name == "__metadata__")
      return json.object([&](const std::string& key) {
        std::string value = json.string();
        if (!metadata.emplace(key, std::move(value)).second)
          file_error("has two values of metadata '", key, "'");
      });
    if (entries.size() >= kMostTensors) file_error("has more than ", kMostTensors, " tensors");
    entries.push_back(read_entry(json, name));
  });
  json.end();
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  return entries;
}

at::Tensor dense(const at::Tensor& tensor) {
  return tensor.detach().cpu().resolve_conj().resolve_neg().contiguous();
}

}  // namespace

bool is_safetensors(const ByteSource& source) {
  if (source.size() < kLengthSize + 2) return false;
  ByteReader reader(source, 0, kLengthSize + 1);
  const auto length = reader.number<uint64_t>();
  return length >= 2 && length <= source.size() - kLengthSize && reader.byte() == '{';
}

PickleDocument read_safetensors(const ByteSource& source, bool map) {
  if (source.size() < kLengthSize) file_error("is cut short: a safetensors file has at least 8 bytes");
  ByteReader reader(source, 0, source.size());
  const auto length = reader.number<uint64_t>();
  if (length > kLongestHeader)
    file_error("has a header of ", length, " bytes; expected at most ", kLongestHeader);
  const std::string header = reader.text(length);
  if (header.empty() || header[0] != '{') file_error("has a header that does not begin with '{'");
  if (!is_utf8(header)) file_error("has a header that is no UTF-8");

  PickleDocument document;
  document.format = "safetensors";
  const uint64_t base = kLengthSize + length;
  const std::vector<Entry> entries = read_header(header, document.metadata);
  // All checks before any memory is taken.
  int64_t next = 0;
  for (const Entry& entry : entries) {
    check_size(entry);
    if (entry.begin != next)
      file_error("has bytes ", entry.begin < next ? "that overlap" : "without a tensor", " before tensor '",
                 entry.name, "'");
    next = entry.end;
  }
  if (static_cast<uint64_t>(next) != source.size() - base)
    file_error("has ", source.size() - base, " bytes of tensors; its header names ", next);

  PickleDict dict;
  for (const Entry& entry : entries) {
    const uint64_t item = c10::elementSize(entry.dtype->dtype);
    const auto bytes = static_cast<uint64_t>(entry.end - entry.begin);
    c10::Storage storage = source.storage(base + static_cast<uint64_t>(entry.begin), bytes, map, item);
    if (entry.dtype->dtype == c10::kBool) {
      const auto* values = static_cast<const uint8_t*>(storage.data());
      if (std::any_of(values, values + bytes, [](uint8_t value) { return value > 1; }))
        file_error("has a tensor '", entry.name, "' of bools that are neither 0 nor 1");
    }
    dict.entries.push_back(document.add(entry.name));
    dict.entries.push_back(document.add(tensor_over(std::move(storage), entry.dtype->dtype, 0, entry.shape,
                                                    c10::contiguous_strides(entry.shape))));
  }
  document.root = document.add(std::move(dict));
  return document;
}

void write_safetensors(const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata,
                       const std::function<void(const void*, size_t)>& write) {
  std::vector<const NamedTensor*> order;
  std::unordered_set<std::string> names;
  for (const NamedTensor& named : tensors) {
    const DTypeNames* dtype = dtype_names(named.tensor.scalar_type());
    if (dtype == nullptr || dtype->safetensors == nullptr)
      file_error("cannot hold tensor '", named.name, "': safetensors has no dtype ",
                 named.tensor.scalar_type());
    if (named.tensor.layout() != at::kStrided || named.tensor.is_meta())
      file_error("cannot hold tensor '", named.name, "': it is not dense");
    if (named.name == "__metadata__") file_error("cannot hold a tensor of the name '__metadata__'");
    if (!names.insert(named.name).second) file_error("cannot hold two tensors '", named.name, "'");
    order.push_back(&named);
  }
  // Largest elements first, so that each begins at a multiple of its size; by name, so that equal tensors
  // give equal files.
  std::sort(order.begin(), order.end(), [](const NamedTensor* a, const NamedTensor* b) {
    const auto left = a->tensor.element_size(), right = b->tensor.element_size();
    return left != right ? left > right : a->name < b->name;
  });

  std::string header = "{";
  if (!metadata.empty()) {
    header += "\"__metadata__\":{";
    bool first = true;
    for (const auto& [key, value] : metadata) {
      if (!first) header += ",";
      first = false;
      header += json_string(key) + ":" + json_string(value);
    }
    header += "}";
  }
  uint64_t offset = 0;
  for (const NamedTensor* named : order) {
    const at::Tensor& tensor = named->tensor;
    if (header.size() > 1) header += ",";
    header += json_string(named->name) + ":{\"dtype\":\"" + dtype_names(tensor.scalar_type())->safetensors +
              "\",\"shape\":[";
    for (int64_t i = 0; i < tensor.dim(); ++i) header += (i > 0 ? "," : "") + std::to_string(tensor.size(i));
    const uint64_t end = offset + static_cast<uint64_t>(tensor.numel()) * tensor.element_size();
    header += "],\"data_offsets\":[" + std::to_string(offset) + "," + std::to_string(end) + "]}";
    offset = end;
  }
  header += "}";
  header.resize((header.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
  if (header.size() > kLongestHeader)
    file_error("cannot hold that many tensors: its header would be too long");

  const uint64_t length = header.size();
  write(&length, sizeof length);
  write(header.data(), header.size());
  for (const NamedTensor* named : order) {
    const at::Tensor tensor = dense(named->tensor);
    if (tensor.numel() > 0) write(tensor.const_data_ptr(), tensor.nbytes());
  }
}

}  // namespace dino
