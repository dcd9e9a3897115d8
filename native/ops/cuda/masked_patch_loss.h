// dino::_masked_patch_loss on CUDA, without ATen: what its kernels are given. Pointers to memory of one
// device; the call only queues work on `stream`, a Stream. Every sum has one order for one shape, and there
// are no atomics.
#pragma once
#include <cstdint>

#include "loss_types.h"

namespace dino::ops::cuda {

struct MaskedPatchLoss {
  Student student;
  Teacher teacher;
  // At least one.
  int64_t patches;
  int64_t prototypes;
  // One float a patch, on the device; 0 leaves a patch out.
  const float* weights;
};

// Floats of memory, aligned to 16 bytes, that masked_patch_loss wants beside its results.
int64_t masked_patch_loss_workspace(const MaskedPatchLoss& problem, bool statistics);

void masked_patch_loss(const MaskedPatchLoss& problem, const LossResults& results, float* workspace,
                       Stream stream);

}  // namespace dino::ops::cuda
