// What the teacher's targets say about a run, without labels.
#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace dino {

struct TeacherSignals {
  double entropy;             // mean over the rows of H(q), in nats
  double mean_entropy;        // H of the mean q
  int64_t prototypes_in_use;  // that are some row's largest
  // exp of the entropy of the singular values, as shares of their sum, of the centred features (Roy and
  // Vetterli 2007): 1 when all lie on a line, min(rows - 1, D) when they fill the space evenly.
  double effective_rank;

  // Of q with the images: 0 when all images have the same target.
  double information() const { return mean_entropy - entropy; }
};

// Of the targets q: their mean [K], the mean of their entropies, and what they are largest where, logits [N,
// K]; features [N, D]. NaN where they are not finite.
TeacherSignals teacher_signals(const at::Tensor& target_mean, const at::Tensor& target_entropy,
                               const at::Tensor& logits, const at::Tensor& features);

}  // namespace dino
