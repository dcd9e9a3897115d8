// Everything that one JavaScript environment (the main thread or a worker) owns.
#pragma once
#include <ATen/core/Tensor.h>
#include <napi.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "core/origin.h"
#include "node/failure.h"
#include "node/ledger.h"
#include "node/slots.h"

namespace dino::node {

class Client;

struct TensorEntry {
  at::Tensor tensor;
  // Kept apart from the tensor, whose storage `set_` can replace.
  c10::Storage storage;
  // What the tensor's autograd graph keeps alive, as far as it was measured; reported to V8 alone.
  int64_t graph_bytes = 0;
};

// A native object other than a tensor: `kind` tells its class, `what` names it in errors.
struct ObjectEntry {
  std::shared_ptr<void> pointer;
  const void* kind = nullptr;
};

template <class T>
const void* kind_of() {
  static const char kind = 0;
  return &kind;
}

class Environment {
 public:
  static Environment& of(napi_env env);

  explicit Environment(napi_env env);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  napi_env env() const { return env_; }
  Client& client() { return *client_; }
  Ledger& ledger() { return ledger_; }
  int threads() const { return threads_; }
  void set_threads(int count) { threads_ = count; }

  // Throws TOO_MANY_TENSORS when this turn of the event loop has piled up more than the guard allows.
  Handle add(at::Tensor tensor, int64_t graph_bytes = 0);
  // Throws DISPOSED.
  TensorEntry& entry(Handle handle, const char* what);
  const at::Tensor& tensor(Handle handle, const char* what) { return entry(handle, what).tensor; }
  void release(Handle handle);
  // After an operator wrote through this handle: its storage may be another one, or another size.
  void remeasure(Handle handle);
  // The same for all handles of these tensors.
  void remeasure(const std::unordered_set<const c10::TensorImpl*>& changed);
  void drop_graph_bytes(Handle handle);

  template <class T>
  Handle add_object(std::shared_ptr<T> object) {
    return objects_.add({std::move(object), kind_of<T>()});
  }
  template <class T>
  std::shared_ptr<T> object(Handle handle, const char* what) {
    ObjectEntry* entry = objects_.get(handle);
    if (entry == nullptr || entry->kind != kind_of<T>())
      throw CallError("DISPOSED", std::string(what) + " was disposed");
    return std::static_pointer_cast<T>(entry->pointer);
  }
  bool release_object(Handle handle) { return objects_.take(handle).has_value(); }

  // Throws TENSOR_BUSY when a pending job writes what is read here, or uses what is written.
  void check_read(const at::Tensor& tensor, const char* what) const;
  void check_write(const at::Tensor& tensor, const char* what) const;
  void check_gradients(const char* what) const;
  void check_module(const void* module, const char* what) const;

  size_t tensors() const { return tensors_.size(); }
  size_t objects() const { return objects_.size(); }
  int64_t external_bytes() const { return external_reported_ + external_pending_; }

  // The JavaScript stack of the call or job with kFlagAnomaly that comes next.
  void set_origin(std::string stack) { origin_ = std::make_shared<const std::string>(std::move(stack)); }
  const std::shared_ptr<const std::string>& origin() const { return origin_; }
  // While one is set, it marks the tensors that are handed to JavaScript.
  void mark_results(std::optional<Origin> origin) { result_origin_ = std::move(origin); }
  // What a job wrote in place is no new tensor, and marked by whoever knows of it.
  void mark_result(const at::Tensor& tensor) const {
    if (result_origin_) result_origin_->mark(tensor);
  }

  // A new turn of the event loop: finalisers have had their chance, the guard starts afresh.
  void turn();
  void set_guard(int64_t bytes, size_t tensors);

 private:
  void account(int64_t bytes);
  void remeasure(TensorEntry& entry);

  napi_env env_;
  Ledger ledger_;
  SlotTable<TensorEntry> tensors_;
  SlotTable<ObjectEntry> objects_;
  std::unique_ptr<Client> client_;
  int threads_;
  int64_t external_reported_ = 0;
  int64_t external_pending_ = 0;
  int64_t guard_bytes_;
  size_t guard_tensors_;
  int64_t turn_bytes_ = 0;
  size_t turn_tensors_ = 0;
  std::shared_ptr<const std::string> origin_ = std::make_shared<const std::string>();
  std::optional<Origin> result_origin_;
};

}  // namespace dino::node
