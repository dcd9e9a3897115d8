#include "node/environment.h"

#include <ATen/Parallel.h>

#include <sstream>

#include "core/system_memory.h"
#include "node/client.h"

namespace dino::node {

namespace {

// V8 is told of external memory in steps of this size: each report costs as much as a small operator.
constexpr int64_t kReportStep = 1 << 20;

[[noreturn]] void busy(const char* what, const char* why) {
  throw CallError("TENSOR_BUSY", std::string(what) + ": a pending job " + why + "; await the job first");
}

}  // namespace

Environment& Environment::of(napi_env env) {
  void* data = nullptr;
  napi_get_instance_data(env, &data);
  return *static_cast<Environment*>(data);
}

Environment::Environment(napi_env env)
    : env_(env),
      client_(std::make_unique<Client>(*this)),
      threads_(at::get_num_threads()),
      guard_bytes_(static_cast<int64_t>(total_memory() / 4)),
      guard_tensors_(1'000'000) {}

Environment::~Environment() = default;

Handle Environment::add(at::Tensor tensor, int64_t graph_bytes) {
  const int64_t piled = ledger_.bytes() - turn_bytes_;
  const size_t count = tensors_.size() - std::min(tensors_.size(), turn_tensors_);
  if (piled > guard_bytes_ || count > guard_tensors_ || tensors_.full()) {
    std::ostringstream text;
    text << "this turn of the event loop has piled up " << count << " tensors of " << piled
         << " bytes that were not disposed (memory(): " << tensors_.size() << " tensors, " << ledger_.bytes()
         << " bytes). Garbage is collected only between turns: dispose of them, wrap the loop's body in "
            "scope(), or "
            "await something in it";
    throw CallError(Failure{"TOO_MANY_TENSORS",
                            text.str(),
                            {{"tensors", std::to_string(tensors_.size())},
                             {"storages", std::to_string(ledger_.storages())},
                             {"bytes", std::to_string(ledger_.bytes())}}});
  }
  if (result_origin_) result_origin_->mark(tensor);
  TensorEntry entry{std::move(tensor), {}, graph_bytes};
  if (entry.tensor.defined() && entry.tensor.has_storage()) entry.storage = entry.tensor.storage();
  account(ledger_.hold(entry.storage) + graph_bytes);
  return tensors_.add(std::move(entry));
}

TensorEntry& Environment::entry(Handle handle, const char* what) {
  TensorEntry* entry = tensors_.get(handle);
  if (entry == nullptr) throw CallError("DISPOSED", std::string(what) + ": the tensor was disposed");
  return *entry;
}

void Environment::release(Handle handle) {
  if (std::optional<TensorEntry> entry = tensors_.take(handle))
    account(ledger_.let_go(entry->storage) - entry->graph_bytes);
}

void Environment::remeasure(Handle handle) {
  if (TensorEntry* entry = tensors_.get(handle)) remeasure(*entry);
}

void Environment::remeasure(TensorEntry& entry) {
  if (!entry.tensor.has_storage()) return;
  const c10::Storage& storage = entry.tensor.storage();
  int64_t change;
  if (storage.is_alias_of(entry.storage)) {
    change = ledger_.remeasure(storage);
  } else {
    change = ledger_.hold(storage);
    ledger_.inherit(storage, entry.storage);
    change += ledger_.let_go(entry.storage);
    entry.storage = storage;
  }
  account(change);
}

void Environment::remeasure(const std::unordered_set<const c10::TensorImpl*>& changed) {
  tensors_.each([&](TensorEntry& entry) {
    if (changed.contains(entry.tensor.unsafeGetTensorImpl())) remeasure(entry);
  });
}

void Environment::drop_graph_bytes(Handle handle) {
  if (TensorEntry* entry = tensors_.get(handle)) account(-std::exchange(entry->graph_bytes, 0));
}

void Environment::check_read(const at::Tensor& tensor, const char* what) const {
  if (!ledger_.idle() && !ledger_.may_read(storage_key(tensor))) busy(what, "writes this tensor");
}

void Environment::check_write(const at::Tensor& tensor, const char* what) const {
  if (!ledger_.idle() && !ledger_.may_write(storage_key(tensor))) busy(what, "uses this tensor");
}

void Environment::check_gradients(const char* what) const {
  if (!ledger_.idle() && !ledger_.may_touch_gradients()) busy(what, "uses gradients");
}

void Environment::check_module(const void* module, const char* what) const {
  if (!ledger_.idle() && !ledger_.may_write(module)) busy(what, "uses this module");
}

void Environment::turn() {
  turn_bytes_ = ledger_.bytes();
  turn_tensors_ = tensors_.size();
}

void Environment::set_guard(int64_t bytes, size_t tensors) {
  guard_bytes_ = bytes;
  guard_tensors_ = tensors;
}

void Environment::account(int64_t bytes) {
  external_pending_ += bytes;
  if (external_pending_ < kReportStep && external_pending_ > -kReportStep) return;
  int64_t total;
  if (napi_adjust_external_memory(env_, external_pending_, &total) == napi_ok) {
    external_reported_ += external_pending_;
    external_pending_ = 0;
  }
}

}  // namespace dino::node
