// A softmax over a row in one sweep, by the threads of a block: states that take one element after the other,
// and merge.
#pragma once
#include <cstdint>

#include "numeric.cuh"

namespace dino::ops::cuda {

// Logits less their centre, where there is one.
template <class Type, int kWidth>
__device__ __forceinline__ void load_centered(const Type* row, const float* center, int64_t pack,
                                              float (&values)[kWidth]) {
  load(row + pack * kWidth, values);
  if (center == nullptr) return;
  float shift[kWidth];
  load(center + pack * kWidth, shift);
#pragma unroll
  for (int i = 0; i < kWidth; ++i) values[i] -= shift[i];
}

// What exponents are taken relative to: -inf would make NaN of a logit of -inf, which has probability 0.
__device__ __forceinline__ float origin(float maximum) {
  return maximum == -INFINITY ? 0.f : maximum;
}

// A softmax under way: the largest exponent so far and the sum of exp(exponent - origin(maximum)). NaN and
// +inf end as a sum of NaN; after nothing but -inf the sum is 0.
struct Softmax {
  float maximum;
  float sum;

  static __device__ __forceinline__ Softmax empty() { return {-INFINITY, 0.f}; }

  __device__ __forceinline__ void raise(float top) {
    if (!(top > maximum)) return;
    sum *= __expf(maximum - top);
    maximum = top;
  }
  __device__ __forceinline__ void merge(const Softmax& other) {
    raise(other.maximum);
    sum = fmaf(other.sum, __expf(other.maximum - origin(maximum)), sum);
  }
  // As another lane has it; `move` is a shuffle.
  template <class Move>
  __device__ __forceinline__ Softmax moved(Move move) const {
    return {move(maximum), move(sum)};
  }
};

// The largest of a pack's exponents; NaN is passed over, the sum shows it.
template <int kWidth>
__device__ __forceinline__ float largest(const float (&logits)[kWidth], float inverse_temperature) {
  float top = logits[0];
#pragma unroll
  for (int i = 1; i < kWidth; ++i) top = fmaxf(top, logits[i]);
  return top * inverse_temperature;
}

template <class State>
__device__ __forceinline__ State reduce_warp(State state) {
#pragma unroll
  for (int offset = 16; offset > 0; offset >>= 1)
    state.merge(state.moved([offset](float value) { return __shfl_down_sync(0xffffffffu, value, offset); }));
  // Merging is not symmetric in its rounding: all go on with what lane 0 has.
  return state.moved([](float value) { return __shfl_sync(0xffffffffu, value, 0); });
}

// As block_sum of numeric.cuh, of a state that can `merge`: every thread gets the same bits.
template <class State>
__device__ __forceinline__ State reduce_state(State state, State* scratch) {
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5, warps = blockDim.x >> 5;
  state = reduce_warp(state);
  __syncthreads();  // the call before may still read
  if (lane == 0) scratch[warp] = state;
  __syncthreads();
  return reduce_warp(lane < warps ? scratch[lane] : State::empty());
}

}  // namespace dino::ops::cuda
