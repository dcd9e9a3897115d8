// The two kernels of a resize of bytes. That along the rows is that along the columns of transposed bytes.
#pragma once
#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// Weights are 22-bit fractions: products of bytes and weights, and their sums, fit 32 bits.
constexpr int kWeightBits = 22;

// Two weights next to each other in parts that a multiplication of 16-bit integers takes: the lower 15 bits
// of the first and of the second, and what is above them.
struct WeightPair {
  int16_t low[2], high[2];
};

struct ResizeKernels {
  // to[c * to_stride + r] = from[r * stride + c].
  void (*transpose)(const uint8_t* from, int64_t stride, int64_t rows, int64_t columns, uint8_t* to,
                    int64_t to_stride);
  // to[x] = the weighted sum of from[i * stride + x] over i < count, rounded and clipped. An odd count's last
  // pair has a second weight of zero.
  void (*weigh_rows)(const uint8_t* from, int64_t stride, int64_t count, const WeightPair* weights,
                     int64_t width, uint8_t* to);
};

DINO_SIMD_KERNELS(ResizeKernels, resize_kernels)

}  // namespace dino::ops::simd
