// One forward of a wrapper on its way, and what comes of it.
#pragma once
#include <ATen/core/Tensor.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/cancel.h"
#include "core/signals.h"
#include "core/teacher.h"

namespace dino {

struct PassOptions {
  double teacher_temperature = 0.04;
  bool freeze_last_layer = false;
  bool signals = false;
  std::shared_ptr<const StopFlag> stop;  // may be absent
};

// Measures one part after the other.
class Stopwatch {
 public:
  // Adds the seconds since the last lap.
  void lap(double& seconds);

 private:
  using Clock = std::chrono::steady_clock;

  Clock::time_point last_ = Clock::now();
};

// Seconds of each part.
struct Timings {
  double augment = 0, teacher = 0, student = 0, loss = 0, original = 0;
};

struct Pass {
  // Crops of one size, which the student takes at once: indices into `crops`.
  struct Group {
    std::vector<size_t> members;
    std::vector<at::Tensor> values;  // of the student, one a layer
  };

  PassOptions options;
  std::vector<at::Tensor> crops;  // [B, C, h, w], global ones first
  size_t globals = 0;
  int64_t batch = 0;
  std::vector<at::Tensor> teacher_values;  // one a layer
  std::vector<Group> groups;
  at::Tensor original;     // undefined where none was asked for, or made of features
  BufferSnapshot buffers;  // before the pass
  bool teacher_was_stale = false;
  Timings timings;

  // Whatever the order of the crops, those of one size are one group; larger ones first.
  void group_crops();
  // Throws Cancelled.
  void check_stop() const;
};

struct Output {
  at::Tensor original;  // undefined for OriginalOutput::kNone
  at::Tensor loss;      // scalar
  bool teacher_was_stale;
  Timings timings;
  std::optional<TeacherSignals> signals;
  // Where the loss is not finite: the first value on the way to it that is not, in words.
  std::string non_finite;
};

}  // namespace dino
