// What a module is to DINO: the images that it takes, what it gives, what can be taken from its inside.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/size_probe.h"

namespace dino {

// A value's kind and sizes, the batch's dimension included.
struct Outline {
  enum class Kind { kRows, kMap, kTokens, kTensor, kDictionary, kTuple, kList, kOther };
  Kind kind = Kind::kOther;
  // Of a tensor.
  std::optional<at::ScalarType> dtype;
  // TorchScript's name of the type of anything else.
  std::string type;
  std::vector<int64_t> shape;
  // Of a map: [B, h, w, D] instead of [B, D, h, w], as Swin has it.
  bool channels_last = false;
  // D of rows, maps and tokens, else 0.
  int64_t width = 0;
  // Of a dictionary by key, of tuples and lists by index.
  std::vector<std::pair<std::string, Outline>> parts;
};

// A submodule whose forward is called, and what its last call gave; no output where it was not reached.
struct Layer {
  std::string path;
  std::optional<Outline> output;
};

// A mode that tracing fixed, whatever mode the module is put into.
enum class Baked { kNo, kEval, kTrain };

struct Inspection {
  // Arguments of `forward` as TorchScript writes them; empty without such a method.
  std::string arguments;
  // Why `forward` cannot be run on images, or gave nothing; empty when it was run.
  std::string refusal;
  // Channels of images that it takes.
  std::vector<int64_t> channels;
  SizeReport sizes;
  ImageHints hints;
  // Images that `output`, `classifier_input` and `layers` belong to.
  std::optional<ImageSize> seen_at;
  std::optional<Outline> output;
  std::string classifier;
  std::optional<Outline> classifier_input;
  std::vector<Layer> layers;
  // It takes batches of any size.
  bool any_batch = true;
  // What it says in train mode; empty when it runs.
  std::string train_refusal;

  int64_t parameters = 0;  // elements, with those of parameters that do not require gradients
  int64_t frozen = 0;
  std::vector<at::ScalarType> dtypes;
  std::vector<std::string> devices;
  // Names of parameters that hold NaN or infinity.
  std::vector<std::string> non_finite;
  // Names of parameters before the classifier that require gradients and get none from the features; whether
  // others do.
  std::vector<std::string> unreached;
  bool trainable = true;
  int64_t batch_norms = 0;
  Baked batch_norm = Baked::kNo;
  Baked dropout = Baked::kNo;
  // It printed while it ran.
  bool prints = false;
};

struct InspectOptions {
  // 0: found out.
  int64_t channels = 0;
  std::vector<ImageSize> sizes;
  // No further run is started after so long.
  double seconds = 60;
};

// Runs a copy of the module, so that nothing of the module changes, on one batch after another: at most a few
// images at a time. Random numbers of LibTorch's generator are given back. What the module throws becomes a
// part of the result; throws itself where the module cannot be copied or memory does not suffice for it.
Inspection inspect_module(const torch::jit::Module& module, const InspectOptions& options);

}  // namespace dino
