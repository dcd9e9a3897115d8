// dino::_masked_patch_loss's kernels against the formula in double.
#include "ops/cuda/masked_patch_loss.cu"
#include "loss_reference.h"
#include "ops/cuda/teacher_statistics.cu"

namespace {

using namespace cuda_test;
namespace cuda = dino::ops::cuda;

struct Case {
  int64_t patches, prototypes;
  bool centered = false, probabilities = false, statistics = false, in_place = false, gradient = true;
  // Elements that the tensors begin behind an aligned address: student, teacher, gradient, center.
  std::array<int64_t, 4> offsets{};
  double student_temperature = 0.1, teacher_temperature = 0.05;
  // Logits' common part.
  double level = 0;
  // Changes single values before they are rounded.
  std::function<void(Row& student, Row& teacher, Row& weights)> change{};

  std::string name() const {
    return std::to_string(patches) + " x " + std::to_string(prototypes) + (centered ? " centered" : "") +
           (probabilities ? " probabilities" : "") + (statistics ? " statistics" : "") +
           (in_place ? " in place" : "") + (gradient ? "" : " without gradient");
  }
};

struct Values {
  Row student, teacher, weights;

  explicit Values(const Case& of)
      : student(normal(of.patches * of.prototypes, 1)),
        teacher(normal(of.patches * of.prototypes, 2)),
        weights(normal(of.patches, 4)) {
    for (double& v : student) v += of.level;
    // Probabilities whose sums are not 1: the loss is defined for them too.
    for (double& v : teacher) v = of.probabilities ? std::fabs(v) / of.prototypes : v + of.level;
    if (of.patches > 2) weights[1] = 0;
    if (of.change) of.change(student, teacher, weights);
  }
};

// A case's tensors of type T, and what the kernels make of them.
template <class T>
struct Problem {
  const Case& c;
  const cuda::Dtype dtype;
  Buffer<T> student, teacher, gradient;
  Buffer<float> center, weights;
  Buffer<float> loss{1}, teacher_mean{c.prototypes}, target_mean{c.prototypes}, target_entropy{1};

  Problem(const Case& of, cuda::Dtype type, const Values& values)
      : c(of),
        dtype(type),
        student(values.student, of.offsets[0]),
        teacher(values.teacher, of.offsets[1]),
        gradient(of.patches * of.prototypes, of.offsets[2]),
        center(normal(of.prototypes, 3), of.offsets[3]),
        weights(values.weights) {}

  void run() {
    T* into = !c.gradient ? nullptr : c.in_place ? student.data() : gradient.data();
    const cuda::MaskedPatchLoss problem{
        {dtype, student.data(), into, static_cast<float>(c.student_temperature)},
        {dtype, teacher.data(), c.centered ? center.data() : nullptr,
         static_cast<float>(c.teacher_temperature), c.probabilities},
        c.patches,
        c.prototypes,
        weights.data()};
    Buffer<float> workspace(cuda::masked_patch_loss_workspace(problem, c.statistics));
    cuda::masked_patch_loss(problem,
                            {loss.data(), teacher_mean.data(), c.statistics ? target_mean.data() : nullptr,
                             c.statistics ? target_entropy.data() : nullptr},
                            workspace.data(), nullptr);
  }
  Row results() const {
    Row all = loss.values();
    for (const Row& more : {teacher_mean.values(), target_mean.values(), target_entropy.values(),
                            (c.in_place ? student : gradient).values()})
      all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

template <class T>
void check_case(const Case& c, cuda::Dtype dtype, const char* type_name) {
  const std::string what = std::string(type_name) + " " + c.name();
  Problem<T> problem(c, dtype, Values(c));
  const Row student = problem.student.values(), teacher = problem.teacher.values();
  const Row weights = problem.weights.values();
  const Row center = c.centered ? problem.center.values() : Row{};
  double loss = 0, losses = 0;
  Row targets, gradient, magnitude;
  for (int64_t row = 0; row < c.patches; ++row) {
    const Row logits = row_of(teacher, row, c.prototypes);
    const Row q = c.probabilities ? logits : exponentials(log_softmax(logits, center, c.teacher_temperature));
    targets.insert(targets.end(), q.begin(), q.end());
    if (weights[row] == 0) {
      gradient.resize(gradient.size() + c.prototypes);
      magnitude.resize(gradient.size());
      continue;
    }
    const Pairing pairing(row_of(student, row, c.prototypes), q, c.student_temperature, weights[row]);
    loss += pairing.loss;
    losses += std::fabs(pairing.loss);
    gradient.insert(gradient.end(), pairing.gradient.begin(), pairing.gradient.end());
    magnitude.insert(magnitude.end(), pairing.magnitude.begin(), pairing.magnitude.end());
  }
  problem.run();
  // Weights of both signs: the sum's error goes with its terms.
  check_close(problem.loss.values(), {loss}, 0, std::isfinite(losses) ? 1e-6 + 1e-5 * losses : 0,
              what + " loss");
  if (c.gradient)
    check_gradients<T>((c.in_place ? problem.student : problem.gradient).values(), gradient, magnitude,
                       what + " gradient");
  const Statistics statistics(teacher, targets, c.prototypes);
  check_close(problem.teacher_mean.values(), statistics.teacher_mean, 1e-5, 1e-6, what + " teacher_mean");
  if (!c.statistics) return;
  check_close(problem.target_mean.values(), statistics.target_mean, 1e-5, 1e-8, what + " target_mean");
  check_close(problem.target_entropy.values(), {statistics.target_entropy}, 1e-5, 1e-6,
              what + " target_entropy");
}

void check_case(const Case& c) {
  each_type(
      [&](auto zero, cuda::Dtype dtype, const char* name) { check_case<decltype(zero)>(c, dtype, name); });
}

void check_shapes() {
  for (const int64_t prototypes : kLengths) {
    check_case({.patches = 5, .prototypes = prototypes, .centered = true});
    check_case({.patches = 2,
                .prototypes = prototypes,
                .centered = prototypes % 2 == 0,
                .statistics = true,
                .in_place = true});
    check_case({.patches = 4, .prototypes = prototypes, .probabilities = true, .statistics = true});
  }
  // More rows than one thread sums; the largest blocks.
  check_case({.patches = 70, .prototypes = 24, .statistics = true});
  if (!kSlow)
    check_case(
        {.patches = 1, .prototypes = 33000, .centered = true, .statistics = true, .student_temperature = 1});
  check_case({.patches = 4, .prototypes = 64, .statistics = true, .gradient = false});
}

// One tensor after the other begins where 16 bytes cannot be read.
void check_alignment() {
  for (size_t moved = 0; moved < 4; ++moved) {
    Case c{.patches = 4, .prototypes = 1024, .centered = true, .statistics = true};
    c.offsets[moved] = 1;
    check_case(c);
  }
}

// What is common to all logits must cost no digits, nor may an outlier in any place.
void check_range() {
  Case c{.patches = 4, .prototypes = 520, .statistics = true, .level = 500};
  check_case(c);
  c.level = 0;
  for (const int64_t place : {0, 300, 519}) {
    c.change = [place](Row& student, Row& teacher, Row&) {
      student[place] = teacher[2 * 520 + place] = -30000;
      student[3 * 520 + place] = teacher[3 * 520 + place] = 60;
    };
    check_case(c);
  }
}

// Each value alone in one row: the row's results are what the formula gives, and no other row's change.
void check_special_values() {
  for (const int64_t prototypes : {7, 40, 300}) {
    for (const double value : {kNaN, kInfinity, -kInfinity}) {
      for (const int64_t place : {int64_t{0}, prototypes - 1}) {
        Case c{.patches = 3, .prototypes = prototypes, .student_temperature = 1, .teacher_temperature = 1};
        c.change = [&](Row& student, Row&, Row&) { student[2 * prototypes + place] = value; };
        check_case(c);
        c.statistics = true;
        c.change = [&](Row&, Row& teacher, Row&) { teacher[2 * prototypes + place] = value; };
        check_case(c);
        c.change = [&](Row& student, Row& teacher, Row&) {
          for (int64_t i = 0; i < prototypes; ++i) student[i] = teacher[2 * prototypes + i] = value;
        };
        check_case(c);
        // A patch of weight 0 may hold anything.
        c.statistics = false;
        c.change = [&](Row& student, Row& teacher, Row&) {
          for (int64_t i = 0; i < prototypes; ++i) student[prototypes + i] = value;
          teacher[prototypes + place] = value;
        };
        check_case(c);
      }
    }
    Case c{.patches = 3, .prototypes = prototypes};
    c.change = [&](Row&, Row&, Row& weights) { weights[2] = kNaN; };
    check_case(c);
  }
}

}  // namespace

int main() {
  return run([] {
    check_shapes();
    check_alignment();
    check_range();
    check_special_values();
    const Case c{.patches = 5, .prototypes = 1000, .centered = true, .statistics = true};
    check_orders(
        [&] {
          Problem<float> problem(c, cuda::Dtype::kFloat, Values(c));
          problem.run();
          return problem.results();
        },
        c.name());
  });
}
