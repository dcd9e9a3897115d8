// A guard around one of LibTorch's kernels that writes beyond its memory.
#include <ATen/core/Tensor.h>
#include <ATen/ops/convolution_backward_compositeexplicitautograd_dispatch.h>
#include <torch/library.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace dino::node {

namespace {

// oneDNN's block of channels is 8 with AVX2 and 16 with AVX-512.
constexpr int64_t kBlock = 16;

bool all_ones(at::IntArrayRef sizes) {
  return std::all_of(sizes.begin(), sizes.end(), [](int64_t size) { return size == 1; });
}

// Of a 1×1 convolution with a stride, channels last and fewer channels than a block, oneDNN's gradient of the
// weights writes past its workspace (its issue 6035): it corrupts the heap or never returns. With the
// channels first it uses another kernel.
std::tuple<at::Tensor, at::Tensor, at::Tensor> convolution_backward(
    const at::Tensor& grad_output, const at::Tensor& input, const at::Tensor& weight,
    at::OptionalIntArrayRef bias_sizes, at::IntArrayRef stride, at::IntArrayRef padding,
    at::IntArrayRef dilation, bool transposed, at::IntArrayRef output_padding, int64_t groups,
    std::array<bool, 3> output_mask) {
  const bool small = output_mask[1] && weight.dim() > 2 &&
                     std::min(weight.size(0), weight.size(1)) < kBlock && all_ones(weight.sizes().slice(2)) &&
                     !all_ones(stride);
  const auto plain = [&](const at::Tensor& tensor) { return small ? tensor.contiguous() : tensor; };
  return at::compositeexplicitautograd::convolution_backward(plain(grad_output), plain(input), plain(weight),
                                                             bias_sizes, stride, padding, dilation,
                                                             transposed, output_padding, groups, output_mask);
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, library) {
  library.impl("convolution_backward", convolution_backward);
}

}  // namespace dino::node
