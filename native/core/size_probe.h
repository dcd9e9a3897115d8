// Which images a module takes, found by running it.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <vector>

namespace dino {

struct ImageSize {
  int64_t height;
  int64_t width;
  bool operator==(const ImageSize&) const = default;
};

// What a module's parameters say about its images: the first convolution's channels, the side of a patch, and
// the side of the images that its position embedding is made for. 0 where they say nothing.
struct ImageHints {
  int64_t channels = 0;
  int64_t patch = 0;
  int64_t side = 0;
};
ImageHints image_hints(const torch::jit::Module& module);

struct SizeTrial {
  ImageSize size;
  bool accepted;
  std::string reason;  // why not, in the module's own words
};

struct SizeReport {
  std::vector<SizeTrial> trials;  // in their order
  // Of all sizes that were tried it takes this one alone.
  std::optional<ImageSize> fixed;
  // The number that the sides must be multiples of; 1 when any will do.
  int64_t multiple_of = 1;
  // Sizes for the crops: DINO's 224 and 96 where the module takes them and is not made for others, else what
  // is nearest to its own size and to 96 / 224 of that.
  std::optional<ImageSize> global_crop;
  std::optional<ImageSize> local_crop;

  // The smallest of the accepted ones by area.
  std::optional<ImageSize> smallest() const;
};

using Deadline = std::chrono::steady_clock::time_point;

// Runs `module`, in the modes that it is in, on two images of one size after another, without gradients. No
// run is started after the deadline, but for the first. `wanted` sizes are tried beside the usual ones.
SizeReport probe_sizes(torch::jit::Module module, int64_t channels, const at::TensorOptions& options,
                       const std::vector<ImageSize>& wanted, Deadline deadline);

// What to set instead of crop sizes that the module refused, as a sentence: "It takes images of
// 224 alone; set globalCropSize: 224, localCropSize: 224." Empty when it takes none of the usual sizes. The
// module stays as it is.
std::string crop_size_advice(const torch::jit::Module& module, int64_t channels, at::ScalarType dtype);

// A batch of images whose pixels repeat a ramp; takes no random numbers.
at::Tensor probe_images(int64_t batch, int64_t channels, ImageSize size, const at::TensorOptions& options);

// An exception's own words: the last error of a TorchScript traceback, one line.
std::string reason_of(const std::exception& error);

}  // namespace dino
