#include "core/size_probe.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/teacher.h"

namespace dino {

namespace {

constexpr int64_t kProbeBatch =
    2;  // BatchNorm that was traced in train mode refuses one image of one position.
constexpr int64_t kGlobalSide = 224;
constexpr int64_t kLocalSide = 96;
// Where none of the usual ones is accepted.
constexpr int64_t kOthers[] = {224, 96,  64,  32,  256, 384, 192, 128, 160, 112,
                               288, 299, 320, 336, 448, 512, 518, 48,  28,  16};
constexpr int64_t kSmallestSide = 16;
constexpr int64_t kLargestSide = 1024;
constexpr size_t kLongestReason = 240;
constexpr const char* kNameOfError = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.";

class Prober {
 public:
  Prober(torch::jit::Module module, int64_t channels, const at::TensorOptions& options, Deadline deadline)
      : module_(std::move(module)), channels_(channels), options_(options), deadline_(deadline) {}

  bool accepts(ImageSize size) {
    for (const SizeTrial& trial : report.trials)
      if (trial.size == size) return trial.accepted;
    if (!report.trials.empty() && std::chrono::steady_clock::now() > deadline_) {
      out_of_time_ = true;
      return false;
    }
    SizeTrial trial{size, true, {}};
    try {
      at::NoGradGuard no_grad;
      module_.forward({probe_images(kProbeBatch, channels_, size, options_)});
    } catch (const std::exception& error) {
      trial.accepted = false;
      trial.reason = reason_of(error);
    }
    report.trials.push_back(std::move(trial));
    return report.trials.back().accepted;
  }
  bool accepts(int64_t side) { return accepts({side, side}); }

  // Numbers in what the module said may be the size that it wants.
  std::vector<int64_t> sides_in_reasons() const {
    std::set<int64_t> sides;
    for (const SizeTrial& trial : report.trials) {
      int64_t number = 0;
      for (const char c : trial.reason + ' ') {
        if (c >= '0' && c <= '9') {
          number = std::min<int64_t>(10 * number + (c - '0'), kLargestSide + 1);
          continue;
        }
        if (number >= kSmallestSide && number <= kLargestSide) sides.insert(number);
        number = 0;
      }
    }
    constexpr size_t kMost = 8;
    std::vector<int64_t> list(sides.begin(), sides.end());
    list.resize(std::min(list.size(), kMost));
    return list;
  }

  // The time was up before all had been tried: what was not is not refused.
  bool out_of_time() const { return out_of_time_; }

  SizeReport report;

 private:
  torch::jit::Module module_;
  int64_t channels_;
  at::TensorOptions options_;
  Deadline deadline_;
  bool out_of_time_ = false;
};

// Length of the "RuntimeError: " that a line begins with, several of them included; 0 without.
size_t error_names(const std::string& line) {
  size_t length = 0;
  for (;;) {
    const size_t end = line.find_first_not_of(kNameOfError, length);
    if (end == std::string::npos || line.compare(end, 2, ": ") != 0) return length;
    const std::string name = line.substr(length, end - length);
    if (!name.ends_with("Error") && !name.ends_with("Exception")) return length;
    length = end + 2;
  }
}

// The side of a square number of patches beside up to two tokens of other kinds.
std::optional<int64_t> grid_side(int64_t tokens) {
  for (const int64_t others : {1, 0, 2}) {
    const auto side = static_cast<int64_t>(std::llround(std::sqrt(std::max<int64_t>(tokens - others, 0))));
    if (side > 0 && side * side == tokens - others) return side;
  }
  return std::nullopt;
}

int64_t nearest_multiple(double side, int64_t of) {
  return std::max<int64_t>(std::llround(side / static_cast<double>(of)), 1) * of;
}

std::optional<int64_t> largest_square(const SizeReport& report, int64_t most) {
  std::optional<int64_t> largest;
  for (const auto& [size, accepted, reason] : report.trials)
    if (accepted && size.height == size.width && size.height <= most)
      largest = std::max(largest.value_or(0), size.height);
  return largest;
}

}  // namespace

ImageHints image_hints(const torch::jit::Module& module) {
  ImageHints hints;
  int64_t kernel = 0, width = 0;
  for (const auto& [name, tensor] : module.named_parameters()) {
    if (hints.channels == 0 && tensor.dim() == 4) {
      hints.channels = tensor.size(1);
      width = tensor.size(0);
      if (tensor.size(2) == tensor.size(3)) kernel = tensor.size(2);
    }
  }
  for (const auto& [name, tensor] : module.named_parameters()) {
    if (kernel < 2 || name.find("pos_emb") == std::string::npos) continue;
    if (tensor.dim() != 3 || tensor.size(0) != 1 || tensor.size(2) != width) continue;
    hints.patch = kernel;
    if (const auto grid = grid_side(tensor.size(1))) hints.side = *grid * kernel;
  }
  return hints;
}

std::optional<ImageSize> SizeReport::smallest() const {
  std::optional<ImageSize> found;
  for (const auto& [size, accepted, reason] : trials)
    if (accepted && (!found || size.height * size.width < found->height * found->width)) found = size;
  return found;
}

SizeReport probe_sizes(torch::jit::Module module, int64_t channels, const at::TensorOptions& options,
                       const std::vector<ImageSize>& wanted, Deadline deadline) {
  const ImageHints hints = image_hints(module);
  Prober prober(std::move(module), channels, options, deadline);
  const int64_t own = hints.side > 0 ? hints.side : kGlobalSide;
  const int64_t step = hints.patch > 0 ? hints.patch : 32;
  const auto local_of = [](int64_t side) { return static_cast<double>(side * kLocalSide) / kGlobalSide; };
  for (const ImageSize& size : wanted) prober.accepts(size);
  const std::vector<int64_t> first =
      own == kGlobalSide ? std::vector<int64_t>{kGlobalSide, kLocalSide, 64, 32}
                         : std::vector<int64_t>{own, nearest_multiple(local_of(own), step), 2 * own};
  for (const int64_t side : first) prober.accepts(side);
  SizeReport& report = prober.report;
  if (!report.smallest()) {
    std::vector<int64_t> sides = prober.sides_in_reasons();
    sides.insert(sides.end(), std::begin(kOthers), std::end(kOthers));
    for (const int64_t side : sides)
      if (prober.accepts(side)) break;
  }
  const std::optional<int64_t> largest = largest_square(report, INT64_MAX);
  if (!largest) {
    report.global_crop = report.local_crop = report.smallest();
    return std::move(report);
  }

  const int64_t global = prober.accepts(own) ? own : prober.accepts(kGlobalSide) ? kGlobalSide : *largest;
  report.global_crop = {global, global};
  const bool several = std::any_of(report.trials.begin(), report.trials.end(), [&](const SizeTrial& trial) {
    return trial.accepted && trial.size != *report.global_crop;
  });
  if (!several) {
    const int64_t others[] = {global / 2, global - step, global + step};
    const bool another = std::any_of(std::begin(others), std::end(others),
                                     [&](int64_t side) { return side > 0 && prober.accepts(side); });
    report.local_crop = report.global_crop;
    if (!another && !prober.out_of_time()) report.fixed = report.global_crop;
    if (!another) return std::move(report);
  }
  prober.accepts({global, nearest_multiple(0.75 * static_cast<double>(global), step)});
  if (hints.patch > 1 && !prober.accepts(global + 1) && !prober.out_of_time())
    report.multiple_of = hints.patch;
  const bool usual = global == kGlobalSide && report.multiple_of == 1;
  const double local = local_of(global);
  const int64_t sides[] = {usual ? kLocalSide : nearest_multiple(local, step), nearest_multiple(local, 32),
                           98, 112, 128};
  std::optional<int64_t> found;
  for (const int64_t side : sides)
    if (!found && side <= global && prober.accepts(side)) found = side;
  if (!found) found = largest_square(report, global);
  report.local_crop = {*found, *found};
  return std::move(report);
}

std::string crop_size_advice(const torch::jit::Module& module, int64_t channels, at::ScalarType dtype) {
  constexpr auto kLongest = std::chrono::seconds(20);
  const ModeGuard mode(module, Mode::kEval);
  const auto deadline = std::chrono::steady_clock::now() + kLongest;
  const SizeReport report = probe_sizes(module, channels, at::TensorOptions(dtype), {}, deadline);
  if (!report.global_crop || !report.local_crop) return {};
  const auto text = [](const ImageSize& size) {
    const std::string height = std::to_string(size.height);
    return size.height == size.width ? height : "[" + height + ", " + std::to_string(size.width) + "]";
  };
  std::string advice;
  if (report.fixed)
    advice = "It takes images of " + text(*report.fixed) + " alone; ";
  else if (report.multiple_of > 1)
    advice = "It takes sides that are multiples of " + std::to_string(report.multiple_of) + "; ";
  return advice + (advice.empty() ? "Set" : "set") + " globalCropSize: " + text(*report.global_crop) +
         ", localCropSize: " + text(*report.local_crop) + ".";
}

at::Tensor probe_images(int64_t batch, int64_t channels, ImageSize size, const at::TensorOptions& options) {
  constexpr int64_t kPeriod = 251;
  const at::Tensor pixels =
      at::arange(batch * channels * size.height * size.width, at::kLong).remainder(kPeriod);
  return pixels.to(at::kFloat).div_(kPeriod).view({batch, channels, size.height, size.width}).to(options);
}

std::string reason_of(const std::exception& error) {
  const auto* known = dynamic_cast<const c10::Error*>(&error);
  const std::string whole = known != nullptr ? known->what_without_backtrace() : error.what();
  std::string reason = whole.substr(0, whole.find('\n'));
  // A traceback ends in "RuntimeError: AssertionError: the reason".
  for (size_t end = whole.size(); end != std::string::npos && end > 0;) {
    const size_t before = whole.rfind('\n', end - 1);
    const size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::string line = whole.substr(begin, end - begin);
    const size_t names = error_names(line);
    if (names > 0) {
      reason = line.substr(names);
      break;
    }
    end = before;
  }
  return reason.size() > kLongestReason ? reason.substr(0, kLongestReason) + "…" : reason;
}

}  // namespace dino
