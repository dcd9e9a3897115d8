#include "sinkhorn_knopp.h"

#include <algorithm>
#include <cmath>

#include "numeric.cuh"

namespace dino::ops::cuda {

namespace {

constexpr int kWarp = 32;
constexpr int kThreads = 256;
// Rows that a thread of the pass over samples reads before it adds: loads in flight.
constexpr int kRowsAtOnce = 4;

// The sum of exp(scale * (term - largest)) of some terms. Of none it is {-inf, 0}.
struct LogSum {
  float largest;
  float sum;
};

__device__ __forceinline__ LogSum no_terms() {
  return {-INFINITY, 0};
}

// What can be subtracted from -inf.
__device__ __forceinline__ float shift_of(float largest) {
  return largest == -INFINITY ? 0.f : largest;
}

// NaN among the terms makes the sum NaN, though not `largest`.
template <int N>
__device__ __forceinline__ void add_terms(LogSum& total, const float (&terms)[N], float scale) {
  float largest = total.largest;
#pragma unroll
  for (int i = 0; i < N; ++i) largest = fmaxf(largest, terms[i]);
  const float shift = shift_of(largest);
  float sum = total.sum * __expf((total.largest - shift) * scale);
#pragma unroll
  for (int i = 0; i < N; ++i) sum += __expf((terms[i] - shift) * scale);
  total = {largest, sum};
}

__device__ __forceinline__ LogSum merged(const LogSum& a, const LogSum& b, float scale) {
  const float largest = fmaxf(a.largest, b.largest), shift = shift_of(largest);
  return {largest, a.sum * __expf((a.largest - shift) * scale) + b.sum * __expf((b.largest - shift) * scale)};
}

// Minus the logarithm; 0 where nothing but -inf was added, which leaves the zeros that come of it as they
// are.
__device__ __forceinline__ float log_factor(const LogSum& total) {
  return total.sum == 0 ? 0.f : -(total.largest + logf(total.sum));
}

__device__ __forceinline__ LogSum warp_merged(LogSum total) {
#pragma unroll
  for (int lane = kWarp / 2; lane > 0; lane /= 2)
    total = merged(
        total,
        {__shfl_xor_sync(0xffffffffu, total.largest, lane), __shfl_xor_sync(0xffffffffu, total.sum, lane)},
        1);
  return total;
}

// The same for every thread. `warps` may be read from until the next call's first barrier.
__device__ __forceinline__ LogSum block_merged(LogSum total, LogSum* warps) {
  const int lane = threadIdx.x % kWarp, warp = threadIdx.x / kWarp;
  total = warp_merged(total);
  __syncthreads();
  if (lane == 0) warps[warp] = total;
  __syncthreads();
  return warp_merged(lane < kThreads / kWarp ? warps[lane] : no_terms());
}

// The samples in so many parts that the device is busy and what the parts leave is small beside the logits.
struct Parts {
  int64_t count;
  int64_t rows;
};

constexpr int64_t kMostParts = 16;
constexpr int64_t kFewestRows = 8;

Parts parts_of(int64_t samples) {
  const int64_t most = std::min(kMostParts, (samples + kFewestRows - 1) / kFewestRows);
  const int64_t rows = (samples + most - 1) / most;
  return {(samples + rows - 1) / rows, rows};
}

// For every prototype and part of the samples the sum over those samples. The first time, when samples have
// no factors yet, of the logits as they are, so that their differences are exact.
template <class T, int V, bool kFirst>
__global__ void __launch_bounds__(kThreads)
    sum_samples(const T* __restrict__ logits, const float* __restrict__ largest,
                const float* __restrict__ log_samples, LogSum* __restrict__ sums, int64_t samples,
                int64_t prototypes, Parts parts, float inverse) {
  const int64_t packs = prototypes / V, tiles = (packs + kThreads - 1) / kThreads;
  const float shift = kFirst ? 0.f : *largest;
  for (int64_t item = blockIdx.x; item < tiles * parts.count; item += gridDim.x) {
    const int64_t pack = item % tiles * kThreads + threadIdx.x, part = item / tiles;
    if (pack >= packs) continue;
    const int64_t end = part + 1 == parts.count ? samples : (part + 1) * parts.rows;
    LogSum totals[V];
#pragma unroll
    for (int i = 0; i < V; ++i) totals[i] = no_terms();
    for (int64_t row = part * parts.rows; row < end; row += kRowsAtOnce) {
      float terms[V][kRowsAtOnce];
#pragma unroll
      for (int r = 0; r < kRowsAtOnce; ++r) {
        if (row + r < end) {
          const auto values = reinterpret_cast<const Pack<T, V>*>(logits + (row + r) * prototypes)[pack];
          const float factor = kFirst ? 0.f : log_samples[row + r];
#pragma unroll
          for (int i = 0; i < V; ++i) {
            const float value = Cvt<T>::to(values.v[i]);
            terms[i][r] = kFirst ? value : fmaf(value - shift, inverse, factor);
          }
        } else {
#pragma unroll
          for (int i = 0; i < V; ++i) terms[i][r] = -INFINITY;
        }
      }
#pragma unroll
      for (int i = 0; i < V; ++i) add_terms(totals[i], terms[i], kFirst ? inverse : 1.f);
    }
#pragma unroll
    for (int i = 0; i < V; ++i) sums[part * prototypes + pack * V + i] = totals[i];
  }
}

__device__ __forceinline__ LogSum merged_parts(const LogSum* sums, int64_t prototypes, int64_t prototype,
                                               int64_t parts, float scale) {
  LogSum total = sums[prototype];
  for (int64_t part = 1; part < parts; ++part)
    total = merged(total, sums[part * prototypes + prototype], scale);
  return total;
}

__global__ void __launch_bounds__(kThreads)
    merge_first_parts(LogSum* __restrict__ sums, int64_t prototypes, int64_t parts, float inverse) {
  for (int64_t i = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < prototypes;
       i += static_cast<int64_t>(gridDim.x) * kThreads)
    sums[i] = merged_parts(sums, prototypes, i, parts, inverse);
}

__device__ __forceinline__ float larger(float a, float b) {
  return b > a || b != b ? b : a;
}

// The largest logit; NaN where one is NaN or +inf, which makes all that follows NaN, as the sums over
// everything would; 0 where all are -inf. One block.
__global__ void __launch_bounds__(kThreads)
    find_largest(const LogSum* __restrict__ sums, float* __restrict__ result, int64_t prototypes) {
  STATIC_SHARED(float, warps, kThreads / kWarp);
  const int lane = threadIdx.x % kWarp, warp = threadIdx.x / kWarp;
  float largest = -INFINITY;
  for (int64_t i = threadIdx.x; i < prototypes; i += kThreads)
    largest = larger(largest, sums[i].sum != sums[i].sum ? NAN : sums[i].largest);
#pragma unroll
  for (int other = kWarp / 2; other > 0; other /= 2)
    largest = larger(largest, __shfl_xor_sync(0xffffffffu, largest, other));
  if (lane == 0) warps[warp] = largest;
  __syncthreads();
  if (threadIdx.x > 0) return;
  for (int i = 1; i < kThreads / kWarp; ++i) largest = larger(largest, warps[i]);
  *result = largest == INFINITY ? NAN : shift_of(largest);
}

__global__ void __launch_bounds__(kThreads)
    set_first_prototypes(const LogSum* __restrict__ sums, const float* __restrict__ largest,
                         float* __restrict__ log_prototypes, int64_t prototypes, float inverse) {
  for (int64_t i = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < prototypes;
       i += static_cast<int64_t>(gridDim.x) * kThreads)
    log_prototypes[i] = log_factor({(sums[i].largest - *largest) * inverse, sums[i].sum});
}

__global__ void __launch_bounds__(kThreads)
    set_prototypes(const LogSum* __restrict__ sums, float* __restrict__ log_prototypes, int64_t prototypes,
                   int64_t parts) {
  for (int64_t i = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x; i < prototypes;
       i += static_cast<int64_t>(gridDim.x) * kThreads)
    log_prototypes[i] = log_factor(merged_parts(sums, prototypes, i, parts, 1));
}

// exp's arguments of one pack but for the sample's factor.
template <class T, int V>
__device__ __forceinline__ void exponents(const T* row, const float* log_prototypes, int64_t pack,
                                          float shift, float inverse, float (&terms)[V]) {
  const auto values = reinterpret_cast<const Pack<T, V>*>(row)[pack];
  const auto factors = reinterpret_cast<const Pack<float, V>*>(log_prototypes)[pack];
#pragma unroll
  for (int i = 0; i < V; ++i) terms[i] = fmaf(Cvt<T>::to(values.v[i]) - shift, inverse, factors.v[i]);
}

// A block a sample. With kLast the factors are those of the logits as they are, and Q is written where it is
// wanted, while the row is still near.
template <class T, int V, bool kLast>
__global__ void __launch_bounds__(kThreads)
    set_samples(const T* __restrict__ logits, const float* __restrict__ largest,
                const float* __restrict__ log_prototypes, float* __restrict__ log_samples,
                float* __restrict__ probabilities, int64_t samples, int64_t prototypes, float inverse) {
  STATIC_SHARED(LogSum, warps, kThreads / kWarp);
  const int64_t packs = prototypes / V;
  const float shift = *largest;
  for (int64_t sample = blockIdx.x; sample < samples; sample += gridDim.x) {
    const T* row = logits + sample * prototypes;
    LogSum total = no_terms();
    float terms[V];
    for (int64_t pack = threadIdx.x; pack < packs; pack += kThreads) {
      exponents(row, log_prototypes, pack, shift, inverse, terms);
      add_terms(total, terms, 1);
    }
    const float factor = log_factor(block_merged(total, warps));
    if (threadIdx.x == 0) log_samples[sample] = kLast ? factor - shift * inverse : factor;
    if (!kLast || probabilities == nullptr) continue;
    auto* out = reinterpret_cast<Pack<float, V>*>(probabilities + sample * prototypes);
    for (int64_t pack = threadIdx.x; pack < packs; pack += kThreads) {
      exponents(row, log_prototypes, pack, shift, inverse, terms);
      Pack<float, V> made;
#pragma unroll
      for (int i = 0; i < V; ++i) made.v[i] = __expf(terms[i] + factor);
      out[pack] = made;
    }
  }
}

template <class T, int V>
void run(const SinkhornKnopp& problem, cudaStream_t stream) {
  const auto* logits = static_cast<const T*>(problem.logits);
  const int64_t samples = problem.samples, prototypes = problem.prototypes;
  const float inverse = 1 / problem.temperature;
  const Parts parts = parts_of(samples);
  auto* sums = static_cast<LogSum*>(problem.workspace);
  auto* largest = reinterpret_cast<float*>(sums + parts.count * prototypes);
  const int64_t tiles = (prototypes / V + kThreads - 1) / kThreads;
  const int over_parts = grid_for(tiles * parts.count), over_samples = grid_for(samples),
            over_prototypes = grid_for((prototypes + kThreads - 1) / kThreads);
  for (int64_t iteration = 1; iteration <= problem.iterations; ++iteration) {
    if (iteration == 1) {
      LAUNCH((sum_samples<T, V, true>), over_parts, kThreads, 0, stream, logits, largest, problem.log_samples,
             sums, samples, prototypes, parts, inverse);
      LAUNCH(merge_first_parts, over_prototypes, kThreads, 0, stream, sums, prototypes, parts.count, inverse);
      LAUNCH(find_largest, 1, kThreads, 0, stream, sums, largest, prototypes);
      LAUNCH(set_first_prototypes, over_prototypes, kThreads, 0, stream, sums, largest,
             problem.log_prototypes, prototypes, inverse);
    } else {
      LAUNCH((sum_samples<T, V, false>), over_parts, kThreads, 0, stream, logits, largest,
             problem.log_samples, sums, samples, prototypes, parts, inverse);
      LAUNCH(set_prototypes, over_prototypes, kThreads, 0, stream, sums, problem.log_prototypes, prototypes,
             parts.count);
    }
    if (iteration < problem.iterations) {
      LAUNCH((set_samples<T, V, false>), over_samples, kThreads, 0, stream, logits, largest,
             problem.log_prototypes, problem.log_samples, nullptr, samples, prototypes, inverse);
    } else {
      LAUNCH((set_samples<T, V, true>), over_samples, kThreads, 0, stream, logits, largest,
             problem.log_prototypes, problem.log_samples, problem.probabilities, samples, prototypes,
             inverse);
    }
  }
}

template <class T>
void run(const SinkhornKnopp& problem, cudaStream_t stream) {
  constexpr int kPack = 16 / sizeof(T);
  const bool packs = problem.prototypes % kPack == 0 && is_aligned16(problem.logits) &&
                     is_aligned16(problem.log_prototypes) && is_aligned16(problem.probabilities);
  packs ? run<T, kPack>(problem, stream) : run<T, 1>(problem, stream);
}

}  // namespace

int64_t sinkhorn_knopp_workspace(int64_t samples, int64_t prototypes) {
  return parts_of(samples).count * prototypes * static_cast<int64_t>(sizeof(LogSum)) +
         static_cast<int64_t>(sizeof(float));
}

void sinkhorn_knopp(const SinkhornKnopp& problem, Stream stream) {
  with_type(problem.dtype,
            [&](auto type) { run<decltype(type)>(problem, static_cast<cudaStream_t>(stream)); });
}

}  // namespace dino::ops::cuda
