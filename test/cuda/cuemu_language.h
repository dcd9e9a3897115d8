// CUDA's words but for those of warps, in terms of cuemu.h, which includes this.
#pragma once

#undef __global__
#undef __device__
#undef __host__
#undef __constant__
#undef __shared__
#undef __forceinline__
#undef __noinline__
#undef __launch_bounds__
#undef __align__
#undef __grid_constant__
#define __global__ static
#define __device__
#define __host__
#define __constant__ static
#define __shared__ static_assert(false, "write STATIC_SHARED or DYN_SHARED");
#define __forceinline__ inline
#define __noinline__ __attribute__((noinline))
#define __launch_bounds__(...)
#define __align__(n) alignas(n)
#define __grid_constant__

#define threadIdx cuemu::thread_index
#define blockIdx cuemu::block_index
#define blockDim cuemu::block_size
#define gridDim cuemu::grid_size
#define warpSize 32

#define LAUNCH(kernel, grid, block, smem, stream, ...) \
  cuemu::launch(#kernel, kernel, dim3(grid), dim3(block), smem, stream, __VA_ARGS__)
#define DYN_SHARED(T, name) T* name = reinterpret_cast<T*>(cuemu::dynamic_shared())
#define STATIC_SHARED(T, name, N) \
  static char name##_key;         \
  T* name = reinterpret_cast<T*>(cuemu::static_shared(&name##_key, sizeof(T) * (N)))
#define __syncthreads() cuemu::barrier(__LINE__)

template <class T, class U>
T atomicAdd(T* address, U value) {
  return cuemu::atomically(address, [value](T before) { return T(before + T(value)); });
}
template <class T, class U>
T atomicMax(T* address, U value) {
  return cuemu::atomically(address, [value](T before) { return before < T(value) ? T(value) : before; });
}
template <class T, class U>
T atomicMin(T* address, U value) {
  return cuemu::atomically(address, [value](T before) { return T(value) < before ? T(value) : before; });
}
template <class T, class U>
T atomicOr(T* address, U value) {
  return cuemu::atomically(address, [value](T before) { return before | T(value); });
}
template <class T, class U>
T atomicExch(T* address, U value) {
  return cuemu::atomically(address, [value](T) { return T(value); });
}
template <class T, class U, class V>
T atomicCAS(T* address, U expected, V value) {
  return cuemu::atomically(address, [=](T before) { return before == T(expected) ? T(value) : before; });
}
inline void __threadfence() {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
inline void __threadfence_block() {}

template <class T>
T __ldg(const T* address) {
  return *address;
}
template <class T>
T __ldcs(const T* address) {
  return *address;
}
template <class T>
void __stcs(T* address, T value) {
  *address = value;
}

inline float __expf(float x) {
  return expf(x);
}
inline float __logf(float x) {
  return logf(x);
}
inline float __fdividef(float a, float b) {
  return a / b;
}
inline float rsqrtf(float x) {
  return 1.0f / sqrtf(x);
}
inline float __frcp_rn(float x) {
  return 1.0f / x;
}
inline float __fmaf_rn(float a, float b, float c) {
  return fmaf(a, b, c);
}
inline int __float_as_int(float x) {
  return cuemu::from_bits<int>(cuemu::to_bits(x));
}
inline float __int_as_float(int x) {
  return cuemu::from_bits<float>(cuemu::to_bits(x));
}
inline unsigned __float_as_uint(float x) {
  return cuemu::from_bits<unsigned>(cuemu::to_bits(x));
}
inline float __uint_as_float(unsigned x) {
  return cuemu::from_bits<float>(cuemu::to_bits(x));
}
inline int __popc(unsigned x) {
  return __builtin_popcount(x);
}
inline int __ffs(int x) {
  return __builtin_ffs(x);
}
inline int __clz(int x) {
  return x == 0 ? 32 : __builtin_clz(static_cast<unsigned>(x));
}
inline unsigned __umulhi(unsigned a, unsigned b) {
  return static_cast<unsigned>(uint64_t{a} * b >> 32);
}
template <class A, class B>
auto min(A a, B b) -> decltype(a + b) {
  return a < b ? a : b;
}
template <class A, class B>
auto max(A a, B b) -> decltype(a + b) {
  return a > b ? a : b;
}

inline cudaError_t cudaGetLastError() {
  return cudaSuccess;
}
inline cudaError_t cudaMemsetAsync(void* memory, int byte, size_t bytes, cudaStream_t) {
  std::memset(memory, byte, bytes);
  return cudaSuccess;
}
