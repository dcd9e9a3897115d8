// Rows of multi_crop_loss and masked_patch_loss: a teacher's become targets, a student's a loss and a
// gradient.
#pragma once
#include <cstdint>

#include "dispatch.h"

namespace dino::ops::simd {

// Values that share one maximum. Three times so many floats fit into any processor's first cache.
constexpr int64_t kTargetBlock = 2048;

constexpr int64_t target_blocks(int64_t count) {
  return (count + kTargetBlock - 1) / kTargetBlock;
}

// Floats of a target, which its maker fills: `count` values, the sum of each block, room for two more numbers
// for each block. Scratch rows are of this size too. A multiple of the cache's lines.
constexpr int64_t target_size(int64_t count) {
  return (count + 3 * target_blocks(count) + 15) / 16 * 16;
}

// Sums over a teacher's rows, one number for each column; null: not wanted.
struct TargetTotals {
  float* teacher;
  float* targets;
};

// Rows of one dtype, which `void` stands for.
struct TargetLossKernels {
  // softmax((logits - center) * inverse_temperature); center may be null. Returns its entropy.
  double (*softmax)(const void* logits, const float* center, int64_t count, float inverse_temperature,
                    float* target, const TargetTotals& totals);
  // The row itself. Returns its entropy.
  double (*probabilities)(const void* row, int64_t count, float* target, const TargetTotals& totals);
  // -sum of target * log softmax(logits * inverse_temperature). The gradient, by the logits, times `scale`
  // times temperature, goes to `gradient`, which may be null or `logits`.
  double (*cross_entropy)(const void* logits, const float* target, int64_t count, float inverse_temperature,
                          void* gradient, double scale, float* scratch);
};

struct TargetLossTable {
  TargetLossKernels float32, bfloat16, float16;
  // The weighted sum of `number` targets.
  void (*combine)(const float* const* targets, const float* weights, int64_t number, int64_t count,
                  float* target);
};

DINO_SIMD_KERNELS(TargetLossTable, target_loss_kernels)

}  // namespace dino::ops::simd
