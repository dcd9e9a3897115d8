// Large blocks of memory that are kept when they are freed, and handed out again.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace dino {

// The kernel clears a page at its first touch, which costs as much as the arithmetic of a memory-bound
// operator; a block that is used again has its pages already. New blocks ask for huge pages. Any thread may
// call anything.
class BlockCache {
 public:
  // Below this, malloc keeps and reuses memory well enough by itself.
  static constexpr size_t kSmallest = size_t{1} << 20;

  struct Statistics {
    size_t cached_bytes;
    // Requests that a kept block served, and those that took a new one from the system.
    uint64_t hits;
    uint64_t misses;
  };

  // A kept block for at least `bytes`, or nullptr. Content is whatever was there.
  void* reuse(size_t bytes);
  // A new block from the system, aligned to a huge page; nullptr when the system refuses.
  void* map(size_t bytes);
  // Takes back a block of either; returns its size, 0 for memory that is not of this cache.
  size_t give_back(void* block);
  // Size of a block in use.
  static size_t size_class(size_t bytes);

  // Bytes to keep at most; 0 switches the cache off. What is above it goes to the system, oldest first.
  void set_limit(size_t bytes);
  size_t limit() const { return limit_.load(std::memory_order_relaxed); }
  // Gives everything that is kept to the system; returns its bytes.
  size_t trim();
  Statistics statistics();

 private:
  struct Block {
    void* memory;
    size_t size;
  };
  using Kept = std::list<Block>;

  // Takes the oldest blocks out until `bytes` are kept; the caller unmaps them after it has left the lock.
  std::vector<Block> shrink_to(size_t bytes);
  static void unmap(const std::vector<Block>& blocks);

  std::mutex mutex_;
  std::atomic<size_t> limit_{0};
  // Every block that is mapped, in use or kept.
  std::unordered_map<void*, size_t> sizes_;
  // By the time of their return, oldest first; and by size, each in the same order.
  Kept kept_;
  std::unordered_map<size_t, std::vector<Kept::iterator>> by_size_;
  size_t cached_bytes_ = 0;
  uint64_t hits_ = 0;
  uint64_t misses_ = 0;
};

}  // namespace dino
