// The search of dino::_koleo for each row's nearest rows, by tiles of cosines.
#pragma once
#include "numeric.cuh"

namespace dino::ops::cuda {

constexpr int kWarp = 32;
constexpr int kThreads = 256;
constexpr int kWarps = kThreads / kWarp;
// A processor's; without it the compiler aims at more, and spills.
constexpr int kBlocksAtLeast = 4;
constexpr unsigned kAll = 0xffffffffu;

// The nearest rows, best first, one a lane.
struct Neighbour {
  float cosine;
  int64_t row;
};

// Of equally near rows the first. What is no number is never near.
__device__ __forceinline__ bool is_nearer(const Neighbour& a, const Neighbour& b) {
  return a.cosine > b.cosine || (a.cosine == b.cosine && a.row < b.row);
}

// Takes each lane's `found` into the list that the lanes hold, if it belongs among the first `topk`.
__device__ __forceinline__ void insert(Neighbour& held, const Neighbour& found, int topk) {
  const int lane = threadIdx.x % kWarp;
  const auto from = [](const Neighbour& neighbour, int source) {
    return Neighbour{__shfl_sync(kAll, neighbour.cosine, source), __shfl_sync(kAll, neighbour.row, source)};
  };
  unsigned waiting = __ballot_sync(kAll, is_nearer(found, from(held, topk - 1)));
  while (waiting != 0) {
    const Neighbour next = from(found, __ffs(waiting) - 1);
    waiting &= waiting - 1;
    const int place = __popc(__ballot_sync(kAll, is_nearer(held, next)));
    const Neighbour before = from(held, lane > 0 ? lane - 1 : 0);
    if (lane == place) held = next;
    if (lane > place) held = before;
  }
}

// Cosines of kRows rows with kColumns others at a time; a thread computes 2 × 4 of them.
constexpr int kRows = 32;
constexpr int kColumns = 64;
constexpr int kDepth = 32;
constexpr int kAcross = 16;
constexpr int kRowsEach = kRows * kAcross / kThreads;
constexpr int kColumnsEach = kColumns / kAcross;
constexpr int kListsEach = kRows / kWarps;
static_assert(kThreads == kAcross * kAcross && kDepth == kWarp);

// Rows `first` to `end` of the features, kDepth columns from `begin`; zeros beyond. Odd lengths of the tile's
// rows keep its columns in different banks.
template <int N, class T>
__device__ __forceinline__ void load_tile(float (*tile)[kDepth + 1], const T* features, const float* inverses,
                                          int64_t first, int64_t end, int64_t begin, int64_t width) {
  const int lane = threadIdx.x % kWarp;
  for (int i = threadIdx.x / kWarp; i < N; i += kWarps) {
    const int64_t row = first + i, column = begin + lane;
    tile[i][lane] =
        row < end && column < width ? Cvt<T>::to(features[row * width + column]) * inverses[row] : 0.f;
  }
}

// A block searches for kRows rows of one group, so that cosines never leave it.
template <class T>
__global__ void __launch_bounds__(kThreads, kBlocksAtLeast)
    find_neighbours(const T* __restrict__ features, const float* __restrict__ inverses,
                    int64_t* __restrict__ neighbours, int64_t group_size, int64_t groups, int64_t width,
                    int topk) {
  using DepthRow = float[kDepth + 1];
  using CosineRow = float[kColumns + 1];
  STATIC_SHARED(DepthRow, rows, kRows);
  STATIC_SHARED(DepthRow, columns, kColumns);
  STATIC_SHARED(CosineRow, cosines, kRows);
  const int x = threadIdx.x % kAcross, y = threadIdx.x / kAcross;
  const int lane = threadIdx.x % kWarp, warp = threadIdx.x / kWarp;
  const int64_t blocks = (group_size + kRows - 1) / kRows;
  for (int64_t item = blockIdx.x; item < blocks * groups; item += gridDim.x) {
    const int64_t group = item / blocks * group_size, end = group + group_size;
    const int64_t first = group + item % blocks * kRows;
    Neighbour held[kListsEach];
#pragma unroll
    for (int i = 0; i < kListsEach; ++i) held[i] = {-INFINITY, end};
    for (int64_t others = group; others < end; others += kColumns) {
      float sums[kRowsEach][kColumnsEach] = {};
      for (int64_t begin = 0; begin < width; begin += kDepth) {
        load_tile<kRows>(rows, features, inverses, first, end, begin, width);
        load_tile<kColumns>(columns, features, inverses, others, end, begin, width);
        __syncthreads();
#pragma unroll 8
        for (int k = 0; k < kDepth; ++k) {
          float row[kRowsEach], column[kColumnsEach];
#pragma unroll
          for (int i = 0; i < kRowsEach; ++i) row[i] = rows[y + i * kAcross][k];
#pragma unroll
          for (int j = 0; j < kColumnsEach; ++j) column[j] = columns[x + j * kAcross][k];
#pragma unroll
          for (int i = 0; i < kRowsEach; ++i)
#pragma unroll
            for (int j = 0; j < kColumnsEach; ++j) sums[i][j] += row[i] * column[j];
        }
        __syncthreads();
      }
#pragma unroll
      for (int i = 0; i < kRowsEach; ++i)
#pragma unroll
        for (int j = 0; j < kColumnsEach; ++j) cosines[y + i * kAcross][x + j * kAcross] = sums[i][j];
      __syncthreads();
#pragma unroll
      for (int i = 0; i < kListsEach; ++i) {
        const int row = warp * kListsEach + i;
        for (int column = lane; column < kColumns; column += kWarp) {
          const int64_t other = others + column;
          const float cosine = cosines[row][column];
          const bool counts = other < end && other != first + row;
          // NaN is -inf here, so that every list fills up with rows of the group.
          insert(held[i], {counts && cosine == cosine ? cosine : -INFINITY, counts ? other : end}, topk);
        }
      }
    }
#pragma unroll
    for (int i = 0; i < kListsEach; ++i) {
      const int64_t row = first + warp * kListsEach + i;
      if (row < end && lane < topk) neighbours[row * topk + lane] = held[i].row;
    }
  }
}

}  // namespace dino::ops::cuda
