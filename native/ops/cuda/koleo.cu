#include "koleo.h"

#include <cmath>

#include "koleo_neighbours.cuh"

namespace dino::ops::cuda {

namespace {

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
    const float inverse = rsqrtf(warp_sum(sum));
    if (lane == 0) inverses[row] = inverse > kLargestInverse ? kLargestInverse : inverse;
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
  return root(warp_sum(sum));
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
  sum = block_sum(sum, scratch);
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
    along = block_sum(along, scratch);
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
