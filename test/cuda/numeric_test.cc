// What all kernels are made of: conversions, packs, sums over blocks, the cap on grids.
#include "checks.h"

namespace {

using namespace cuda_test;
using namespace dino::ops::cuda;

// Two sums and one packed copy a row, with more rows than blocks.
template <class T>
__global__ void __launch_bounds__(256)
    reduce_rows(const T* __restrict__ input, T* __restrict__ copy, float* __restrict__ sums,
                float* __restrict__ squares, int64_t rows, int64_t columns) {
  STATIC_SHARED(float, scratch, 32);
  for (int64_t row = blockIdx.x; row < rows; row += gridDim.x) {
    const T* values = input + row * columns;
    float sum = 0, square = 0;
    for (int64_t i = threadIdx.x; i < columns; i += blockDim.x) {
      const float value = Cvt<T>::to(values[i]);
      sum += value;
      square += value * value;
    }
    sum = block_sum(sum, scratch);
    square = block_sum(square, scratch);
    if (threadIdx.x == blockDim.x - 1) {
      sums[row] = sum;
      squares[row] = square;
    }
    const int64_t packs = is_aligned16(values) ? columns / Pack<T>::kSize : 0;
    for (int64_t i = threadIdx.x; i < packs; i += blockDim.x)
      reinterpret_cast<Pack<T>*>(copy + row * columns)[i] = reinterpret_cast<const Pack<T>*>(values)[i];
    for (int64_t i = packs * Pack<T>::kSize + threadIdx.x; i < columns; i += blockDim.x)
      copy[row * columns + i] = Cvt<T>::from(Cvt<T>::to(values[i]));
  }
}

void check_rows(int64_t rows, int64_t columns, int threads) {
  each_type([&](auto type, Dtype dtype, const char* name) {
    using T = decltype(type);
    const std::string what = std::string(name) + " " + std::to_string(rows) + "x" + std::to_string(columns);
    const Buffer<T> input(normal(rows * columns, 1));
    Buffer<T> copy(rows * columns);
    const Buffer<float> sums(rows), squares(rows);
    with_type(dtype, [&](auto kernel_type) {
      using Kernel = decltype(kernel_type);
      if constexpr (std::is_same_v<Kernel, T>)
        LAUNCH((reduce_rows<Kernel>), grid_for(rows), threads, 0, 0, input.data(), copy.data(), sums.data(),
               squares.data(), rows, columns);
    });
    std::vector<double> sum(static_cast<size_t>(rows)), square(static_cast<size_t>(rows));
    const std::vector<double> values = input.values();
    for (size_t i = 0; i < values.size(); ++i) {
      const size_t row = i / static_cast<size_t>(columns);
      sum[row] += values[i];
      square[row] += values[i] * values[i];
    }
    check_close(sums.values(), sum, 1e-5, 1e-5, what + " sums");
    check_close(squares.values(), square, 1e-5, 0, what + " squares");
    check(copy == input, what + " copy");
  });
}

}  // namespace

int main() {
  return run([] {
    for (const int64_t columns : {1, 7, 8, 37, 256, 257}) check_rows(5, columns, 64);
    check_rows(2, 300, 256);
    check(grid_for(0) == 1 && grid_for(2) == 2 && grid_for(int64_t{1} << 40) == DINO_CUDA_MAX_BLOCKS,
          "grid_for");
  });
}
