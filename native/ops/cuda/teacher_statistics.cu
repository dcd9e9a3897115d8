#include "teacher_statistics.h"

#include "loss_launch.cuh"
#include "loss_rows.cuh"

namespace dino::ops::cuda {

namespace {

// Rows that one thread of column_slices sums: enough that the slices' sums are little beside the rows.
constexpr int64_t kSliceRows = 32;
constexpr int kColumnThreads = 256;
constexpr int kSumThreads = 256;

int64_t slices_of(int64_t rows) {
  return (rows + kSliceRows - 1) / kSliceRows;
}

template <class Type, int kWidth>
__global__ void __launch_bounds__(1024)
    row_softmaxes(const Type* teacher, const float* center, int64_t rows, int64_t prototypes,
                  float inverse_temperature, RowSoftmax* softmaxes, float* entropies) {
  STATIC_SHARED(TeacherRow, scratch, 32);
  const int64_t packs = prototypes / kWidth;
  for (int64_t row = blockIdx.x; row < rows; row += gridDim.x) {
    TeacherRow state = TeacherRow::empty();
    for (int64_t pack = threadIdx.x; pack < packs; pack += blockDim.x) {
      float values[kWidth];
      load_centered<Type, kWidth>(teacher + row * prototypes, center, pack, values);
      state.raise(largest(values, inverse_temperature));
#pragma unroll
      for (int i = 0; i < kWidth; ++i) state.add(values[i], inverse_temperature);
    }
    state = reduce_state(state, scratch);
    if (threadIdx.x == 0) {
      softmaxes[row] = {origin(state.softmax.maximum), 1.f / state.softmax.sum};
      if (entropies != nullptr) entropies[row] = state.entropy();
    }
  }
}

template <class Type, int kWidth>
__global__ void __launch_bounds__(1024)
    row_entropies(const Type* teacher, int64_t rows, int64_t prototypes, float* entropies) {
  STATIC_SHARED(float, scratch, 32);
  const int64_t packs = prototypes / kWidth;
  for (int64_t row = blockIdx.x; row < rows; row += gridDim.x) {
    float sum = 0.f;
    for (int64_t pack = threadIdx.x; pack < packs; pack += blockDim.x) {
      float values[kWidth];
      load(teacher + row * prototypes + pack * kWidth, values);
#pragma unroll
      for (int i = 0; i < kWidth; ++i) sum -= values[i] == 0.f ? 0.f : values[i] * logf(values[i]);
    }
    sum = block_sum(sum, scratch);
    if (threadIdx.x == 0) entropies[row] = sum;
  }
}

// Sums of kSliceRows rows each, of a tile of columns: slices[slice][prototype], then the targets' likewise.
template <class Type, int kWidth, bool kStatistics>
__global__ void __launch_bounds__(kColumnThreads)
    column_slices(const Type* teacher, const float* center, int64_t rows, int64_t prototypes,
                  float inverse_temperature, const RowSoftmax* softmaxes, float* sums, float* target_sums) {
  const int64_t packs = prototypes / kWidth;
  const int64_t tiles = (packs + blockDim.x - 1) / blockDim.x;
  const int64_t work = tiles * ((rows + kSliceRows - 1) / kSliceRows);
  for (int64_t piece = blockIdx.x; piece < work; piece += gridDim.x) {
    const int64_t pack = piece % tiles * blockDim.x + threadIdx.x;
    const int64_t slice = piece / tiles;
    if (pack >= packs) continue;
    float shift[kWidth] = {}, sum[kWidth] = {}, target_sum[kWidth] = {};
    if (kStatistics && center != nullptr) load(center + pack * kWidth, shift);
    const int64_t end = slice * kSliceRows + kSliceRows < rows ? slice * kSliceRows + kSliceRows : rows;
#pragma unroll 4
    for (int64_t row = slice * kSliceRows; row < end; ++row) {
      float values[kWidth];
      load(teacher + row * prototypes + pack * kWidth, values);
#pragma unroll
      for (int i = 0; i < kWidth; ++i) sum[i] += values[i];
      if constexpr (kStatistics) {
        const RowSoftmax softmax = softmaxes[row];
#pragma unroll
        for (int i = 0; i < kWidth; ++i)
          target_sum[i] =
              fmaf(softmax.scale, __expf(fmaf(values[i] - shift[i], inverse_temperature, -softmax.origin)),
                   target_sum[i]);
      }
    }
    store(sum, sums + slice * prototypes + pack * kWidth);
    if constexpr (kStatistics) store(target_sum, target_sums + slice * prototypes + pack * kWidth);
  }
}

__global__ void __launch_bounds__(kColumnThreads)
    mean_of_slices(const float* sums, int64_t slices, int64_t prototypes, float inverse_rows, float* mean) {
  for (int64_t column = blockIdx.x * static_cast<int64_t>(blockDim.x) + threadIdx.x; column < prototypes;
       column += static_cast<int64_t>(gridDim.x) * blockDim.x) {
    float sum = 0.f;
    for (int64_t slice = 0; slice < slices; ++slice) sum += sums[slice * prototypes + column];
    mean[column] = sum * inverse_rows;
  }
}

__global__ void __launch_bounds__(kSumThreads)
    sum_in_order(const float* values, int64_t count, float scale, float* result) {
  STATIC_SHARED(float, scratch, 32);
  float sum = 0.f;
  for (int64_t i = threadIdx.x; i < count; i += blockDim.x) sum += values[i];
  sum = block_sum(sum, scratch);
  if (threadIdx.x == 0) *result = sum * scale;
}

template <class Type, int kWidth>
void launch_rows(const Teacher& teacher, int64_t rows, int64_t prototypes, RowSoftmax* softmaxes,
                 float* entropies, cudaStream_t stream) {
  const auto* logits = static_cast<const Type*>(teacher.rows);
  const int blocks = grid_for(rows), threads = threads_for(prototypes / kWidth);
  if (!teacher.is_probabilities) {
    LAUNCH((row_softmaxes<Type, kWidth>), blocks, threads, 0, stream, logits, teacher.center, rows,
           prototypes, 1.f / teacher.temperature, softmaxes, entropies);
  } else if (entropies != nullptr) {
    LAUNCH((row_entropies<Type, kWidth>), blocks, threads, 0, stream, logits, rows, prototypes, entropies);
  }
}

template <class Type, int kWidth>
void launch_columns(const Teacher& teacher, int64_t rows, int64_t prototypes, const RowSoftmax* softmaxes,
                    float* sums, float* target_sums, cudaStream_t stream) {
  const int64_t tiles = (prototypes / kWidth + kColumnThreads - 1) / kColumnThreads;
  const int blocks = grid_for(tiles * slices_of(rows));
  const auto* logits = static_cast<const Type*>(teacher.rows);
  const float inverse = 1.f / teacher.temperature;
  if (target_sums != nullptr) {
    LAUNCH((column_slices<Type, kWidth, true>), blocks, kColumnThreads, 0, stream, logits, teacher.center,
           rows, prototypes, inverse, softmaxes, sums, target_sums);
  } else {
    LAUNCH((column_slices<Type, kWidth, false>), blocks, kColumnThreads, 0, stream, logits, teacher.center,
           rows, prototypes, inverse, softmaxes, sums, target_sums);
  }
}

}  // namespace

void teacher_rows(const Teacher& teacher, int64_t rows, int64_t prototypes, RowSoftmax* softmaxes,
                  float* entropies, Stream stream) {
  with_type(teacher.dtype, [&](auto zero) {
    using Type = decltype(zero);
    constexpr int kWidth = kPackWidth<Type>;
    const bool packed = is_packed<Type>(prototypes, teacher.rows, teacher.center);
    const auto launch = packed ? launch_rows<Type, kWidth> : launch_rows<Type, 1>;
    launch(teacher, rows, prototypes, softmaxes, entropies, static_cast<cudaStream_t>(stream));
  });
}

int64_t teacher_columns_workspace(int64_t rows, int64_t prototypes, bool statistics) {
  return (statistics ? 2 : 1) * slices_of(rows) * prototypes;
}

void teacher_columns(const Teacher& teacher, int64_t rows, int64_t prototypes, const RowSoftmax* softmaxes,
                     float* teacher_mean, float* target_mean, float* workspace, Stream queue) {
  const auto stream = static_cast<cudaStream_t>(queue);
  const int64_t slices = slices_of(rows);
  // Of probabilities both means are the same sums.
  const bool of_targets = target_mean != nullptr && !teacher.is_probabilities;
  float* target_sums = of_targets ? workspace + slices * prototypes : nullptr;
  with_type(teacher.dtype, [&](auto zero) {
    using Type = decltype(zero);
    constexpr int kWidth = kPackWidth<Type>;
    const bool packed = is_packed<Type>(prototypes, teacher.rows, teacher.center, workspace);
    const auto launch = packed ? launch_columns<Type, kWidth> : launch_columns<Type, 1>;
    launch(teacher, rows, prototypes, softmaxes, workspace, target_sums, stream);
  });
  const int blocks = grid_for((prototypes + kColumnThreads - 1) / kColumnThreads);
  const float inverse_rows = 1.f / static_cast<float>(rows);
  const auto mean = [&](const float* sums, float* result) {
    LAUNCH(mean_of_slices, blocks, kColumnThreads, 0, stream, sums, slices, prototypes, inverse_rows, result);
  };
  mean(workspace, teacher_mean);
  if (target_mean != nullptr) mean(of_targets ? target_sums : workspace, target_mean);
}

void sum_values(const float* values, int64_t count, float scale, float* sum, Stream stream) {
  LAUNCH(sum_in_order, 1, kSumThreads, 0, static_cast<cudaStream_t>(stream), values, count, scale, sum);
}

}  // namespace dino::ops::cuda
