// A backbone with DINO's teacher, loss and crops around it.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/crops.h"
#include "core/features.h"
#include "core/head.h"
#include "core/images.h"
#include "core/named_tensor.h"
#include "core/pass.h"

namespace dino {

enum class OriginalOutput { kOriginal, kGlobalMean, kNone };
enum class Network { kTeacher, kStudent };

struct WrapperSpec {
  CropSpec global_crops;
  CropSpec local_crops;
  std::optional<HeadOptions> head;  // in_dim is set from the dry run
  OriginalOutput original_output = OriginalOutput::kOriginal;
  FeatureOptions features;
  InputRange input_range = InputRange::kAuto;
  std::optional<Normalization> normalization;
  bool teacher_batch_statistics = true;
  // By LibTorch's operators instead of our own, to compare with.
  bool composed = false;
  double student_temperature = 0.1;
  double center_momentum = 0.9;
  int64_t channels = 3;
  uint64_t seed = 0;
};

// DINO v1 (Caron et al. 2021). The student is the given module: its parameters and buffers are trained in
// place, its structure, its modes and what it returns are left alone. The teacher is a copy that never
// requires gradients. Every method runs on the engine; none may run beside another.
//
// A forward is begin(), which runs the networks, and finish(), which makes the loss of their features. One
// that throws (Cancelled between two steps) has changed nothing: buffers are what they were, the centre moves
// last.
class Wrapper {
 public:
  // Runs the module once for each crop size, in evaluation mode, to learn the width of its features.
  // Throws naming a size that the module does not accept.
  Wrapper(torch::jit::Module module, WrapperSpec spec);
  // With Pooling::kCustom the width comes from the caller, made of dry_values(); nothing else may be called
  // before. Once.
  void complete(int64_t feature_dim);
  bool custom() const { return spec_.features.pooling == Pooling::kCustom; }
  // What the dry run gave, for global and local crops: one value a layer.
  const std::vector<std::vector<at::Tensor>>& dry_values() const { return dry_values_; }

  // images [C, H, W] each; keys[i] is image i's, its `view` is set here.
  Pass begin(const std::vector<at::Tensor>& images, std::vector<CropKey> keys, const PassOptions& options);
  // Ready-made, normalised crops [B, C, h, w], floating point; `images` as above, or none.
  Pass begin_crops(std::vector<at::Tensor> global_crops, std::vector<at::Tensor> local_crops,
                   const std::vector<at::Tensor>& images, const PassOptions& options);
  // Rows [G * B, D] of the teacher, and of the student [crops of the group * B, D] for each of pass.groups.
  Output finish(Pass& pass, const at::Tensor& teacher, const std::vector<at::Tensor>& student);
  // The same with the features that FeatureOptions ask for.
  Output finish(Pass& pass);
  // Takes back what a begun forward has done.
  static void undo(const Pass& pass) { pass.buffers.restore(); }

  // Features in evaluation mode, without gradients: one value a layer. `size` is [height, width] of
  // evaluation_view; without it images are taken as they are, and must be of one size.
  std::vector<at::Tensor> embed_values(const std::vector<at::Tensor>& images, Network network,
                                       std::optional<std::pair<int64_t, int64_t>> size);
  const FeatureExtractor& features() const { return features_; }
  // Moves the teacher towards the student: momentum in [0, 1]. What is in `moved` has been already.
  void ema_update(double momentum, const std::unordered_set<const at::TensorImpl*>& moved = {});
  // Copies values into tensors of named_tensors(), and the centre.
  void load(const std::vector<std::pair<at::Tensor, at::Tensor>>& pairs, const at::Tensor& center);

  int64_t channels() const { return spec_.channels; }
  int64_t views() const { return spec_.global_crops.count + spec_.local_crops.count; }
  int64_t feature_dim() const { return feature_dim_; }
  int64_t prototypes() const { return prototypes_; }
  const std::vector<std::string>& preflight() const { return preflight_; }
  const torch::jit::Module& student() const { return student_; }
  const torch::jit::Module& teacher() const { return teacher_; }
  const std::optional<Head>& student_head() const { return student_head_; }
  // [1, K]; replaced, never written, by a forward.
  const at::Tensor& center() const { return center_; }
  // Parameters and buffers; the head's names begin with `head.`.
  std::vector<NamedTensor> named_tensors(Network network) const;

 private:
  std::vector<at::Tensor> dry_run(int64_t height, int64_t width) const;
  void describe();
  Pass begin_rendered(Pass pass, const std::vector<at::Tensor>& images);
  void run_networks(Pass& pass, const std::vector<at::Tensor>& images);
  std::string first_non_finite(const Pass& pass, const at::Tensor& teacher,
                               const std::vector<at::Tensor>& student) const;
  BufferSnapshot buffers() const;
  int64_t student_version() const;

  torch::jit::Module student_;
  torch::jit::Module teacher_;
  WrapperSpec spec_;
  ImageReader images_;
  FeatureExtractor features_;
  std::vector<std::vector<at::Tensor>> dry_values_;
  std::optional<Head> student_head_;
  std::optional<Head> teacher_head_;
  at::Tensor center_;
  at::ScalarType dtype_ = at::kFloat;  // the module's
  int64_t feature_dim_ = 0;
  int64_t prototypes_ = 0;
  int64_t version_at_update_ = 0;
  std::vector<std::string> preflight_;
};

}  // namespace dino
