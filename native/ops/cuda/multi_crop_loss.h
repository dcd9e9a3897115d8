// dino::_multi_crop_loss on CUDA, without ATen: what its kernels are given. Pointers to memory of one device;
// the call only queues work on `stream`, a Stream. Determined: every sum has one order for one shape, and no
// atomics.
#pragma once
#include <cstdint>

#include "loss_types.h"

namespace dino::ops::cuda {

// The pairs of crops that one launch can weigh: their weights travel with the launch.
constexpr int kMaxPairs = 256;

struct MultiCropLoss {
  Student student;
  Teacher teacher;
  // Rows are crop-major: crop 0 of every image first.
  int64_t images;
  int64_t prototypes;
  int student_crops;
  int teacher_crops;
  // On the host, [teacher crop][student crop]; 0 leaves a pair out.
  const float* weights;
};

// Floats of memory, aligned to 16 bytes, that multi_crop_loss wants beside its results.
int64_t multi_crop_loss_workspace(const MultiCropLoss& problem, bool statistics);

void multi_crop_loss(const MultiCropLoss& problem, const LossResults& results, float* workspace,
                     Stream stream);

}  // namespace dino::ops::cuda
