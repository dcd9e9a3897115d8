// A backbone with DINO's teacher, loss and crops around it.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/crops.h"
#include "core/features.h"
#include "core/head.h"
#include "core/images.h"
#include "core/named_tensor.h"

namespace dino {

enum class OriginalOutput { kOriginal, kGlobalMean, kNone };
enum class Network { kTeacher, kStudent };

struct WrapperSpec {
  CropSpec global_crops;
  CropSpec local_crops;
  std::optional<HeadOptions> head;  // in_dim is set from the dry run
  OriginalOutput original_output = OriginalOutput::kOriginal;
  bool strip_head = true;
  std::optional<Normalization> normalization;
  bool teacher_batch_statistics = true;
  double student_temperature = 0.1;
  double center_momentum = 0.9;
  int64_t channels = 3;
  uint64_t seed = 0;
};

// DINO v1 (Caron et al. 2021). The student is the given module: its parameters and buffers are trained in
// place, its structure, its modes and what it returns are left alone. The teacher is a copy that never
// requires gradients. Every method runs on the engine; none may run beside another.
class Wrapper {
 public:
  // Runs the module once for each crop size, in evaluation mode, to learn the width of its features.
  // Throws naming a size that the module does not accept.
  Wrapper(torch::jit::Module module, WrapperSpec spec);

  struct Output {
    at::Tensor original;  // undefined for kNone
    at::Tensor loss;      // scalar
    bool teacher_was_stale;
  };

  // images [B, C, H, W], uint8 or floating point in [0, 1]; keys[i] is image i's, its `view` is set here.
  Output forward(const at::Tensor& images, double teacher_temperature, const std::vector<CropKey>& keys);
  // Ready-made, normalised crops [B, C, h, w], floating point; `images` as above, or undefined.
  Output forward_crops(const std::vector<at::Tensor>& global_crops,
                       const std::vector<at::Tensor>& local_crops, const at::Tensor& images,
                       double teacher_temperature);
  // Features [B, D] in evaluation mode, without gradients; images as in forward(), normalised.
  at::Tensor embed(const at::Tensor& images, Network network);
  // Moves the teacher towards the student: momentum in [0, 1].
  void ema_update(double momentum);

  int64_t feature_dim() const { return feature_dim_; }
  int64_t prototypes() const { return prototypes_; }
  const std::vector<std::string>& preflight() const { return preflight_; }
  const torch::jit::Module& student() const { return student_; }
  const torch::jit::Module& teacher() const { return teacher_; }
  // [1, K]; replaced, never written, by a forward.
  const at::Tensor& center() const { return center_; }
  // Parameters and buffers; the head's names begin with `head.`.
  std::vector<NamedTensor> named_tensors(Network network) const;

 private:
  void dry_run();
  at::Tensor dry_features(int64_t height, int64_t width) const;
  at::Tensor network_input(const at::Tensor& images) const;
  at::Tensor student_features(const std::vector<at::Tensor>& crops) const;
  int64_t student_version() const;

  torch::jit::Module student_;
  torch::jit::Module teacher_;
  WrapperSpec spec_;
  Normalization normalization_;
  FeatureExtractor features_;
  std::optional<Head> student_head_;
  std::optional<Head> teacher_head_;
  at::Tensor center_;
  at::ScalarType dtype_ = at::kFloat;  // the module's
  int64_t feature_dim_ = 0;
  int64_t prototypes_ = 0;
  int64_t version_at_update_ = 0;
  bool range_checked_ = false;
  std::vector<std::string> preflight_;
};

}  // namespace dino
