#include "overlap.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace dino::ops {

namespace {

struct Extent {
  const char* begin;
  const char* end;
  Argument argument;
};

Extent extent_of(const Argument& argument) {
  const at::Tensor& tensor = *argument.tensor;
  int64_t last = 0;
  for (int64_t i = 0; i < tensor.dim(); ++i) last += (tensor.size(i) - 1) * tensor.stride(i);
  const auto* begin = static_cast<const char*>(tensor.const_data_ptr());
  return {begin, begin + (last + 1) * tensor.element_size(), argument};
}

bool surely(const Extent& one, const Extent& other) {
  const at::Tensor& a = *one.argument.tensor;
  const at::Tensor& b = *other.argument.tensor;
  if (a.is_non_overlapping_and_dense() && b.is_non_overlapping_and_dense()) return true;
  return one.begin == other.begin && a.sizes() == b.sizes() && a.strides() == b.strides();
}

}  // namespace

std::optional<std::pair<Argument, Argument>> find_overlap(std::vector<Argument> arguments) {
  std::vector<Extent> extents;
  for (const Argument& argument : arguments)
    if (argument.tensor->numel() > 0 && argument.tensor->const_data_ptr() != nullptr)
      extents.push_back(extent_of(argument));
  std::sort(extents.begin(), extents.end(),
            [](const Extent& one, const Extent& other) { return one.begin < other.begin; });
  std::vector<const Extent*> open;
  for (const Extent& extent : extents) {
    open.erase(std::remove_if(open.begin(), open.end(),
                              [&](const Extent* before) { return before->end <= extent.begin; }),
               open.end());
    for (const Extent* before : open)
      if ((before->argument.written || extent.argument.written) && surely(*before, extent))
        return std::pair(before->argument, extent.argument);
    open.push_back(&extent);
  }
  return std::nullopt;
}

}  // namespace dino::ops
