// Small blocks of CPU memory, kept by the thread that freed them.
#pragma once
#include <cstddef>

namespace dino {

// glibc's aligned allocation takes about as long as the rest of a small operator's bookkeeping, so that
// blocks of up to kLargest bytes go to a list of the calling thread when they are freed. Whichever thread
// frees a block keeps it; what a list has no room for, and all that a thread has when it ends, goes back to
// the system's free().
class SmallBlocks {
 public:
  static constexpr size_t kLargest = 1024;
  // c10::gAlignment.
  static constexpr size_t kAlignment = 64;

  // How many bytes to ask malloc for, so that the block can be kept for requests of as many.
  static constexpr size_t size_class(size_t bytes) {
    return (bytes + kAlignment - 1) / kAlignment * kAlignment;
  }

  // A block of at least `bytes`, 1 to kLargest, aligned for LibTorch; nullptr when there is none.
  static void* take(size_t bytes);
  // Whether the block, of malloc with `size` usable bytes, was kept.
  static bool keep(void* block, size_t size);
};

}  // namespace dino
