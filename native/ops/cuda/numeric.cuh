// What kernels compute with: conversions to float, 16 bytes at once, sums over warps and blocks.
#pragma once
#include <cstdint>

#include "dtype.h"
#include "portable.h"

namespace dino::ops::cuda {

template <class T>
struct Cvt;
template <>
struct Cvt<float> {
  static __device__ __forceinline__ float to(float v) { return v; }
  static __device__ __forceinline__ float from(float v) { return v; }
};
template <>
struct Cvt<__half> {
  static __device__ __forceinline__ float to(__half v) { return __half2float(v); }
  static __device__ __forceinline__ __half from(float v) { return __float2half_rn(v); }
};
template <>
struct Cvt<__nv_bfloat16> {
  static __device__ __forceinline__ float to(__nv_bfloat16 v) { return __bfloat162float(v); }
  static __device__ __forceinline__ __nv_bfloat16 from(float v) { return __float2bfloat16_rn(v); }
};

// One load or store of N elements; 16 bytes are what one instruction moves.
template <class T, int N = 16 / sizeof(T)>
struct alignas(sizeof(T) * N) Pack {
  static constexpr int kSize = N;
  T v[N];
};

// May `pointer` be read as a Pack of 16 bytes?
inline __host__ __device__ bool is_aligned16(const void* pointer) {
  return (reinterpret_cast<uintptr_t>(pointer) & 15) == 0;
}

// N elements as floats, by accesses of 16 bytes where N elements are a multiple of that: then the memory must
// be aligned to it.
template <class T, int N>
__device__ __forceinline__ void load(const T* from, float (&to)[N]) {
  if constexpr (N * sizeof(T) % 16 == 0) {
#pragma unroll
    for (int k = 0; k < N; k += Pack<T>::kSize) {
      const Pack<T> pack = *reinterpret_cast<const Pack<T>*>(from + k);
#pragma unroll
      for (int j = 0; j < Pack<T>::kSize; ++j) to[k + j] = Cvt<T>::to(pack.v[j]);
    }
  } else {
#pragma unroll
    for (int k = 0; k < N; ++k) to[k] = Cvt<T>::to(from[k]);
  }
}
template <class T, int N>
__device__ __forceinline__ void store(const float (&from)[N], T* to) {
  if constexpr (N * sizeof(T) % 16 == 0) {
#pragma unroll
    for (int k = 0; k < N; k += Pack<T>::kSize) {
      Pack<T> pack;
#pragma unroll
      for (int j = 0; j < Pack<T>::kSize; ++j) pack.v[j] = Cvt<T>::from(from[k + j]);
      *reinterpret_cast<Pack<T>*>(to + k) = pack;
    }
  } else {
#pragma unroll
    for (int k = 0; k < N; ++k) to[k] = Cvt<T>::from(from[k]);
  }
}

// Of the 32 lanes, which must all take part; every lane gets the result, by the same order of operations.
template <class T>
__device__ __forceinline__ T warp_sum(T v) {
#pragma unroll
  for (int offset = 16; offset > 0; offset >>= 1) v += __shfl_xor_sync(0xffffffffu, v, offset);
  return v;
}

// Of the block, whose threads must all take part and be a multiple of 32; every thread gets the result.
// `scratch`: 32 values in shared memory, which are free again when the call returns to all threads' next
// call of it, and after a barrier for anything else.
template <class T>
__device__ __forceinline__ T block_sum(T v, T* scratch) {
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5, warps = blockDim.x >> 5;
  v = warp_sum(v);
  __syncthreads();  // the call before may still read
  if (lane == 0) scratch[warp] = v;
  __syncthreads();
  return warp_sum(lane < warps ? scratch[lane] : T(0));
}

// Blocks for `wanted` pieces of work: at least one, at most DINO_CUDA_MAX_BLOCKS.
inline int grid_for(int64_t wanted) {
  return static_cast<int>(wanted < 1 ? 1 : wanted > DINO_CUDA_MAX_BLOCKS ? DINO_CUDA_MAX_BLOCKS : wanted);
}

// Calls `f` with a value of the dtype's type: with_type(dtype, [&](auto type) { using T = decltype(type); …
// }).
template <class F>
void with_type(Dtype dtype, F&& f) {
  switch (dtype) {
    case Dtype::kFloat:
      return f(float{});
    case Dtype::kHalf:
      return f(__half{});
    case Dtype::kBFloat16:
      return f(__nv_bfloat16{});
  }
}

}  // namespace dino::ops::cuda
