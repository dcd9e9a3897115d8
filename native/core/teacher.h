// The teacher's copy of a module, and the modes that modules run in.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <utility>
#include <vector>

namespace dino {

// A deep copy whose parameters are leaves and require gradients where the module's do.
torch::jit::Module copy_of(const torch::jit::Module& module);
// A deep copy that requires no gradients.
torch::jit::Module frozen_copy(const torch::jit::Module& module);

// Whether the module itself normalises by running statistics: BatchNorm by its buffers, whatever its name.
bool is_batch_norm(const torch::jit::Module& module);
int64_t count_batch_norms(const torch::jit::Module& module);

enum class Mode {
  kTrain,
  kEval,
  // Evaluation everywhere except in BatchNorm, which uses the batch's statistics and keeps its own running
  // ones. (With averaged weights and statistics that are not averaged along, evaluation mode collapses.)
  kTeacher,
};

// The values of buffers at one moment, and in a module the tensors that hold them: methods may assign others.
class BufferSnapshot {
 public:
  BufferSnapshot() = default;
  void add(const torch::jit::Module& module);
  void add(const at::Tensor& buffer);
  // Writes those that changed, unseen by graphs that have saved them.
  void restore() const;

 private:
  struct Slot {
    c10::intrusive_ptr<c10::ivalue::Object> object;
    size_t index;
    at::Tensor buffer;
  };

  std::vector<std::pair<at::Tensor, at::Tensor>> buffers_;
  std::vector<Slot> slots_;
};

// Puts a module and everything below it into a mode and restores each one's own at the end of its life: modes
// are the owner's to set at any time. The buffers are restored too when the mode is evaluation, since a
// module traced in train mode writes them whatever its mode.
class ModeGuard {
 public:
  ModeGuard(const torch::jit::Module& module, Mode mode);
  ~ModeGuard();
  ModeGuard(const ModeGuard&) = delete;
  ModeGuard& operator=(const ModeGuard&) = delete;

 private:
  std::vector<std::pair<torch::jit::Module, bool>> before_;
  BufferSnapshot buffers_;
};

}  // namespace dino
