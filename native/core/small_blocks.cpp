#include "core/small_blocks.h"

#include <cstdint>
#include <cstdlib>

namespace dino {

namespace {

constexpr size_t kClasses = SmallBlocks::kLargest / SmallBlocks::kAlignment;
// At most 1.1 MB for each thread.
constexpr size_t kDepth = 128;

struct Lists {
  void* blocks[kClasses][kDepth];
  uint8_t counts[kClasses];
};

// Without a destructor, so that blocks that are freed while the thread ends still find it.
thread_local Lists lists{};
thread_local bool closed = false;

struct AtThreadEnd {
  ~AtThreadEnd() {
    closed = true;
    for (size_t c = 0; c < kClasses; ++c)
      while (lists.counts[c] > 0) std::free(lists.blocks[c][--lists.counts[c]]);
  }
};

}  // namespace

void* SmallBlocks::take(size_t bytes) {
  const size_t c = (bytes - 1) / kAlignment;
  return lists.counts[c] > 0 ? lists.blocks[c][--lists.counts[c]] : nullptr;
}

bool SmallBlocks::keep(void* block, size_t size) {
  static thread_local AtThreadEnd at_thread_end;
  if (closed || size < kAlignment || size >= kLargest + kAlignment ||
      reinterpret_cast<uintptr_t>(block) % kAlignment != 0)
    return false;
  // A block of 130 bytes serves requests of 128.
  const size_t c = size / kAlignment - 1;
  if (lists.counts[c] == kDepth) return false;
  lists.blocks[c][lists.counts[c]++] = block;
  return true;
}

}  // namespace dino
