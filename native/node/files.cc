#include "node/files.h"

#include <cmath>
#include <cstring>

#include "core/files/atomic_file.h"
#include "core/files/file_error.h"
#include "core/files/pickle_file.h"
#include "core/files/pickle_writer.h"
#include "core/files/safetensors.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

// Of a two's complement number, least significant word first: Node-API wants sign and magnitude.
void negate(std::vector<uint64_t>& words) {
  bool carry = true;
  for (uint64_t& word : words) {
    word = ~word + (carry ? 1 : 0);
    carry = carry && word == 0;
  }
}

// Runs `body`; what is wrong with the file is reported with its name.
template <class Body>
auto naming(const std::string& name, const Body& body) {
  try {
    return body();
  } catch (const FileError& error) {
    throw CallError(Failure{"INVALID_DATA", name + " " + error.what(), {{"path", name}}});
  }
}

// A document as lib/native/binding.ts describes it. Handles that were made are given back when the rest
// fails.
class DocumentWriter {
 public:
  DocumentWriter(Environment& environment, const PickleDocument& document)
      : environment_(environment), env_(environment.env()), document_(document) {}

  Napi::Value run() {
    try {
      return table();
    } catch (...) {
      for (const Handle handle : handles_) environment_.release(handle);
      throw;
    }
  }

 private:
  Napi::Value table() {
    Napi::Array nodes = Napi::Array::New(env_, document_.nodes.size());
    const std::vector<bool> reachable = document_.reachable();
    for (size_t i = 0; i < document_.nodes.size(); ++i) {
      Napi::HandleScope scope(env_);
      if (!reachable[i]) {
        nodes.Set(static_cast<uint32_t>(i), env_.Null());
        continue;
      }
      nodes.Set(static_cast<uint32_t>(i),
                std::visit([&](const auto& node) -> Napi::Value { return value(node); }, document_.nodes[i]));
    }
    Napi::Array foreign = Napi::Array::New(env_);
    for (const std::string& name : document_.foreign) foreign.Set(foreign.Length(), name);
    Napi::Array metadata = Napi::Array::New(env_);
    for (const auto& [key, text] : document_.metadata) {
      Napi::Array pair = Napi::Array::New(env_, 2);
      pair.Set(0u, key);
      pair.Set(1u, text);
      metadata.Set(metadata.Length(), pair);
    }
    Napi::Object result = Napi::Object::New(env_);
    result.Set("format", document_.format);
    result.Set("nodes", nodes);
    result.Set("root", static_cast<double>(document_.root));
    result.Set("foreign", foreign);
    result.Set("metadata", metadata);
    return result;
  }

  Napi::Value one(const char* name, Napi::Value value) {
    Napi::Object object = Napi::Object::New(env_);
    object.Set(name, value);
    return object;
  }

  Napi::Value indices(const std::vector<NodeId>& ids) {
    Napi::Array array = Napi::Array::New(env_, ids.size());
    for (size_t i = 0; i < ids.size(); ++i) array.Set(static_cast<uint32_t>(i), static_cast<double>(ids[i]));
    return array;
  }

  Napi::Value value(std::monostate) { return env_.Null(); }
  Napi::Value value(bool node) { return Napi::Boolean::New(env_, node); }
  Napi::Value value(int64_t node) { return integer_value(env_, node); }
  Napi::Value value(double node) { return Napi::Number::New(env_, node); }
  Napi::Value value(c10::complex<double> node) {
    Napi::Array parts = Napi::Array::New(env_, 2);
    parts.Set(0u, node.real());
    parts.Set(1u, node.imag());
    return one("complex", parts);
  }
  Napi::Value value(const std::string& node) { return Napi::String::New(env_, node); }
  Napi::Value value(const PickleBytes& node) {
    Napi::Uint8Array array = Napi::Uint8Array::New(env_, node.bytes.size());
    if (!node.bytes.empty()) std::memcpy(array.Data(), node.bytes.data(), node.bytes.size());
    return one("bytes", array);
  }
  Napi::Value value(const PickleBigInt& node) {
    const bool negative = !node.bytes.empty() && (node.bytes.back() & 0x80) != 0;
    std::vector<uint64_t> words(node.bytes.size() / 8 + 1, negative ? ~uint64_t{0} : 0);
    std::memcpy(words.data(), node.bytes.data(), node.bytes.size());
    if (negative) negate(words);
    return Napi::BigInt::New(env_, negative ? 1 : 0, words.size(), words.data());
  }
  Napi::Value value(const PickleSequence& node) {
    constexpr const char* kNames[] = {"tuple", "list", "set"};
    return one(kNames[static_cast<size_t>(node.kind)], indices(node.items));
  }
  Napi::Value value(const PickleDict& node) { return one("dict", indices(node.entries)); }
  Napi::Value value(const PickleGlobal& node) { return one("global", Napi::String::New(env_, node.name)); }
  Napi::Value value(const std::unique_ptr<PickleObject>& node) {
    Napi::Object object = Napi::Object::New(env_);
    object.Set("object", node->callable);
    object.Set("arguments", static_cast<double>(node->arguments));
    object.Set("state", node->state == kNoNode ? env_.Null() : Napi::Value::From(env_, double(node->state)));
    object.Set("items", indices(node->items));
    object.Set("entries", indices(node->entries));
    return object;
  }
  Napi::Value value(const std::shared_ptr<PickleStorage>&) {
    // By itself it has neither shape nor names; the tensors over it have their own nodes.
    return one("global", Napi::String::New(env_, "torch.storage.UntypedStorage"));
  }
  Napi::Value value(const at::Tensor& node) {
    handles_.push_back(environment_.add(node));
    // One call brought them and they are in memory already: no loop is piling them up.
    environment_.turn();
    return one("tensor", Napi::Number::New(env_, handles_.back()));
  }

  Environment& environment_;
  Napi::Env env_;
  const PickleDocument& document_;
  std::vector<Handle> handles_;
};

// The other way. `access` gets the tensors.
class DocumentReader {
 public:
  DocumentReader(Environment& environment, const char* what, Access& access)
      : environment_(environment), what_(what), access_(access) {}

  std::shared_ptr<PickleDocument> run(const Napi::Object& table) {
    auto document = std::make_shared<PickleDocument>();
    const Napi::Array nodes = read_array(table.Get("nodes"), what_, "nodes");
    for (uint32_t i = 0; i < nodes.Length(); ++i) {
      Napi::HandleScope scope(environment_.env());
      document->add(node(nodes.Get(i)));
    }
    document->root = static_cast<NodeId>(read_integer(table.Get("root"), what_, "root"));
    return document;
  }

 private:
  std::vector<NodeId> indices(Napi::Value value) {
    const Napi::Array array = read_array(value, what_, "value");
    std::vector<NodeId> ids(array.Length());
    for (uint32_t i = 0; i < ids.size(); ++i)
      ids[i] = static_cast<NodeId>(read_integer(array.Get(i), what_, "value"));
    return ids;
  }

  PickleNode number(double value) {
    if (is_exact_integer(value) && !(value == 0 && std::signbit(value))) return static_cast<int64_t>(value);
    return value;
  }

  PickleNode big_integer(Napi::BigInt value) {
    bool lossless = false;
    const int64_t small = value.Int64Value(&lossless);
    if (lossless) return small;
    size_t count = value.WordCount();
    if (count * 8 > kLongestInteger)
      throw argument_error(what_, "value", "an integer of at most 248 bytes",
                           std::to_string(count * 8) + " bytes");
    int sign = 0;
    std::vector<uint64_t> words(count);
    value.ToWords(&sign, &count, words.data());
    words.push_back(0);
    if (sign != 0) negate(words);
    // Python wants no more bytes than needed, a rule that its reader does not check: one word more does no
    // harm.
    return PickleBigInt{std::string(reinterpret_cast<const char*>(words.data()), words.size() * 8 - 1)};
  }

  PickleNode node(Napi::Value value) {
    if (value.IsNull()) return std::monostate();
    if (value.IsBoolean()) return value.As<Napi::Boolean>().Value();
    if (value.IsNumber()) return number(value.As<Napi::Number>().DoubleValue());
    if (value.IsBigInt()) return big_integer(value.As<Napi::BigInt>());
    if (value.IsString()) return value.As<Napi::String>().Utf8Value();
    const Napi::Object object = read_object(value, what_, "value");
    if (object.Has("tensor")) {
      const at::Tensor tensor =
          environment_.tensor(read_number(object.Get("tensor"), what_, "tensor"), what_);
      access_.read(tensor);
      return tensor;
    }
    if (object.Has("bytes")) {
      const Bytes bytes = read_bytes(object.Get("bytes"), what_, "value");
      return PickleBytes{std::string(static_cast<const char*>(bytes.data), bytes.size)};
    }
    if (object.Has("complex")) {
      const Napi::Array parts = read_array(object.Get("complex"), what_, "value");
      return c10::complex<double>(read_number(parts.Get(0u), what_, "value"),
                                  read_number(parts.Get(1u), what_, "value"));
    }
    if (object.Has("tuple")) return PickleSequence{kTupleKind, indices(object.Get("tuple"))};
    if (object.Has("list")) return PickleSequence{kListKind, indices(object.Get("list"))};
    if (object.Has("set")) return PickleSequence{kSetKind, indices(object.Get("set"))};
    if (object.Has("dict")) return PickleDict{indices(object.Get("dict"))};
    if (object.Has("global")) return PickleGlobal{read_string(object.Get("global"), what_, "value")};
    PickleObject made;
    made.callable = read_string(object.Get("object"), what_, "value");
    made.arguments = static_cast<NodeId>(read_integer(object.Get("arguments"), what_, "value"));
    return std::make_unique<PickleObject>(std::move(made));
  }

  Environment& environment_;
  const char* what_;
  Access& access_;
};

Napi::Value read(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "readPickle";
  const bool is_path = info[0].IsString();
  auto source = std::make_shared<std::string>();
  if (is_path) {
    *source = info[0].As<Napi::String>().Utf8Value();
  } else {
    const Bytes bytes = read_bytes(info[0], kWhat, "source");
    source->assign(static_cast<const char*>(bytes.data), bytes.size);
  }
  ReadOptions options;
  options.map = read_boolean(info[1], kWhat, "map");
  environment.client().submit(
      {}, 0,
      [source, is_path, options]() -> Deliver {
        auto document = naming(is_path ? *source : "the file in memory", [&] {
          const auto bytes = is_path ? open_file(*source) : bytes_source(std::move(*source));
          return std::make_shared<PickleDocument>(read_file(*bytes, options));
        });
        return [document](Environment& at) { return DocumentWriter(at, *document).run(); };
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

std::vector<NamedTensor> named_tensors(const PickleDocument& document) {
  std::vector<NamedTensor> tensors;
  const auto* dict = document.get<PickleDict>(document.root);
  if (dict == nullptr) file_error("cannot hold anything but tensors by name");
  for (size_t i = 0; i + 1 < dict->entries.size(); i += 2) {
    const auto* name = document.get<std::string>(dict->entries[i]);
    const auto* tensor = document.get<at::Tensor>(dict->entries[i + 1]);
    if (name == nullptr || tensor == nullptr) file_error("cannot hold anything but tensors by name");
    tensors.push_back({*name, *tensor, false});
  }
  return tensors;
}

Napi::Value write(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "writePickle";
  const std::string path = read_string(info[0], kWhat, "path");
  const bool safetensors = read_string(info[1], kWhat, "format") == "safetensors";
  Access access;
  auto document = DocumentReader(environment, kWhat, access).run(read_object(info[2], kWhat, "value"));
  WriteOptions options;
  options.detach = read_boolean(info[3], kWhat, "detach");
  std::map<std::string, std::string> metadata;
  const Napi::Array pairs = read_array(info[4], kWhat, "metadata");
  for (uint32_t i = 0; i < pairs.Length(); ++i) {
    const Napi::Array pair = read_array(pairs.Get(i), kWhat, "metadata");
    metadata[read_string(pair.Get(0u), kWhat, "metadata")] = read_string(pair.Get(1u), kWhat, "metadata");
  }
  environment.client().submit(
      std::move(access), 0,
      [path, safetensors, document, options, metadata]() -> Deliver {
        naming(path, [&] {
          AtomicFile file(path);
          const auto sink = [&](const void* data, size_t count) { file.write(data, count); };
          if (safetensors) {
            write_safetensors(named_tensors(*document), metadata, sink);
          } else {
            write_zip_pickle(*document, options, sink);
          }
          file.commit();
        });
        return [](Environment& at) -> Napi::Value { return Napi::Env(at.env()).Null(); };
      },
      read_function(info[5], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_files(Napi::Object exports) {
  expose<read>(exports, "fileRead");
  expose<write>(exports, "fileWrite");
}

}  // namespace dino::node
