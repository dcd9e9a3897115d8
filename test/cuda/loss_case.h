// A case of one of the losses, and its tensors. Shape is what the losses differ in:
//   student_rows(), teacher_rows()   how many
//   name()                           in a word
//   weights()                        one for whatever the loss weighs, unless a case gives others
//   pair(row, targets, weights)      a student row's targets; none where it has no weight
//   scale(row, weights)              of the row's cross entropy in the loss
//   problem(...), workspace, run     the kernels'
#pragma once
#include "loss_reference.h"
#include "ops/cuda/loss_types.h"

namespace cuda_test {

namespace cuda = dino::ops::cuda;

template <class Shape>
struct LossCase {
  Shape shape;
  int64_t prototypes;
  bool centered = false, probabilities = false, statistics = false, in_place = false, gradient = true;
  // Elements that the tensors begin behind an aligned address: student, teacher, gradient, center.
  std::array<int64_t, 4> offsets{};
  double student_temperature = 0.1, teacher_temperature = 0.05;
  // Logits' common part.
  double level = 0;
  // The shape's own unless given.
  Row weights{};
  // Changes single values before they are rounded.
  std::function<void(Row& student, Row& teacher, Row& weights)> change{};

  std::string name() const {
    return shape.name() + " x " + std::to_string(prototypes) + (centered ? " centered" : "") +
           (probabilities ? " probabilities" : "") + (statistics ? " statistics" : "") +
           (in_place ? " in place" : "") + (gradient ? "" : " without gradient");
  }
};

struct LossValues {
  Row student, teacher, weights;

  template <class Shape>
  explicit LossValues(const LossCase<Shape>& of)
      : student(normal(of.shape.student_rows() * of.prototypes, 1)),
        teacher(normal(of.shape.teacher_rows() * of.prototypes, 2)),
        weights(of.weights.empty() ? of.shape.weights() : of.weights) {
    for (double& v : student) v += of.level;
    // Probabilities whose sums are not 1: the loss is defined for them too.
    for (double& v : teacher) v = of.probabilities ? std::fabs(v) / of.prototypes : v + of.level;
    if (of.change) of.change(student, teacher, weights);
  }
};

// A case's tensors of type T, and what the kernels make of them.
template <class T, class Shape>
struct LossProblem {
  const LossCase<Shape>& c;
  const cuda::Dtype dtype;
  Buffer<T> student, teacher, gradient;
  Buffer<float> center, weights;
  Buffer<float> loss{1}, teacher_mean{c.prototypes}, target_mean{c.prototypes}, target_entropy{1};

  LossProblem(const LossCase<Shape>& of, cuda::Dtype type, const LossValues& values)
      : c(of),
        dtype(type),
        student(values.student, of.offsets[0]),
        teacher(values.teacher, of.offsets[1]),
        gradient(static_cast<int64_t>(values.student.size()), of.offsets[2]),
        center(normal(of.prototypes, 3), of.offsets[3]),
        weights(values.weights) {}

  // The gradient, or what it would overwrite.
  const Buffer<T>& written() const { return c.in_place ? student : gradient; }

  void run() {
    T* into = c.gradient ? written().data() : nullptr;
    const auto problem =
        c.shape.problem({dtype, student.data(), into, static_cast<float>(c.student_temperature)},
                        {dtype, teacher.data(), c.centered ? center.data() : nullptr,
                         static_cast<float>(c.teacher_temperature), c.probabilities},
                        c.prototypes, weights.data());
    Buffer<float> workspace(Shape::workspace(problem, c.statistics));
    Shape::run(problem,
               {loss.data(), teacher_mean.data(), c.statistics ? target_mean.data() : nullptr,
                c.statistics ? target_entropy.data() : nullptr},
               workspace.data(), nullptr);
  }
  Row results() const {
    Row all = loss.values();
    for (const Row& more :
         {teacher_mean.values(), target_mean.values(), target_entropy.values(), written().values()})
      all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

}  // namespace cuda_test
