// What the losses tell about the teacher's rows, and their last sums. Pointers to memory of one CUDA device;
// every call only queues work on `stream`, a Stream. All sums have one order for one shape.
#pragma once
#include <cstdint>

#include "loss_types.h"

namespace dino::ops::cuda {

// Two floats a row: exp(exponent - origin) * scale are its probabilities.
struct RowSoftmax {
  float origin;
  float scale;
};

// Each row's softmax, and with `entropies` its entropy. Of probabilities the entropies only.
void teacher_rows(const Teacher& teacher, int64_t rows, int64_t prototypes, RowSoftmax* softmaxes,
                  float* entropies, Stream stream);

// Floats of memory that teacher_columns wants.
int64_t teacher_columns_workspace(int64_t rows, int64_t prototypes, bool statistics);

// The means over rows of `teacher` and, with target_mean, of the targets. `softmaxes` is as teacher_rows
// wrote it.
void teacher_columns(const Teacher& teacher, int64_t rows, int64_t prototypes, const RowSoftmax* softmaxes,
                     float* teacher_mean, float* target_mean, float* workspace, Stream stream);

// *sum = scale * (values[0] + ... + values[count - 1])
void sum_values(const float* values, int64_t count, float scale, float* sum, Stream stream);

}  // namespace dino::ops::cuda
