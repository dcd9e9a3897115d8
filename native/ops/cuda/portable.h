// The three spellings that CUDA and test/cuda/cuemu.h do not share; every kernel file includes this first.
#pragma once

#ifdef CUEMU
#include "cuemu.h"
#else
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

// extern __shared__: `name` points to as many bytes as the launch asked for, aligned to 16.
#define DYN_SHARED(T, name)                                   \
  extern __shared__ __align__(16) unsigned char name##_raw[]; \
  T* name = reinterpret_cast<T*>(name##_raw)
#define STATIC_SHARED(T, name, N) __shared__ T name[N]
// Parentheses around a kernel with template arguments: LAUNCH((kernel<T, 4>), grid, block, bytes, stream, …).
#define LAUNCH(kernel, grid, block, smem, stream, ...) \
  kernel<<<(grid), (block), (smem), (stream)>>>(__VA_ARGS__)
#endif

// The largest grid that a launch asks for; kernels walk what is left. Tests lower it, so that every loop
// runs.
#ifndef DINO_CUDA_MAX_BLOCKS
#define DINO_CUDA_MAX_BLOCKS 65535
#endif
