#include "adamw_ema.h"

#include <algorithm>

#include "average.cuh"
#include "rows.cuh"

namespace dino::ops::cuda {

namespace {

template <class T>
__global__ void __launch_bounds__(kRowThreads)
    sum_squares_rows(const __grid_constant__ RowTable<GradientRow> table) {
  STATIC_SHARED(double, scratch, 32);
  for (int c = blockIdx.x; c < table.chunks(); c += gridDim.x) {
    const Chunk chunk = find_chunk(table, c);
    const T* gradient = static_cast<const T*>(table.rows[chunk.row].gradient);
    double sum = 0;
    each_element<Pack<T>::kSize>(chunk, is_aligned16(gradient), [&](int64_t i, auto size) {
      constexpr int N = decltype(size)::value;
      float values[N];
      load(gradient + i, values);
#pragma unroll
      for (int k = 0; k < N; ++k) sum += static_cast<double>(values[k]) * values[k];
    });
    sum = block_sum(sum, scratch);
    if (threadIdx.x == 0) table.rows[chunk.row].sums[chunk.index] = sum;
  }
}

// Groups that one launch finishes; a table by value, as RowTable.
struct GroupTable {
  static constexpr int kCapacity = 400;
  int64_t first[kCapacity + 1];
  int begin, count;
};

__global__ void __launch_bounds__(kRowThreads)
    finish_groups(const __grid_constant__ GroupTable table, const double* __restrict__ sums,
                  const float max_norm, const ClipState state) {
  STATIC_SHARED(double, scratch, 32);
  for (int group = blockIdx.x; group < table.count; group += gridDim.x) {
    double sum = 0;
    for (int64_t i = table.first[group] + threadIdx.x; i < table.first[group + 1]; i += blockDim.x)
      sum += sums[i];
    sum = block_sum(sum, scratch);
    if (threadIdx.x != 0) continue;
    const float norm = static_cast<float>(sqrt(sum));
    const bool finite = fabsf(norm) < INFINITY;
    state.norms[table.begin + group] = norm;
    state.factors[table.begin + group] = finite ? fminf(1.0f, 1.0f / (norm + 1e-6f) * max_norm) : 1.0f;
    if (!finite) atomicExch(state.skip, 1);
  }
}

// AdamWStep as the device computes with it.
struct Factors {
  explicit Factors(const AdamWStep& step)
      : mean(1 - step.beta1),
        square_keep(static_cast<float>(step.beta2)),
        square_take(static_cast<float>(1 - step.beta2)),
        eps(static_cast<float>(step.eps)),
        average(step.average_take),
        clip(step.factors),
        skip(step.skip) {}

  Averager mean;
  float square_keep, square_take, eps;
  Averager average;
  const float* clip;
  const int* skip;
};

template <class T, int N>
__device__ __forceinline__ void step_elements(const AdamWRow& row, const Factors& factors, float clip,
                                              int64_t i) {
  T* parameters = static_cast<T*>(row.parameter) + i;
  float parameter[N], gradient[N], mean[N], square[N];
  load(parameters, parameter);
  load(static_cast<const T*>(row.gradient) + i, gradient);
  load(row.mean + i, mean);
  load(row.square + i, square);
#pragma unroll
  for (int k = 0; k < N; ++k) {
    const float g = gradient[k] * clip;
    mean[k] = factors.mean.moved(mean[k], g);
    square[k] = fmaf(factors.square_take * g, g, square[k] * factors.square_keep);
    const float root = sqrtf(square[k]) / row.root + factors.eps;
    // As memory has it: the average reads what was rounded.
    parameter[k] = Cvt<T>::to(Cvt<T>::from(parameter[k] * row.keep - row.size * mean[k] / root));
  }
  store(parameter, parameters);
  store(mean, row.mean + i);
  store(square, row.square + i);
  if (row.average == nullptr) return;
  float average[N];
  load(row.average + i, average);
#pragma unroll
  for (int k = 0; k < N; ++k) average[k] = factors.average(average[k], parameter[k]);
  store(average, row.average + i);
}

template <class T>
__global__ void __launch_bounds__(kRowThreads)
    adamw_ema_rows(const __grid_constant__ RowTable<AdamWRow> table,
                   const __grid_constant__ Factors factors) {
  if (factors.skip != nullptr && *factors.skip != 0) return;
  for (int c = blockIdx.x; c < table.chunks(); c += gridDim.x) {
    const Chunk chunk = find_chunk(table, c);
    const AdamWRow& row = table.rows[chunk.row];
    const float clip = row.group >= 0 ? factors.clip[row.group] : 1.0f;
    const bool aligned = is_aligned16(row.parameter) && is_aligned16(row.gradient) &&
                         is_aligned16(row.mean) && is_aligned16(row.square) && is_aligned16(row.average);
    each_element<Pack<T>::kSize>(chunk, aligned, [&](int64_t i, auto size) {
      step_elements<T, decltype(size)::value>(row, factors, clip, i);
    });
  }
}

}  // namespace

int64_t sums_of(int64_t count) {
  return chunks_of(count);
}

void sum_squares(const std::vector<GradientRow>& rows, Dtype dtype, Stream stream) {
  with_type(dtype, [&](auto type) {
    using T = decltype(type);
    each_table(rows, [&](const RowTable<GradientRow>& table, int blocks) {
      LAUNCH((sum_squares_rows<T>), blocks, kRowThreads, 0, static_cast<cudaStream_t>(stream), table);
    });
  });
}

void finish_norms(const double* sums, const std::vector<int64_t>& first, float max_norm,
                  const ClipState& state, Stream stream) {
  const auto cuda_stream = static_cast<cudaStream_t>(stream);
  cudaMemsetAsync(state.skip, 0, sizeof(int), cuda_stream);
  const int groups = static_cast<int>(first.size()) - 1;
  for (int begin = 0; begin < groups; begin += GroupTable::kCapacity) {
    GroupTable table{};
    table.begin = begin;
    table.count = std::min(groups - begin, GroupTable::kCapacity);
    std::copy_n(first.begin() + begin, table.count + 1, table.first);
    LAUNCH(finish_groups, grid_for(table.count), kRowThreads, 0, cuda_stream, table, sums, max_norm, state);
  }
}

void adamw_ema(const std::vector<AdamWRow>& rows, Dtype dtype, const AdamWStep& step, Stream stream) {
  with_type(dtype, [&](auto type) {
    using T = decltype(type);
    each_table(rows, [&](const RowTable<AdamWRow>& table, int blocks) {
      LAUNCH((adamw_ema_rows<T>), blocks, kRowThreads, 0, static_cast<cudaStream_t>(stream), table,
             Factors(step));
    });
  });
}

}  // namespace dino::ops::cuda
