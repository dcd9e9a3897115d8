#include "node/ledger.h"

#include <algorithm>

namespace dino::node {

const void* storage_key(const at::Tensor& tensor) {
  return tensor.defined() && tensor.has_storage() ? tensor.storage().unsafeGetStorageImpl() : nullptr;
}

void Access::read(const at::Tensor& tensor) {
  if (const void* key = storage_key(tensor)) reads.push_back(key);
}

void Access::write(const at::Tensor& tensor) {
  if (const void* key = storage_key(tensor)) writes.push_back(key);
}

int64_t Ledger::hold(const c10::Storage& storage) {
  if (!storage) return 0;
  Holding& holding = held_[storage.unsafeGetStorageImpl()];
  if (holding.handles++ > 0) return 0;
  holding.bytes = static_cast<int64_t>(storage.nbytes());
  bytes_ += holding.bytes;
  return holding.bytes;
}

int64_t Ledger::let_go(const c10::Storage& storage) {
  if (!storage) return 0;
  const auto found = held_.find(storage.unsafeGetStorageImpl());
  if (found == held_.end() || --found->second.handles > 0) return 0;
  const int64_t freed = found->second.bytes;
  held_.erase(found);
  sharers_.erase(storage.unsafeGetStorageImpl());
  bytes_ -= freed;
  return -freed;
}

int64_t Ledger::remeasure(const c10::Storage& storage) {
  if (!storage) return 0;
  const auto found = held_.find(storage.unsafeGetStorageImpl());
  if (found == held_.end()) return 0;
  const int64_t change = static_cast<int64_t>(storage.nbytes()) - found->second.bytes;
  found->second.bytes += change;
  bytes_ += change;
  return change;
}

void Ledger::mark_in_graph(const at::Tensor& tensor) {
  const auto found = held_.find(storage_key(tensor));
  if (found != held_.end()) found->second.in_graph = true;
}

void Ledger::mark_written_by_graph(const at::Tensor& tensor) {
  const auto found = held_.find(storage_key(tensor));
  if (found != held_.end()) found->second.written_by_graph = true;
}

void Ledger::mark_gradient(const at::Tensor& tensor) {
  const auto found = held_.find(storage_key(tensor));
  if (found != held_.end()) found->second.gradient = true;
}

void Ledger::share(const void* module, const std::vector<at::Tensor>& tensors) {
  for (auto& [storage, modules] : sharers_) std::erase(modules, module);
  for (const at::Tensor& tensor : tensors) {
    const void* key = storage_key(tensor);
    if (held_.find(key) == held_.end()) continue;
    sharers_[key].push_back(module);
    mark_in_graph(tensor);
  }
}

bool Ledger::used_by_module(const void* storage) const {
  const auto found = sharers_.find(storage);
  return found != sharers_.end() &&
         std::any_of(found->second.begin(), found->second.end(), [this](const void* module) {
           const auto use = used_.find(module);
           return use != used_.end() && use->second.readers + use->second.writers > 0;
         });
}

void Ledger::inherit(const c10::Storage& storage, const c10::Storage& old) {
  const auto from = held_.find(old.unsafeGetStorageImpl());
  const auto to = held_.find(storage.unsafeGetStorageImpl());
  if (from == held_.end() || to == held_.end()) return;
  to->second.in_graph |= from->second.in_graph;
  to->second.written_by_graph |= from->second.written_by_graph;
  to->second.gradient |= from->second.gradient;
}

void Ledger::begin(const Access& access) {
  ++jobs_;
  gradient_jobs_ += access.gradients;
  graph_jobs_ += access.graph;
  for (const void* key : access.reads) ++used_[key].readers;
  for (const void* key : access.writes) ++used_[key].writers;
}

void Ledger::end(const Access& access) {
  --jobs_;
  gradient_jobs_ -= access.gradients;
  graph_jobs_ -= access.graph;
  for (const void* key : access.reads) --used_[key].readers;
  for (const void* key : access.writes) --used_[key].writers;
  if (jobs_ == 0) used_.clear();
}

void Ledger::lend(const Access& access) {
  begin(access);
  ++loans_;
}

void Ledger::take_back(const Access& access) {
  --loans_;
  end(access);
}

bool Ledger::may_read(const void* key) const {
  const auto use = used_.find(key);
  if (use != used_.end() && use->second.writers > 0) return false;
  if (used_by_module(key)) return false;
  if (gradient_jobs_ == 0 && graph_jobs_ == 0) return true;
  const auto holding = held_.find(key);
  if (holding == held_.end()) return true;
  return !(graph_jobs_ > 0 && holding->second.written_by_graph) &&
         !(gradient_jobs_ > 0 && holding->second.gradient);
}

bool Ledger::may_write(const void* key) const {
  const auto use = used_.find(key);
  if (use != used_.end() && use->second.readers + use->second.writers > 0) return false;
  if (used_by_module(key)) return false;
  const auto holding = held_.find(key);
  if (holding == held_.end()) return true;
  return !(graph_jobs_ > 0 && holding->second.in_graph) && !(gradient_jobs_ > 0 && holding->second.gradient);
}

}  // namespace dino::node
