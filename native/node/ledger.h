// Which storages JavaScript holds, how many bytes they are, and who is at work on them.
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/util/flat_hash_map.h>

#include <cstdint>
#include <vector>

namespace dino::node {

// What a pending job reads and writes. Keys are storages and modules; the job keeps them alive.
struct Access {
  std::vector<const void*> reads;
  std::vector<const void*> writes;
  // The job writes gradients of leaves that cannot be listed when it is queued (jobs before it make them).
  bool gradients = false;
  // The job walks an autograd graph, whose saved tensors cannot be listed either.
  bool graph = false;

  void read(const at::Tensor& tensor);
  void write(const at::Tensor& tensor);
};

// Key of a tensor in Access, nullptr for a tensor without storage.
const void* storage_key(const at::Tensor& tensor);

// Lives on its environment's JavaScript thread, where jobs are queued and completed: no locks needed.
class Ledger {
 public:
  int64_t bytes() const { return bytes_; }
  size_t storages() const { return held_.size(); }

  // A handle took or gave back a reference to the storage. The change of bytes() is returned.
  int64_t hold(const c10::Storage& storage);
  int64_t let_go(const c10::Storage& storage);
  // The storage may have been resized by an operator: the change of bytes() is returned.
  int64_t remeasure(const c10::Storage& storage);

  // Whether an autograd graph may have saved this storage, and whether it is the gradient of a leaf.
  void mark_in_graph(const at::Tensor& tensor);
  // Whoever walks the graph may write this storage, too.
  void mark_written_by_graph(const at::Tensor& tensor);
  void mark_gradient(const at::Tensor& tensor);
  // The tensors that a module's attributes hold, in place of those that they held before: methods may read
  // and write them and graphs may save them, so a job that uses the module uses those which JavaScript has.
  void share(const void* module, const std::vector<at::Tensor>& tensors);
  // A tensor has exchanged its storage: the new one is marked as the old one was.
  void inherit(const c10::Storage& storage, const c10::Storage& old);

  bool idle() const { return jobs_ == 0; }
  void begin(const Access& access);
  void end(const Access& access);
  // A callback on the JavaScript thread has the memory in its hands: as if a job were at work.
  void lend(const Access& access);
  void take_back(const Access& access);
  bool lending() const { return loans_ > 0; }

  // Whether a call on the JavaScript thread must wait for a pending job. Meaningful when not idle().
  bool may_read(const void* key) const;
  bool may_write(const void* key) const;
  bool may_touch_gradients() const { return gradient_jobs_ == 0; }

 private:
  struct Holding {
    int64_t bytes = 0;
    uint32_t handles = 0;
    bool in_graph = false;
    bool written_by_graph = false;
    bool gradient = false;
  };
  struct Use {
    uint32_t readers = 0;
    uint32_t writers = 0;
  };

  bool used_by_module(const void* storage) const;

  ska::flat_hash_map<const void*, Holding> held_;
  ska::flat_hash_map<const void*, Use> used_;
  // Of storages that JavaScript holds: the modules whose attributes hold them as well.
  ska::flat_hash_map<const void*, std::vector<const void*>> sharers_;
  int64_t bytes_ = 0;
  uint32_t jobs_ = 0;
  uint32_t loans_ = 0;
  uint32_t gradient_jobs_ = 0;
  uint32_t graph_jobs_ = 0;
};

}  // namespace dino::node
