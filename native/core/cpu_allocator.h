// LibTorch's memory on the CPU: counted, refused in time, and large blocks kept where the user wants it.
#pragma once
#include <c10/core/Allocator.h>

#include <atomic>

#include "core/block_cache.h"

namespace dino {

// LibTorch's own allocator with three additions. A request beyond the memory at hand is refused (Linux grants
// it and kills the process at the first touch). What is in use is counted. Large blocks come from a
// BlockCache while its limit is not 0, which may change at any time. Registered once for the process and
// never destroyed: blocks may be freed by any thread, and after every static destructor has run.
class CpuAllocator final : public c10::Allocator {
 public:
  // Registers it at the first call, which must come before any tensor is made.
  static CpuAllocator& instance();

  // Throws c10::OutOfMemoryError.
  c10::DataPtr allocate(size_t bytes) override;
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  void copy_data(void* target, const void* source, size_t bytes) const override {
    default_copy_data(target, source, bytes);
  }

  BlockCache& cache() { return cache_; }
  // Bytes in use by LibTorch on the CPU, in the whole process, now and at most so far.
  int64_t allocated() const { return allocated_.load(std::memory_order_relaxed); }
  int64_t peak() const { return peak_.load(std::memory_order_relaxed); }
  // Gives to the system what the cache keeps, and what malloc keeps as far as it can; the cache's bytes.
  size_t trim();

 private:
  explicit CpuAllocator(c10::Allocator* base);

  static void release(void* memory);
  void count(int64_t bytes);
  c10::DataPtr large_block(void* block, size_t bytes);

  c10::Allocator* base_;
  c10::DeleterFnPtr base_deleter_;
  BlockCache cache_;
  std::atomic<int64_t> allocated_{0};
  std::atomic<int64_t> peak_{0};
};

// Bytes that the calling thread has allocated through LibTorch's CPU allocator, less those it has freed.
int64_t allocated_by_thread();

}  // namespace dino
