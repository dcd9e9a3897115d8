#include "core/cpu_allocator.h"

#include <c10/core/CPUAllocator.h>
#include <malloc.h>

#include <string>

#include "core/small_blocks.h"
#include "core/system_memory.h"

namespace dino {

namespace {

constexpr size_t kGuarded = size_t{64} << 20;

thread_local int64_t thread_balance = 0;

}  // namespace

CpuAllocator& CpuAllocator::instance() {
  static CpuAllocator* allocator = [] {
    auto* made = new CpuAllocator(c10::GetAllocator(c10::kCPU));
    c10::SetAllocator(c10::kCPU, made, /*priority=*/100);
    return made;
  }();
  return *allocator;
}

CpuAllocator::CpuAllocator(c10::Allocator* base) : base_(base), base_deleter_(base->raw_deleter()) {
  TORCH_CHECK(base_deleter_ != nullptr, "LibTorch's CPU allocator frees nothing by a plain pointer");
}

c10::DataPtr CpuAllocator::allocate(size_t bytes) {
  if (bytes > 0 && bytes <= SmallBlocks::kLargest) {
    if (void* block = SmallBlocks::take(bytes)) {
      count(static_cast<int64_t>(malloc_usable_size(block)));
      return {block, block, &release, c10::Device(c10::kCPU)};
    }
    bytes = SmallBlocks::size_class(bytes);
  }
  const bool large = bytes >= BlockCache::kSmallest && bytes <= PTRDIFF_MAX / 2 && cache_.limit() > 0;
  if (large)
    if (void* block = cache_.reuse(bytes)) return large_block(block, bytes);
  if (bytes >= kGuarded && bytes > available_memory()) {
    cache_.trim();
    const size_t at_hand = available_memory();
    TORCH_CHECK_WITH(OutOfMemoryError, bytes <= at_hand, "not enough memory: a result of ", bytes,
                     " bytes was asked for, ", at_hand, " bytes are at hand");
  }
  if (large)
    if (void* block = cache_.map(bytes)) return large_block(block, bytes);
  c10::DataPtr data = base_->allocate(bytes);
  if (data.get() != nullptr && data.compare_exchange_deleter(base_deleter_, &release))
    count(static_cast<int64_t>(malloc_usable_size(data.get())));
  return data;
}

c10::DataPtr CpuAllocator::large_block(void* block, size_t bytes) {
  count(static_cast<int64_t>(BlockCache::size_class(bytes)));
  return {block, block, &release, c10::Device(c10::kCPU)};
}

void CpuAllocator::release(void* memory) {
  CpuAllocator& self = instance();
  if (memory != nullptr) {
    if (const size_t size = self.cache_.give_back(memory)) return self.count(-static_cast<int64_t>(size));
    const size_t size = malloc_usable_size(memory);
    self.count(-static_cast<int64_t>(size));
    if (SmallBlocks::keep(memory, size)) return;
  }
  self.base_deleter_(memory);
}

void CpuAllocator::count(int64_t bytes) {
  thread_balance += bytes;
  const int64_t now = allocated_.fetch_add(bytes, std::memory_order_relaxed) + bytes;
  int64_t peak = peak_.load(std::memory_order_relaxed);
  while (now > peak && !peak_.compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
  }
}

size_t CpuAllocator::trim() {
  const size_t bytes = cache_.trim();
  malloc_trim(0);
  return bytes;
}

int64_t allocated_by_thread() {
  return thread_balance;
}

}  // namespace dino
