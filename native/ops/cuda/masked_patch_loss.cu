#include "masked_patch_loss.h"

#include "loss_launch.cuh"
#include "loss_rows.cuh"
#include "teacher_statistics.h"

namespace dino::ops::cuda {

namespace {

// A patch's two rows under way in one sweep: the student's against targets whose softmax is not finished
// either. `dot` is the sum of exp(t - origin(teacher's maximum)) * (s - origin(student's maximum)) over their
// exponents t, s.
struct PatchRows {
  TeacherRow teacher;
  Softmax student;
  float dot;

  static __device__ __forceinline__ PatchRows empty() { return {TeacherRow::empty(), Softmax::empty(), 0.f}; }

  __device__ __forceinline__ void raise(float teacher_top, float student_top) {
    if (teacher_top > teacher.softmax.maximum) {
      dot *= __expf(teacher.softmax.maximum - teacher_top);
      teacher.raise(teacher_top);
    }
    if (student_top > student.maximum) {
      dot = fmaf(origin(student.maximum) - student_top, teacher.softmax.sum, dot);
      student.raise(student_top);
    }
  }
  template <int kWidth>
  __device__ __forceinline__ void add(const float (&teacher_logits)[kWidth], float teacher_inverse,
                                      const float (&student_logits)[kWidth], float student_inverse) {
    raise(largest(teacher_logits, teacher_inverse), largest(student_logits, student_inverse));
    const float shift = origin(student.maximum);
#pragma unroll
    for (int i = 0; i < kWidth; ++i) {
      const float exponent = fmaf(student_logits[i], student_inverse, -shift);
      student.sum += __expf(exponent);
      dot = fmaf(teacher.add(teacher_logits[i], teacher_inverse), exponent, dot);
    }
  }
  __device__ __forceinline__ void merge(const PatchRows& other) {
    raise(other.teacher.softmax.maximum, other.student.maximum);
    const float decay = __expf(other.teacher.softmax.maximum - origin(teacher.softmax.maximum));
    const float lower = origin(other.student.maximum) - origin(student.maximum);
    dot = fmaf(fmaf(lower, other.teacher.softmax.sum, other.dot), decay, dot);
    teacher.merge(other.teacher);
    student.merge(other.student);
  }
  template <class Move>
  __device__ __forceinline__ PatchRows moved(Move move) const {
    return {teacher.moved(move), student.moved(move), move(dot)};
  }
};

// One block a patch: both rows in one sweep, the gradient in a second one.
template <class Type, int kWidth>
__global__ void __launch_bounds__(1024, 1)
    patch_rows(const Type* student, const Type* teacher, const float* center, const float* weights,
               int64_t patches, int64_t prototypes, float student_inverse, float teacher_inverse,
               bool is_probabilities, Type* gradient, float* losses, RowSoftmax* softmaxes,
               float* entropies) {
  STATIC_SHARED(PatchRows, scratch, 32);
  STATIC_SHARED(StudentRow, student_scratch, 32);
  const int64_t packs = prototypes / kWidth;
  for (int64_t row = blockIdx.x; row < patches; row += gridDim.x) {
    const Type* logits = student + row * prototypes;
    const Type* teacher_logits = teacher + row * prototypes;
    StudentRow state = StudentRow::empty();
    RowSoftmax softmax{0.f, 1.f};
    if (is_probabilities) {
      for (int64_t pack = threadIdx.x; pack < packs; pack += blockDim.x) {
        float values[kWidth], target[kWidth];
        load(logits + pack * kWidth, values);
        load(teacher_logits + pack * kWidth, target);
        state.add(values, target, student_inverse);
      }
      state = reduce_state(state, student_scratch);
    } else {
      PatchRows rows = PatchRows::empty();
      // Unrolled, it would spill on some cards; other threads hide its latency.
#pragma unroll 1
      for (int64_t pack = threadIdx.x; pack < packs; pack += blockDim.x) {
        float values[kWidth], teacher_values[kWidth];
        load(logits + pack * kWidth, values);
        load_centered<Type, kWidth>(teacher_logits, center, pack, teacher_values);
        rows.add(teacher_values, teacher_inverse, values, student_inverse);
      }
      rows = reduce_state(rows, scratch);
      softmax = {origin(rows.teacher.softmax.maximum), 1.f / rows.teacher.softmax.sum};
      state = {rows.student, rows.dot * softmax.scale, 1.f};
      if (threadIdx.x == 0 && softmaxes != nullptr) {
        softmaxes[row] = softmax;
        entropies[row] = rows.teacher.entropy();
      }
    }
    const float weight = weights[row];
    if (threadIdx.x == 0) losses[row] = weight == 0.f ? 0.f : weight * state.cross_entropy();
    if (gradient == nullptr) continue;
    if (weight == 0.f) {
      write_zeros<kWidth>(gradient + row * prototypes, packs);
      continue;
    }
    write_gradient<kWidth>(logits, gradient + row * prototypes, packs, student_inverse, state,
                           weight * student_inverse, [&](int64_t pack, float(&target)[kWidth]) {
                             load_centered<Type, kWidth>(teacher_logits, center, pack, target);
                             if (is_probabilities) return;
#pragma unroll
                             for (int i = 0; i < kWidth; ++i)
                               target[i] =
                                   softmax.scale * __expf(fmaf(target[i], teacher_inverse, -softmax.origin));
                           });
  }
}

template <class Type, int kWidth>
void launch_patches(const MaskedPatchLoss& problem, float* losses, RowSoftmax* softmaxes, float* entropies,
                    cudaStream_t stream) {
  const Student& student = problem.student;
  const Teacher& teacher = problem.teacher;
  LAUNCH((patch_rows<Type, kWidth>), grid_for(problem.patches), threads_for(problem.prototypes / kWidth), 0,
         stream, static_cast<const Type*>(student.rows), static_cast<const Type*>(teacher.rows),
         teacher.center, problem.weights, problem.patches, problem.prototypes, 1.f / student.temperature,
         1.f / teacher.temperature, teacher.is_probabilities, static_cast<Type*>(student.gradient), losses,
         softmaxes, entropies);
}

LossWorkspace parts_of(float* memory, const MaskedPatchLoss& problem, bool statistics) {
  return {memory, problem.patches, problem.patches, problem.prototypes, statistics};
}

}  // namespace

int64_t masked_patch_loss_workspace(const MaskedPatchLoss& problem, bool statistics) {
  return parts_of(nullptr, problem, statistics).floats;
}

void masked_patch_loss(const MaskedPatchLoss& problem, const LossResults& results, float* workspace,
                       Stream queue) {
  const auto stream = static_cast<cudaStream_t>(queue);
  const Teacher& teacher = problem.teacher;
  const bool statistics = results.target_mean != nullptr;
  const LossWorkspace parts = parts_of(workspace, problem, statistics);
  RowSoftmax* softmaxes = statistics && !teacher.is_probabilities ? parts.softmaxes : nullptr;
  with_type(problem.student.dtype, [&](auto zero) {
    using Type = decltype(zero);
    constexpr int kWidth = kPackWidth<Type>;
    const bool packed = is_packed<Type>(problem.prototypes, problem.student.rows, problem.student.gradient,
                                        teacher.rows, teacher.center);
    const auto launch = packed ? launch_patches<Type, kWidth> : launch_patches<Type, 1>;
    launch(problem, parts.losses, softmaxes, parts.entropies, stream);
  });
  // The kernel above told the entropies of softmaxes.
  if (statistics && teacher.is_probabilities)
    teacher_rows(teacher, problem.patches, problem.prototypes, nullptr, parts.entropies, stream);
  // A second read of the teacher: docs/cuda.md counts what sums in the kernel above would cost.
  teacher_columns(teacher, problem.patches, problem.prototypes, softmaxes, results.teacher_mean,
                  results.target_mean, parts.columns, stream);
  sum_values(parts.losses, problem.patches, 1.f, results.loss, stream);
  if (statistics)
    sum_values(parts.entropies, problem.patches, 1.f / static_cast<float>(problem.patches),
               results.target_entropy, stream);
}

}  // namespace dino::ops::cuda
