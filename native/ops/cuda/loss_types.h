// What the losses' CUDA kernels are told about the two networks' logits: rows of prototypes, one after
// another.
#pragma once
#include "dtype.h"

namespace dino::ops::cuda {

struct Teacher {
  Dtype dtype;
  const void* rows;
  // One float a prototype, or null.
  const float* center;
  float temperature;
  // The rows are targets themselves: no softmax, no centre, no temperature.
  bool is_probabilities;
};

struct Student {
  Dtype dtype;
  const void* rows;
  // Of the same shape and type: null, `rows` itself or memory of its own.
  void* gradient;
  float temperature;
};

// float32 results. The targets' are null where nobody asked for them; both are asked for or neither.
struct LossResults {
  float* loss;
  float* teacher_mean;
  float* target_mean;
  float* target_entropy;
};

}  // namespace dino::ops::cuda
