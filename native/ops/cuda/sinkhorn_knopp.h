// The kernels of dino::sinkhorn_knopp on plain pointers, so that nvcc need not read ATen.
#pragma once
#include <cstdint>

#include "dtype.h"

namespace dino::ops::cuda {

// Everything lies on the device. Nothing waits for the device, and the order of every sum depends on the
// shape alone: the same bits on every run.
struct SinkhornKnopp {
  const void* logits;  // [samples, prototypes], contiguous, of `dtype`
  Dtype dtype;
  int64_t samples;     // 1 or more
  int64_t prototypes;  // 1 or more
  float temperature;
  int64_t iterations;  // 1 or more
  float* log_prototypes;
  float* log_samples;
  float* probabilities;  // [samples, prototypes], or nullptr
  void* workspace;       // of sinkhorn_knopp_workspace bytes, aligned to 16
};

int64_t sinkhorn_knopp_workspace(int64_t samples, int64_t prototypes);
void sinkhorn_knopp(const SinkhornKnopp& problem, Stream stream);

}  // namespace dino::ops::cuda
