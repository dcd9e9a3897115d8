#include "multi_crop_loss.h"

#include "loss_launch.cuh"
#include "loss_rows.cuh"
#include "teacher_statistics.h"

namespace dino::ops::cuda {

namespace {

struct Weights {
  float values[kMaxPairs];
};

// A teacher crop's part in the targets of one student row.
struct Share {
  float origin;
  float scale;
};

// One block a row: its softmax and its product with the targets in one sweep, its gradient in a second one,
// which finds the rows in the L2 cache. The targets are made again from the teacher's logits each time:
// keeping them in float32 would move more through the card's memory. (Neither was timed: no GPU was at hand.)
template <class Type, int kWidth>
__global__ void __launch_bounds__(1024)
    student_rows(const Type* student, const Type* teacher, const float* center, const RowSoftmax* softmaxes,
                 const __grid_constant__ Weights weights, int64_t images, int64_t prototypes,
                 int student_crops, int teacher_crops, float inverse_temperature,
                 float inverse_teacher_temperature, float gradient_scale, Type* gradient, float* losses) {
  STATIC_SHARED(StudentRow, scratch, 32);
  STATIC_SHARED(Share, shares, kMaxPairs);
  const int64_t packs = prototypes / kWidth;
  for (int64_t work = blockIdx.x; work < images * student_crops; work += gridDim.x) {
    // Neighbour blocks take the crops of one image, so that they find its teacher rows in the L2 cache.
    const int crop = static_cast<int>(work % student_crops);
    const int64_t image = work / student_crops;
    const int64_t row = crop * images + image;
    const Type* logits = student + row * prototypes;
    bool has_targets = false;
    for (int t = 0; t < teacher_crops; ++t) has_targets |= weights.values[t * student_crops + crop] != 0.f;
    if (!has_targets) {
      if (gradient != nullptr) write_zeros<kWidth>(gradient + row * prototypes, packs);
      if (threadIdx.x == 0) losses[row] = 0.f;
      continue;
    }
    __syncthreads();  // The row before may still read its shares.
    for (int t = threadIdx.x; t < teacher_crops; t += blockDim.x) {
      const float weight = weights.values[t * student_crops + crop];
      if (softmaxes == nullptr) {
        shares[t] = {0.f, weight};
      } else {
        const RowSoftmax softmax = softmaxes[t * images + image];
        shares[t] = {softmax.origin, weight == 0.f ? 0.f : weight * softmax.scale};
      }
    }
    __syncthreads();
    const auto targets = [&](int64_t pack, float(&sum)[kWidth]) {
#pragma unroll
      for (int i = 0; i < kWidth; ++i) sum[i] = 0.f;
      for (int t = 0; t < teacher_crops; ++t) {
        const Share share = shares[t];
        if (share.scale == 0.f) continue;
        float values[kWidth];
        load_centered<Type, kWidth>(teacher + (t * images + image) * prototypes, center, pack, values);
#pragma unroll
        for (int i = 0; i < kWidth; ++i) {
          const float target = softmaxes == nullptr
                                   ? values[i]
                                   : __expf(fmaf(values[i], inverse_teacher_temperature, -share.origin));
          sum[i] = fmaf(share.scale, target, sum[i]);
        }
      }
    };
    StudentRow state = StudentRow::empty();
    for (int64_t pack = threadIdx.x; pack < packs; pack += blockDim.x) {
      float values[kWidth], target[kWidth];
      load(logits + pack * kWidth, values);
      targets(pack, target);
      state.add(values, target, inverse_temperature);
    }
    state = reduce_state(state, scratch);
    if (threadIdx.x == 0) losses[row] = state.cross_entropy();
    if (gradient != nullptr)
      write_gradient<kWidth>(logits, gradient + row * prototypes, packs, inverse_temperature, state,
                             gradient_scale, targets);
  }
}

template <class Type, int kWidth>
void launch_students(const MultiCropLoss& problem, const RowSoftmax* softmaxes, float* losses,
                     cudaStream_t stream) {
  Weights weights{};
  std::copy_n(problem.weights, problem.student_crops * problem.teacher_crops, weights.values);
  const Student& student = problem.student;
  const Teacher& teacher = problem.teacher;
  LAUNCH((student_rows<Type, kWidth>), grid_for(problem.images * problem.student_crops),
         threads_for(problem.prototypes / kWidth), 0, stream, static_cast<const Type*>(student.rows),
         static_cast<const Type*>(teacher.rows), teacher.center, softmaxes, weights, problem.images,
         problem.prototypes, problem.student_crops, problem.teacher_crops, 1.f / student.temperature,
         1.f / teacher.temperature, 1.f / (student.temperature * static_cast<float>(problem.images)),
         static_cast<Type*>(student.gradient), losses);
}

LossWorkspace parts_of(float* memory, const MultiCropLoss& problem, bool statistics) {
  return {memory, problem.images * problem.student_crops, problem.images * problem.teacher_crops,
          problem.prototypes, statistics};
}

}  // namespace

int64_t multi_crop_loss_workspace(const MultiCropLoss& problem, bool statistics) {
  return parts_of(nullptr, problem, statistics).floats;
}

void multi_crop_loss(const MultiCropLoss& problem, const LossResults& results, float* workspace,
                     Stream queue) {
  const auto stream = static_cast<cudaStream_t>(queue);
  const Teacher& teacher = problem.teacher;
  const bool statistics = results.target_mean != nullptr;
  const int64_t rows = problem.images * problem.teacher_crops;
  const LossWorkspace parts = parts_of(workspace, problem, statistics);
  RowSoftmax* softmaxes = teacher.is_probabilities ? nullptr : parts.softmaxes;
  teacher_rows(teacher, rows, problem.prototypes, softmaxes, statistics ? parts.entropies : nullptr, stream);
  teacher_columns(teacher, rows, problem.prototypes, softmaxes, results.teacher_mean, results.target_mean,
                  parts.columns, stream);
  with_type(problem.student.dtype, [&](auto zero) {
    using Type = decltype(zero);
    constexpr int kWidth = kPackWidth<Type>;
    const bool packed = is_packed<Type>(problem.prototypes, problem.student.rows, problem.student.gradient,
                                        teacher.rows, teacher.center);
    const auto launch = packed ? launch_students<Type, kWidth> : launch_students<Type, 1>;
    launch(problem, softmaxes, parts.losses, stream);
  });
  sum_values(parts.losses, problem.images * problem.student_crops, 1.f / static_cast<float>(problem.images),
             results.loss, stream);
  if (statistics)
    sum_values(parts.entropies, rows, 1.f / static_cast<float>(rows), results.target_entropy, stream);
}

}  // namespace dino::ops::cuda
