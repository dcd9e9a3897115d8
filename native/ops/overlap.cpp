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

std::vector<Extent> sorted_extents(const std::vector<Argument>& arguments) {
  // All of them before any address is taken: it moves them.
  for (const Argument& argument : arguments)
    if (argument.written && argument.tensor->numel() > 0) argument.tensor->mutable_data_ptr();
  std::vector<Extent> extents;
  for (const Argument& argument : arguments) {
    if (argument.tensor->numel() == 0 || argument.tensor->const_data_ptr() == nullptr) continue;
    const auto [begin, end] = extent_of(*argument.tensor);
    extents.push_back({begin, end, argument});
  }
  std::sort(extents.begin(), extents.end(),
            [](const Extent& one, const Extent& other) { return one.begin < other.begin; });
  return extents;
}

// Of those that reach into each other and of which one is written, the first two that `counts` takes.
template <class Counts>
std::optional<std::pair<Argument, Argument>> find_pair(const std::vector<Argument>& arguments,
                                                       const Counts& counts) {
  const std::vector<Extent> extents = sorted_extents(arguments);
  std::vector<const Extent*> open;
  for (const Extent& extent : extents) {
    open.erase(std::remove_if(open.begin(), open.end(),
                              [&](const Extent* before) { return before->end <= extent.begin; }),
               open.end());
    for (const Extent* before : open)
      if ((before->argument.written || extent.argument.written) && counts(*before, extent))
        return std::pair(before->argument, extent.argument);
    open.push_back(&extent);
  }
  return std::nullopt;
}

bool surely(const Extent& one, const Extent& other) {
  const at::Tensor& a = *one.argument.tensor;
  const at::Tensor& b = *other.argument.tensor;
  if (a.is_non_overlapping_and_dense() && b.is_non_overlapping_and_dense()) return true;
  return one.begin == other.begin && a.sizes() == b.sizes() && a.strides() == b.strides();
}

}  // namespace

std::optional<std::pair<Argument, Argument>> find_overlap(const std::vector<Argument>& arguments) {
  return find_pair(arguments, surely);
}

bool may_overlap(const std::vector<Argument>& arguments) {
  return find_pair(arguments, [](const Extent&, const Extent&) { return true; }).has_value();
}

std::pair<const char*, const char*> extent_of(const at::Tensor& tensor) {
  int64_t last = 0;
  for (int64_t i = 0; i < tensor.dim(); ++i) last += (tensor.size(i) - 1) * tensor.stride(i);
  const auto* begin = static_cast<const char*>(tensor.const_data_ptr());
  return {begin, begin + (last + 1) * tensor.element_size()};
}

}  // namespace dino::ops
