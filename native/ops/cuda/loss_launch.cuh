// How the losses' kernels are launched: how many threads, and which of their two widths.
#pragma once
#include <algorithm>
#include <cstdint>

#include "numeric.cuh"
#include "teacher_statistics.h"

namespace dino::ops::cuda {

// Four packs or more a thread, as long as there are so many: fewer do not pay for the sums over the block.
inline int threads_for(int64_t packs) {
  const int64_t warps = (packs + 4 * 32 - 1) / (4 * 32);
  return static_cast<int>(std::clamp<int64_t>(warps, 1, 32)) * 32;
}

template <class T>
constexpr int kPackWidth = Pack<T>::kSize;

// Can rows of `prototypes` elements that begin at `pointers` be read by 16 bytes? A null pointer can.
template <class T, class... Pointers>
bool is_packed(int64_t prototypes, const Pointers*... pointers) {
  return prototypes % kPackWidth<T> == 0 && (is_aligned16(pointers) && ...);
}

// What a loss keeps between its kernels, one after another in the memory that it was given; without memory
// only `floats`, how much it wants.
struct LossWorkspace {
  float* losses;
  RowSoftmax* softmaxes;
  float* entropies;
  float* columns;
  int64_t floats;

  LossWorkspace(float* memory, int64_t student_rows, int64_t teacher_rows, int64_t prototypes,
                bool statistics)
      : floats(0) {
    // Each part begins at 16 bytes.
    const auto take = [&](int64_t count) {
      float* part = memory == nullptr ? nullptr : memory + floats;
      floats += (count + 3) / 4 * 4;
      return part;
    };
    losses = take(student_rows);
    softmaxes = reinterpret_cast<RowSoftmax*>(take(2 * teacher_rows));
    entropies = take(teacher_rows);
    columns = take(teacher_columns_workspace(teacher_rows, prototypes, statistics));
  }
};

}  // namespace dino::ops::cuda
