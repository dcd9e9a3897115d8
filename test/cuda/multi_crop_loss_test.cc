// dino::_multi_crop_loss's kernels against the formula in double.
#include "ops/cuda/multi_crop_loss.cu"
#include "loss_checks.h"
#include "ops/cuda/teacher_statistics.cu"

namespace {

using namespace cuda_test;
struct Crops {
  int64_t images;
  int student, teacher;

  int64_t student_rows() const { return images * student; }
  int64_t teacher_rows() const { return images * teacher; }
  std::string name() const {
    return std::to_string(teacher) + "+" + std::to_string(student) + " crops x " + std::to_string(images);
  }
  // All pairs but a crop with itself, as DINO weighs them.
  Row weights() const {
    Row all;
    const double pairs = std::max(1, student * teacher - std::min(student, teacher));
    for (int t = 0; t < teacher; ++t)
      for (int v = 0; v < student; ++v) all.push_back(t == v && student > 1 ? 0 : 1 / pairs);
    return all;
  }
  std::optional<Row> pair(int64_t row, const Row& targets, const Row& weights) const {
    const int64_t crop = row / images, image = row % images;
    const int64_t prototypes = static_cast<int64_t>(targets.size()) / teacher_rows();
    std::optional<Row> sum;
    for (int t = 0; t < teacher; ++t) {
      const double weight = weights[t * student + crop];
      if (weight == 0) continue;
      if (!sum) sum.emplace(prototypes);
      for (int64_t k = 0; k < prototypes; ++k)
        (*sum)[k] += weight * targets[(t * images + image) * prototypes + k];
    }
    return sum;
  }
  double scale(int64_t, const Row&) const { return 1.0 / images; }

  cuda::MultiCropLoss problem(const cuda::Student& student_rows, const cuda::Teacher& teacher_rows,
                              int64_t prototypes, const float* weights) const {
    return {student_rows, teacher_rows, images, prototypes, student, teacher, weights};
  }
  static constexpr auto workspace = cuda::multi_crop_loss_workspace;
  static constexpr auto run = cuda::multi_crop_loss;
};

using Case = LossCase<Crops>;

void check_shapes() {
  for (const int64_t prototypes : kLengths) {
    check_case(Case{.shape = {2, 3, 2}, .prototypes = prototypes, .centered = true});
    check_case(Case{.shape = {1, 2, 2},
                    .prototypes = prototypes,
                    .centered = prototypes % 2 == 0,
                    .statistics = true,
                    .in_place = true});
    check_case(Case{.shape = {2, 2, 1}, .prototypes = prototypes, .probabilities = true, .statistics = true});
  }
  // More teacher rows than one thread sums; the largest blocks; all pairs that one launch weighs.
  check_case(Case{.shape = {35, 2, 2}, .prototypes = 24, .statistics = true});
  if (!kSlow)
    check_case(Case{.shape = {1, 2, 1},
                    .prototypes = 33000,
                    .centered = true,
                    .statistics = true,
                    .student_temperature = 1});
  check_case(Case{.shape = {1, 16, 16}, .prototypes = 8});
  check_case(Case{.shape = {2, 2, 2}, .prototypes = 64, .gradient = false});
}

// What is common to all logits must cost no digits, nor may an outlier in any place.
void check_range() {
  Case c{.shape = {2, 2, 2}, .prototypes = 520, .statistics = true, .level = 500};
  check_case(c);
  c.level = 0;
  for (const int64_t place : {0, 300, 519}) {
    c.change = [place](Row& student, Row& teacher, Row&) {
      student[place] = teacher[place] = -30000;
      student[520 + place] = teacher[520 + place] = 60;
    };
    check_case(c);
  }
}

void check_weights() {
  Case c{.shape = {2, 3, 2}, .prototypes = 40};
  c.weights = {0.5, 0, 0.25, 1.5, 0, 0.125};
  // What is left out may be anything: all of the student's crop 1.
  c.change = [](Row& student, Row&, Row&) {
    for (int64_t i = 2 * 40; i < 4 * 40; ++i) student[i] = kNaN;
  };
  check_case(c);
  c.in_place = true;
  check_case(c);
  // And the teacher's crop 1 for the student's crop 2.
  c.weights = {1, 1, 1, 0, 0, 0};
  c.change = [](Row&, Row& teacher, Row&) { teacher[2 * 40] = kNaN; };
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
        Case c{
            .shape = {2, 2, 2}, .prototypes = prototypes, .student_temperature = 1, .teacher_temperature = 1};
        c.change = [&](Row& student, Row&, Row&) { student[prototypes + place] = value; };
        check_case(c);
        c.statistics = true;
        c.change = [&](Row&, Row& teacher, Row&) { teacher[prototypes + place] = value; };
        check_case(c);
        c.change = [&](Row& student, Row& teacher, Row&) {
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
    check_alignment(Case{.shape = {2, 2, 2}, .prototypes = 1024, .centered = true, .statistics = true});
    check_range();
    check_weights();
    check_special_values();
    check_orders(Case{.shape = {3, 3, 2}, .prototypes = 1000, .centered = true, .statistics = true});
  });
}
