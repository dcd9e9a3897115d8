// What a training step does after backward: clipping, the optimiser, the teacher's average.
#pragma once
#include <string>

#include "core/optimizer.h"
#include "core/wrapper.h"

namespace dino {

struct UpdateOptions {
  // Which gradients share a norm: kModule has one for the head, one for the backbone, and one for what the
  // optimiser trains besides.
  enum class Per { kAll, kModule, kParameter };

  double max_norm;  // infinite: nothing is clipped
  Per per = Per::kAll;
  double momentum;    // of the teacher
  bool fused = true;  // false: LibTorch's operators one after the other, to compare with
};

struct UpdateResult {
  // Of all gradients together, before clipping.
  double norm = 0;
  // The first parameter whose gradient is not finite, and its norm: nothing has changed then. Empty
  // otherwise.
  std::string culprit;
  double culprit_norm = 0;
  double optimizer_seconds = 0;
  double ema_seconds = 0;
};

// One step of the optimiser and the teacher that belongs to it. Gradients may be clipped in place.
UpdateResult update(Wrapper& wrapper, const Optimizer& optimizer, const Optimizer::Plan& plan,
                    const UpdateOptions& options);

}  // namespace dino
