#include "../gradient_norms.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>
#include <vector>

#include "../dtypes.h"
#include "pieces.h"
#include "simd/squares.h"

namespace dino::ops {

namespace {

bool is_fast(const at::Tensor& tensor) {
  return has_float_kernels(tensor.scalar_type()) && tensor.is_non_overlapping_and_dense();
}

double sum_of_squares(const at::Tensor& tensor, int64_t begin, int64_t count) {
  const simd::SquaresKernels& kernels = simd::squares_kernels();
  switch (tensor.scalar_type()) {
    case at::kFloat:
      return kernels.of_floats(tensor.const_data_ptr<float>() + begin, count);
    case at::kBFloat16:
      return kernels.of_bfloat16s(tensor.const_data_ptr<at::BFloat16>() + begin, count);
    default:
      return kernels.of_halfs(tensor.const_data_ptr<at::Half>() + begin, count);
  }
}

}  // namespace

at::Tensor gradient_norms_cpu(at::TensorList gradients, at::IntArrayRef groups) {
  const int64_t count = check_gradient_norms(gradients, groups);
  at::NoGradGuard no_grad;
  at::Tensor norms = at::zeros({count}, at::kDouble);
  auto* sums = norms.mutable_data_ptr<double>();
  Pieces pieces;
  for (size_t i = 0; i < gradients.size(); ++i) {
    if (is_fast(gradients[i])) {
      pieces.add(i, gradients[i].numel());
    } else {
      const at::Tensor norm = at::linalg_vector_norm(gradients[i], 2, std::nullopt, false, at::kDouble);
      sums[groups[i]] += std::pow(norm.item<double>(), 2);
    }
  }
  std::vector<double> parts(pieces.size());
  pieces.for_each([&](size_t p) {
    const Pieces::Piece& piece = pieces[p];
    parts[p] = sum_of_squares(gradients[piece.tensor], piece.begin, piece.end - piece.begin);
  });
  for (size_t p = 0; p < pieces.size(); ++p) sums[groups[pieces[p].tensor]] += parts[p];
  for (int64_t g = 0; g < count; ++g) sums[g] = std::sqrt(sums[g]);
  return norms;
}

}  // namespace dino::ops
