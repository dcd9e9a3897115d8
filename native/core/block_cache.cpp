#include "core/block_cache.h"

#include <sys/mman.h>

#include <bit>

namespace dino {

namespace {

constexpr size_t kPage = 4096;
constexpr size_t kHugePage = size_t{2} << 20;

}  // namespace

// Eight sizes for each power of two: at most an eighth is wasted, and neighbouring requests share blocks.
size_t BlockCache::size_class(size_t bytes) {
  const size_t step = std::bit_floor(bytes) / 8;
  return (bytes + step - 1) / step * step;
}

void* BlockCache::reuse(size_t bytes) {
  const size_t size = size_class(bytes);
  std::lock_guard lock(mutex_);
  const auto found = by_size_.find(size);
  if (found == by_size_.end() || found->second.empty()) return nullptr;
  // The one that was freed last: its content may still be in the processor's caches.
  const Kept::iterator block = found->second.back();
  found->second.pop_back();
  void* memory = block->memory;
  kept_.erase(block);
  cached_bytes_ -= size;
  ++hits_;
  return memory;
}

void* BlockCache::map(size_t bytes) {
  const size_t size = size_class(bytes);
  void* mapped = mmap(nullptr, size + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  char* begin = static_cast<char*>(mapped);
  char* block = begin + (kHugePage - reinterpret_cast<uintptr_t>(begin) % kHugePage) % kHugePage;
  if (block > begin) munmap(begin, block - begin);
  munmap(block + size, begin + kHugePage - block);
  madvise(block, size, MADV_HUGEPAGE);
  std::lock_guard lock(mutex_);
  sizes_.emplace(block, size);
  ++misses_;
  return block;
}

size_t BlockCache::give_back(void* memory) {
  // malloc's blocks rarely begin a page, so that they seldom take the lock.
  if (reinterpret_cast<uintptr_t>(memory) % kPage != 0) return 0;
  std::vector<Block> leaving;
  size_t size;
  {
    std::lock_guard lock(mutex_);
    const auto found = sizes_.find(memory);
    if (found == sizes_.end()) return 0;
    size = found->second;
    if (size > limit()) {
      sizes_.erase(found);
      leaving.push_back({memory, size});
    } else {
      leaving = shrink_to(limit() - size);
      by_size_[size].push_back(kept_.insert(kept_.end(), {memory, size}));
      cached_bytes_ += size;
    }
  }
  unmap(leaving);
  return size;
}

void BlockCache::set_limit(size_t bytes) {
  std::vector<Block> leaving;
  {
    std::lock_guard lock(mutex_);
    limit_.store(bytes, std::memory_order_relaxed);
    leaving = shrink_to(bytes);
  }
  unmap(leaving);
}

size_t BlockCache::trim() {
  std::vector<Block> leaving;
  size_t bytes;
  {
    std::lock_guard lock(mutex_);
    bytes = cached_bytes_;
    leaving = shrink_to(0);
  }
  unmap(leaving);
  return bytes;
}

BlockCache::Statistics BlockCache::statistics() {
  std::lock_guard lock(mutex_);
  return {cached_bytes_, hits_, misses_};
}

std::vector<BlockCache::Block> BlockCache::shrink_to(size_t bytes) {
  std::vector<Block> leaving;
  while (cached_bytes_ > bytes) {
    const Block oldest = kept_.front();
    std::vector<Kept::iterator>& same = by_size_[oldest.size];
    same.erase(same.begin());
    kept_.pop_front();
    sizes_.erase(oldest.memory);
    cached_bytes_ -= oldest.size;
    leaving.push_back(oldest);
  }
  return leaving;
}

void BlockCache::unmap(const std::vector<Block>& blocks) {
  for (const Block& block : blocks) munmap(block.memory, block.size);
}

}  // namespace dino
