// dino::_multi_crop_loss's kernels against the formula in double.
#include "ops/cuda/multi_crop_loss.cu"
#include "loss_reference.h"
#include "ops/cuda/teacher_statistics.cu"

namespace {

using namespace cuda_test;
namespace cuda = dino::ops::cuda;

struct Case {
  int64_t images, prototypes;
  int student_crops, teacher_crops;
  bool centered = false, probabilities = false, statistics = false, in_place = false, gradient = true;
  // Elements that the tensors begin behind an aligned address: student, teacher, gradient, center.
  std::array<int64_t, 4> offsets{};
  Row weights{};
  double student_temperature = 0.1, teacher_temperature = 0.05;
  // Logits' common part.
  double level = 0;
  // Changes single values of student and teacher before they are rounded.
  std::function<void(Row& student, Row& teacher)> change{};

  std::string name() const {
    return std::to_string(teacher_crops) + "+" + std::to_string(student_crops) + " crops x " +
           std::to_string(images) + " x " + std::to_string(prototypes) + (centered ? " centered" : "") +
           (probabilities ? " probabilities" : "") + (statistics ? " statistics" : "") +
           (in_place ? " in place" : "") + (gradient ? "" : " without gradient");
  }
};

// All pairs but a crop with itself, as DINO weighs them.
Row dino_weights(int student_crops, int teacher_crops) {
  Row weights;
  const double pairs = std::max(1, student_crops * teacher_crops - std::min(student_crops, teacher_crops));
  for (int t = 0; t < teacher_crops; ++t)
    for (int v = 0; v < student_crops; ++v) weights.push_back(t == v && student_crops > 1 ? 0 : 1 / pairs);
  return weights;
}

struct Values {
  Row student, teacher;

  explicit Values(const Case& of)
      : student(normal(of.images * of.student_crops * of.prototypes, 1)),
        teacher(normal(of.images * of.teacher_crops * of.prototypes, 2)) {
    for (double& v : student) v += of.level;
    // Probabilities whose sums are not 1: the loss is defined for them too.
    for (double& v : teacher) v = of.probabilities ? std::fabs(v) / of.prototypes : v + of.level;
    if (of.change) of.change(student, teacher);
  }
};

// A case's tensors of type T, and what the kernels make of them.
template <class T>
struct Problem {
  const Case& c;
  const cuda::Dtype dtype;
  const Row weights;
  Buffer<T> student, teacher, gradient;
  Buffer<float> center;
  Buffer<float> loss{1}, teacher_mean{c.prototypes}, target_mean{c.prototypes}, target_entropy{1};

  Problem(const Case& of, cuda::Dtype type, const Values& values)
      : c(of),
        dtype(type),
        weights(of.weights.empty() ? dino_weights(of.student_crops, of.teacher_crops) : of.weights),
        student(values.student, of.offsets[0]),
        teacher(values.teacher, of.offsets[1]),
        gradient(of.images * of.student_crops * of.prototypes, of.offsets[2]),
        center(normal(of.prototypes, 3), of.offsets[3]) {}

  void run() {
    std::vector<float> pairs(weights.begin(), weights.end());
    T* into = !c.gradient ? nullptr : c.in_place ? student.data() : gradient.data();
    const cuda::MultiCropLoss problem{
        {dtype, student.data(), into, static_cast<float>(c.student_temperature)},
        {dtype, teacher.data(), c.centered ? center.data() : nullptr,
         static_cast<float>(c.teacher_temperature), c.probabilities},
        c.images,
        c.prototypes,
        c.student_crops,
        c.teacher_crops,
        pairs.data()};
    Buffer<float> workspace(cuda::multi_crop_loss_workspace(problem, c.statistics));
    cuda::multi_crop_loss(problem,
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
  const Row center = c.centered ? problem.center.values() : Row{};
  Row targets;
  for (int64_t row = 0; row < c.images * c.teacher_crops; ++row) {
    const Row logits = row_of(teacher, row, c.prototypes);
    const Row q = c.probabilities ? logits : exponentials(log_softmax(logits, center, c.teacher_temperature));
    targets.insert(targets.end(), q.begin(), q.end());
  }
  double loss = 0;
  Row gradient, magnitude;
  for (int64_t row = 0; row < c.images * c.student_crops; ++row) {
    const int64_t crop = row / c.images, image = row % c.images;
    Row sum(c.prototypes), zeros(c.prototypes);
    bool paired = false;
    for (int t = 0; t < c.teacher_crops; ++t) {
      const double weight = problem.weights[t * c.student_crops + crop];
      if (weight == 0) continue;
      paired = true;
      for (int64_t k = 0; k < c.prototypes; ++k)
        sum[k] += weight * targets[(t * c.images + image) * c.prototypes + k];
    }
    if (!paired) {
      gradient.insert(gradient.end(), zeros.begin(), zeros.end());
      magnitude.insert(magnitude.end(), zeros.begin(), zeros.end());
      continue;
    }
    const Pairing pairing(row_of(student, row, c.prototypes), sum, c.student_temperature, 1.0 / c.images);
    loss += pairing.loss;
    gradient.insert(gradient.end(), pairing.gradient.begin(), pairing.gradient.end());
    magnitude.insert(magnitude.end(), pairing.magnitude.begin(), pairing.magnitude.end());
  }
  problem.run();
  check_close(problem.loss.values(), {loss}, 1e-5, 1e-6, what + " loss");
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
    check_case(
        {.images = 2, .prototypes = prototypes, .student_crops = 3, .teacher_crops = 2, .centered = true});
    check_case({.images = 1,
                .prototypes = prototypes,
                .student_crops = 2,
                .teacher_crops = 2,
                .centered = prototypes % 2 == 0,
                .statistics = true,
                .in_place = true});
    check_case({.images = 2,
                .prototypes = prototypes,
                .student_crops = 2,
                .teacher_crops = 1,
                .probabilities = true,
                .statistics = true});
  }
  // More teacher rows than one thread sums; the largest blocks; all pairs that one launch weighs.
  check_case({.images = 35, .prototypes = 24, .student_crops = 2, .teacher_crops = 2, .statistics = true});
  if (!kSlow)
    check_case({.images = 1,
                .prototypes = 33000,
                .student_crops = 2,
                .teacher_crops = 1,
                .centered = true,
                .statistics = true,
                .student_temperature = 1});
  check_case({.images = 1, .prototypes = 8, .student_crops = 16, .teacher_crops = 16});
  check_case({.images = 2, .prototypes = 64, .student_crops = 2, .teacher_crops = 2, .gradient = false});
}

// One tensor after the other begins where 16 bytes cannot be read.
void check_alignment() {
  for (size_t moved = 0; moved < 4; ++moved) {
    Case c{.images = 2,
           .prototypes = 1024,
           .student_crops = 2,
           .teacher_crops = 2,
           .centered = true,
           .statistics = true};
    c.offsets[moved] = 1;
    check_case(c);
  }
}

// What is common to all logits must cost no digits, nor may an outlier in any place.
void check_range() {
  Case c{.images = 2,
         .prototypes = 520,
         .student_crops = 2,
         .teacher_crops = 2,
         .statistics = true,
         .level = 500};
  check_case(c);
  c.level = 0;
  for (const int64_t place : {0, 300, 519}) {
    c.change = [place](Row& student, Row& teacher) {
      student[place] = teacher[place] = -30000;
      student[520 + place] = teacher[520 + place] = 60;
    };
    check_case(c);
  }
}

void check_weights() {
  Case c{.images = 2, .prototypes = 40, .student_crops = 3, .teacher_crops = 2};
  c.weights = {0.5, 0, 0.25, 1.5, 0, 0.125};
  // What is left out may be anything: all of the student's crop 1.
  c.change = [](Row& student, Row&) {
    for (int64_t i = 2 * 40; i < 4 * 40; ++i) student[i] = kNaN;
  };
  check_case(c);
  c.in_place = true;
  check_case(c);
  // And the teacher's crop 1 for the student's crop 2.
  c.weights = {1, 1, 1, 0, 0, 0};
  c.change = [](Row&, Row& teacher) { teacher[2 * 40] = kNaN; };
  check_case(c);
  c.weights = {0, 0, 0, 0, 0, 0};
  check_case(c);
  c.weights = {1, -1, 1, -0.5, 2, 1};
  c.change = nullptr;
  check_case(c);
}

// Each value alone in one row: the row's results are what the formula gives, and no other row's change.
void check_special_values() {
  for (const int64_t prototypes : {7, 40, 300}) {
    for (const double value : {kNaN, kInfinity, -kInfinity}) {
      for (const int64_t place : {int64_t{0}, prototypes - 1}) {
        Case c{.images = 2,
               .prototypes = prototypes,
               .student_crops = 2,
               .teacher_crops = 2,
               .student_temperature = 1,
               .teacher_temperature = 1};
        c.change = [&](Row& student, Row&) { student[prototypes + place] = value; };
        check_case(c);
        c.statistics = true;
        c.change = [&](Row&, Row& teacher) { teacher[prototypes + place] = value; };
        check_case(c);
        c.change = [&](Row& student, Row& teacher) {
          for (int64_t i = 0; i < prototypes; ++i) student[i] = teacher[2 * prototypes + i] = value;
        };
        check_case(c);
      }
    }
  }
}

}  // namespace

int main() {
  return run([] {
    check_shapes();
    check_alignment();
    check_range();
    check_weights();
    check_special_values();
    const Case c{.images = 3,
                 .prototypes = 1000,
                 .student_crops = 3,
                 .teacher_crops = 2,
                 .centered = true,
                 .statistics = true};
    check_orders(
        [&] {
          Problem<float> problem(c, cuda::Dtype::kFloat, Values(c));
          problem.run();
          return problem.results();
        },
        c.name());
  });
}
