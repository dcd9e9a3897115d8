// The kernels of dino::_koleo and its gradient on plain pointers, so that nvcc need not read ATen.
#pragma once
#include <cstdint>

#include "dtype.h"

namespace dino::ops::cuda {

// As native/ops/koleo.h has them.
constexpr float kKoleoEpsilon = 1e-8f;
constexpr float kKoleoSmallestDistance = 1e-6f;

// One lane of a warp holds one neighbour.
constexpr int64_t kKoleoMostNeighbours = 32;

// Everything lies on the device. Nothing waits for the device, and the order of every sum depends on the
// shape alone: the same bits on every run.
struct KoleoFeatures {
  const void* values;  // [samples, width], contiguous, of `dtype`
  Dtype dtype;
  int64_t samples, width;
  float* inverses;  // [samples], for the kernels to use
};

struct Koleo {
  KoleoFeatures features;
  int64_t topk, groups;  // samples / groups is more than topk, topk at most kKoleoMostNeighbours
  int64_t* neighbours;   // [samples, topk]
  float* terms;          // [samples, topk], for the kernels to use
  float* loss;
};

// A neighbour that is no row makes the gradient NaN; nothing is read there.
struct KoleoBackward {
  KoleoFeatures features;
  int64_t topk;  // 1 or more
  const int64_t* neighbours;
  const float* grad_loss;
  float* scales;        // [samples, topk], for the kernels to use
  float* directional;   // [samples, width], for the kernels to use
  void* grad_features;  // [samples, width], contiguous, of `dtype`
};

void koleo(const Koleo& problem, Stream stream);
void koleo_backward(const KoleoBackward& problem, Stream stream);

}  // namespace dino::ops::cuda
