// What the kernels of the losses share: states of a row of the teacher and of the student, its products with
// the other network's row, and the gradient in a second sweep.
#pragma once
#include <cstdint>

#include "softmax.cuh"

namespace dino::ops::cuda {

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
