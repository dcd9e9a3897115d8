// What the kernels of the losses share: the softmax of a row, its products with the other network's row, and
// the gradient, all in one sweep of 16 bytes a thread and a second one.
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

// As block_reduce of numeric.cuh, of a state that can `merge`: every thread gets the same bits.
template <class State>
__device__ __forceinline__ State reduce_state(State state, State* scratch) {
  const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5, warps = blockDim.x >> 5;
  state = reduce_warp(state);
  __syncthreads();  // the call before may still read
  if (lane == 0) scratch[warp] = state;
  __syncthreads();
  return reduce_warp(lane < warps ? scratch[lane] : State::empty());
}

// A teacher's row under way. Its entropy comes from `products`, the sum of exp(exponent - origin(maximum)) *
// (exponent - origin(maximum)): all terms have one sign, so that no digits cancel.
struct TeacherRow {
  Softmax softmax;
  float products;

  static __device__ __forceinline__ TeacherRow empty() { return {Softmax::empty(), 0.f}; }

  __device__ __forceinline__ void raise(float top) {
    if (!(top > softmax.maximum)) return;
    products = fmaf(origin(softmax.maximum) - top, softmax.sum, products) * __expf(softmax.maximum - top);
    softmax.raise(top);
  }
  // The exponent's weight, exp(exponent - origin(maximum)).
  __device__ __forceinline__ float add(float logit, float inverse_temperature) {
    const float exponent = fmaf(logit, inverse_temperature, -origin(softmax.maximum));
    const float weight = __expf(exponent);
    softmax.sum += weight;
    // 0 * log 0 is 0, the limit.
    if (weight > 0.f) products = fmaf(weight, exponent, products);
    return weight;
  }
  __device__ __forceinline__ void merge(const TeacherRow& other) {
    raise(other.softmax.maximum);
    const float shift = origin(softmax.maximum);
    const float lower = origin(other.softmax.maximum) - shift;
    products =
        fmaf(fmaf(lower, other.softmax.sum, other.products), __expf(other.softmax.maximum - shift), products);
    softmax.merge(other.softmax);
  }
  template <class Move>
  __device__ __forceinline__ TeacherRow moved(Move move) const {
    return {softmax.moved(move), move(products)};
  }
  __device__ __forceinline__ float entropy() const { return logf(softmax.sum) - products / softmax.sum; }
};

// A student's row under way against targets of any sum: `mass` is their sum, `dot` that of target * (exponent
// - origin(maximum)), of one sign again.
struct StudentRow {
  Softmax softmax;
  float dot;
  float mass;

  static __device__ __forceinline__ StudentRow empty() { return {Softmax::empty(), 0.f, 0.f}; }

  __device__ __forceinline__ void raise(float top) {
    if (!(top > softmax.maximum)) return;
    dot = fmaf(origin(softmax.maximum) - top, mass, dot);
    softmax.raise(top);
  }
  template <int kWidth>
  __device__ __forceinline__ void add(const float (&logits)[kWidth], const float (&targets)[kWidth],
                                      float inverse_temperature) {
    raise(largest(logits, inverse_temperature));
    const float shift = origin(softmax.maximum);
#pragma unroll
    for (int i = 0; i < kWidth; ++i) {
      const float exponent = fmaf(logits[i], inverse_temperature, -shift);
      softmax.sum += __expf(exponent);
      dot = fmaf(targets[i], exponent, dot);
      mass += targets[i];
    }
  }
  __device__ __forceinline__ void merge(const StudentRow& other) {
    raise(other.softmax.maximum);
    dot += fmaf(origin(other.softmax.maximum) - origin(softmax.maximum), other.mass, other.dot);
    mass += other.mass;
    softmax.merge(other.softmax);
  }
  template <class Move>
  __device__ __forceinline__ StudentRow moved(Move move) const {
    return {softmax.moved(move), move(dot), move(mass)};
  }
  __device__ __forceinline__ float cross_entropy() const {
    return mass * logf(softmax.sum) - dot;
  }
};

// scale * (mass * softmax(student) - targets). From the row's end to its start: of a row that is larger than
// its share of the L2 cache the end is what is still there.
template <int kWidth, class Type, class Targets>
__device__ __forceinline__ void write_gradient(const Type* logits, Type* gradient, int64_t packs,
                                               float inverse_temperature, const StudentRow& student,
                                               float scale, Targets targets) {
  const float shift = origin(student.softmax.maximum);
  const float probability = student.mass * scale / student.softmax.sum;
  for (int64_t pack = packs - 1 - threadIdx.x; pack >= 0; pack -= blockDim.x) {
    float values[kWidth], target[kWidth];
    load(logits + pack * kWidth, values);
    targets(pack, target);
#pragma unroll
    for (int i = 0; i < kWidth; ++i)
      values[i] = fmaf(probability, __expf(fmaf(values[i], inverse_temperature, -shift)), -scale * target[i]);
    store(values, gradient + pack * kWidth);
  }
}

// A pair without weight has no gradient, whatever stands in its rows.
template <int kWidth, class Type>
__device__ __forceinline__ void write_zeros(Type* gradient, int64_t packs) {
  const float zeros[kWidth] = {};
  for (int64_t pack = threadIdx.x; pack < packs; pack += blockDim.x) store(zeros, gradient + pack * kWidth);
}

}  // namespace dino::ops::cuda
