#include "koleo.h"

#include <cmath>

#include "numeric.cuh"

namespace dino::ops::cuda {

namespace {

constexpr int kWarp = 32;
constexpr int kThreads = 256;
constexpr int kWarps = kThreads / kWarp;
// A processor's; without it the compiler aims at more, and spills.
constexpr int kBlocksAtLeast = 4;
constexpr unsigned kAll = 0xffffffffu;

// Of a length that is taken as epsilon.
constexpr float kLargestInverse = 1 / kKoleoEpsilon;

// sqrtf and division, correctly rounded, are calls that spill registers.
__device__ __forceinline__ float root(float square) {
  return square > 0 ? square * rsqrtf(square) : square;
}

// Calls f(number, value) for the calling lane's share of a row.
template <class T, int V, class F>
__device__ __forceinline__ void for_row(const T* row, int64_t width, int lane, const F& f) {
  const auto* packs = reinterpret_cast<const Pack<T, V>*>(row);
  for (int64_t pack = lane; pack < width / V; pack += kWarp) {
    const Pack<T, V> values = packs[pack];
#pragma unroll
    for (int i = 0; i < V; ++i) f(pack * V + i, Cvt<T>::to(values.v[i]));
  }
}

// What rows are multiplied by to have length 1; lengths below epsilon are taken as it. A warp a row.
template <class T, int V>
__global__ void __launch_bounds__(kThreads, kBlocksAtLeast)
    measure_rows(const T* __restrict__ features, float* __restrict__ inverses, int64_t samples,
                 int64_t width) {
  const int lane = threadIdx.x % kWarp;
  for (int64_t row = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / kWarp; row < samples;
       row += static_cast<int64_t>(gridDim.x) * kWarps) {
    float sum = 0;
    for_row<T, V>(features + row * width, width, lane, [&](int64_t, float value) { sum += value * value; });
    // Not fminf, which would hide NaN.
    const float inverse = rsqrtf(warp_reduce<Sum>(sum));
    if (lane == 0) inverses[row] = inverse > kLargestInverse ? kLargestInverse : inverse;
  }
}

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

// The distance of two directions, epsilon added to each element of their difference; the same in every lane.
template <class T, int V>
__device__ __forceinline__ float distance_of(const T* features, const float* inverses, int64_t row,
                                             int64_t other, int64_t width) {
  const auto* packs = reinterpret_cast<const Pack<T, V>*>(features + other * width);
  const float inverse = inverses[row], other_inverse = inverses[other];
  float sum = 0;
  for_row<T, V>(features + row * width, width, threadIdx.x % kWarp, [&](int64_t i, float value) {
    const float difference =
        value * inverse - Cvt<T>::to(packs[i / V].v[i % V]) * other_inverse + kKoleoEpsilon;
    sum += difference * difference;
  });
  return root(warp_reduce<Sum>(sum));
}

// A warp a pair.
template <class T, int V>
__global__ void __launch_bounds__(kThreads, kBlocksAtLeast)
    log_distances(const T* __restrict__ features, const float* __restrict__ inverses,
                  const int64_t* __restrict__ neighbours, float* __restrict__ terms, int64_t pairs,
                  int64_t topk, int64_t width) {
  for (int64_t pair = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / kWarp; pair < pairs;
       pair += static_cast<int64_t>(gridDim.x) * kWarps) {
    const float distance = distance_of<T, V>(features, inverses, pair / topk, neighbours[pair], width);
    if (threadIdx.x % kWarp == 0) terms[pair] = logf(distance + kKoleoEpsilon);
  }
}

// One block.
__global__ void __launch_bounds__(kThreads, kBlocksAtLeast)
    negative_mean(const float* __restrict__ terms, float* __restrict__ loss, int64_t count, float share) {
  STATIC_SHARED(float, scratch, kWarp);
  float sum = 0;
  for (int64_t i = threadIdx.x; i < count; i += kThreads) sum += terms[i];
  sum = block_reduce<Sum>(sum, scratch);
  if (threadIdx.x == 0) *loss = -sum * share;
}

// What the difference of a pair is multiplied by in the gradient of its row; and by its negative in its
// neighbour's.
template <class T, int V>
__global__ void __launch_bounds__(kThreads, kBlocksAtLeast)
    scale_pairs(const T* __restrict__ features, const float* __restrict__ inverses,
                const int64_t* __restrict__ neighbours, const float* __restrict__ grad_loss,
                float* __restrict__ scales, int64_t samples, int64_t topk, int64_t width, float share) {
  const int64_t pairs = samples * topk;
  for (int64_t pair = static_cast<int64_t>(blockIdx.x) * kWarps + threadIdx.x / kWarp; pair < pairs;
       pair += static_cast<int64_t>(gridDim.x) * kWarps) {
    const int64_t other = neighbours[pair];
    float scale = NAN;
    if (other >= 0 && other < samples) {
      float distance = distance_of<T, V>(features, inverses, pair / topk, other, width);
      distance = distance < kKoleoSmallestDistance ? kKoleoSmallestDistance : distance;
      scale = __fdividef(-*grad_loss * share, distance * (distance + kKoleoEpsilon));
    }
    if (threadIdx.x % kWarp == 0) scales[pair] = scale;
  }
}

// A block a row: adds up what its own pairs and those in which it is the neighbour ask of its direction, in
// the order of the list, then turns that into the gradient of the row itself.
template <class T>
__global__ void __launch_bounds__(kThreads, kBlocksAtLeast)
    gather_gradients(const T* __restrict__ features, const float* __restrict__ inverses,
                     const int64_t* __restrict__ neighbours, const float* __restrict__ scales,
                     float* __restrict__ directional, T* __restrict__ grad_features, int64_t samples,
                     int64_t topk, int64_t width) {
  STATIC_SHARED(int64_t, found, kThreads);
  STATIC_SHARED(int, counts, kWarps);
  STATIC_SHARED(float, scratch, kWarp);
  const int lane = threadIdx.x % kWarp, warp = threadIdx.x / kWarp;
  const int64_t pairs = samples * topk;
  for (int64_t row = blockIdx.x; row < samples; row += gridDim.x) {
    const T* own = features + row * width;
    const float inverse = inverses[row];
    float* sums = directional + row * width;
    // Adds scale * (own direction - other's + epsilon), or its mirror image where `row` is the neighbour.
    const auto add = [&](int64_t other, float scale, float epsilon) {
      const bool known = other >= 0 && other < samples;
      const T* values = features + (known ? other : row) * width;
      const float other_inverse = known ? inverses[other] : NAN;
      for (int64_t i = threadIdx.x; i < width; i += kThreads)
        sums[i] += scale * (Cvt<T>::to(own[i]) * inverse - Cvt<T>::to(values[i]) * other_inverse + epsilon);
    };
    for (int64_t i = threadIdx.x; i < width; i += kThreads) sums[i] = 0;
    for (int64_t i = 0; i < topk; ++i) add(neighbours[row * topk + i], scales[row * topk + i], kKoleoEpsilon);
    for (int64_t begin = 0; begin < pairs; begin += kThreads) {
      const int64_t pair = begin + threadIdx.x;
      const bool hit = pair < pairs && neighbours[pair] == row;
      const unsigned hits = __ballot_sync(kAll, hit);
      if (lane == 0) counts[warp] = __popc(hits);
      __syncthreads();
      int before = 0, all = 0;
      for (int i = 0; i < kWarps; ++i) {
        if (i < warp) before += counts[i];
        all += counts[i];
      }
      if (hit) found[before + __popc(hits & ((1u << lane) - 1))] = pair;
      __syncthreads();
      for (int i = 0; i < all; ++i) add(found[i] / topk, scales[found[i]], -kKoleoEpsilon);
    }
    float along = 0;
    for (int64_t i = threadIdx.x; i < width; i += kThreads) along += sums[i] * (Cvt<T>::to(own[i]) * inverse);
    along = block_reduce<Sum>(along, scratch);
    // A length below epsilon was taken as a constant.
    if (inverse == kLargestInverse) along = 0;
    for (int64_t i = threadIdx.x; i < width; i += kThreads)
      grad_features[row * width + i] =
          Cvt<T>::from((sums[i] - Cvt<T>::to(own[i]) * inverse * along) * inverse);
  }
}

int grid_of_warps(int64_t warps) {
  return grid_for((warps + kWarps - 1) / kWarps);
}

template <class T>
bool in_packs(const KoleoFeatures& features) {
  return features.width % Pack<T>::kSize == 0 && is_aligned16(features.values);
}

template <class T, int V>
void run(const Koleo& problem, cudaStream_t stream) {
  const auto [values, dtype, samples, width, inverses] = problem.features;
  const auto* features = static_cast<const T*>(values);
  const int64_t topk = problem.topk, group_size = samples / problem.groups, pairs = samples * topk;
  LAUNCH((measure_rows<T, V>), grid_of_warps(samples), kThreads, 0, stream, features, inverses, samples,
         width);
  LAUNCH((find_neighbours<T>), grid_for((group_size + kRows - 1) / kRows * problem.groups), kThreads, 0,
         stream, features, inverses, problem.neighbours, group_size, problem.groups, width,
         static_cast<int>(topk));
  LAUNCH((log_distances<T, V>), grid_of_warps(pairs), kThreads, 0, stream, features, inverses,
         problem.neighbours, problem.terms, pairs, topk, width);
  LAUNCH(negative_mean, 1, kThreads, 0, stream, problem.terms, problem.loss, pairs,
         1.f / static_cast<float>(pairs));
}

template <class T, int V>
void run(const KoleoBackward& problem, cudaStream_t stream) {
  const auto [values, dtype, samples, width, inverses] = problem.features;
  const auto* features = static_cast<const T*>(values);
  LAUNCH((measure_rows<T, V>), grid_of_warps(samples), kThreads, 0, stream, features, inverses, samples,
         width);
  LAUNCH((scale_pairs<T, V>), grid_of_warps(samples * problem.topk), kThreads, 0, stream, features, inverses,
         problem.neighbours, problem.grad_loss, problem.scales, samples, problem.topk, width,
         1.f / static_cast<float>(samples * problem.topk));
  LAUNCH((gather_gradients<T>), grid_for(samples), kThreads, 0, stream, features, inverses,
         problem.neighbours, problem.scales, problem.directional, static_cast<T*>(problem.grad_features),
         samples, problem.topk, width);
}

template <class Problem>
void run_any(const Problem& problem, Stream stream) {
  with_type(problem.features.dtype, [&](auto type) {
    using T = decltype(type);
    const auto on = static_cast<cudaStream_t>(stream);
    in_packs<T>(problem.features) ? run<T, Pack<T>::kSize>(problem, on) : run<T, 1>(problem, on);
  });
}

}  // namespace

void koleo(const Koleo& problem, Stream stream) {
  run_any(problem, stream);
}

void koleo_backward(const KoleoBackward& problem, Stream stream) {
  run_any(problem, stream);
}

}  // namespace dino::ops::cuda
