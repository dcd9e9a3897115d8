// dino::_masked_patch_loss's kernels against the formula in double.
#include "ops/cuda/masked_patch_loss.cu"
#include "loss_checks.h"
#include "ops/cuda/teacher_statistics.cu"

namespace {

using namespace cuda_test;
struct Patches {
  int64_t count;

  int64_t student_rows() const { return count; }
  int64_t teacher_rows() const { return count; }
  std::string name() const { return std::to_string(count) + " patches"; }
  Row weights() const {
    Row all = normal(count, 4);
    if (count > 2) all[1] = 0;
    return all;
  }
  std::optional<Row> pair(int64_t row, const Row& targets, const Row& weights) const {
    if (weights[row] == 0) return std::nullopt;
    return row_of(targets, row, static_cast<int64_t>(targets.size()) / count);
  }
  double scale(int64_t row, const Row& weights) const { return weights[row]; }

  cuda::MaskedPatchLoss problem(const cuda::Student& student, const cuda::Teacher& teacher,
                                int64_t prototypes, const float* weights) const {
    return {student, teacher, count, prototypes, weights};
  }
  static constexpr auto workspace = cuda::masked_patch_loss_workspace;
  static constexpr auto run = cuda::masked_patch_loss;
};

using Case = LossCase<Patches>;

void check_shapes() {
  for (const int64_t prototypes : kLengths) {
    check_case(Case{.shape = {5}, .prototypes = prototypes, .centered = true});
    check_case(Case{.shape = {2},
                    .prototypes = prototypes,
                    .centered = prototypes % 2 == 0,
                    .statistics = true,
                    .in_place = true});
    check_case(Case{.shape = {4}, .prototypes = prototypes, .probabilities = true, .statistics = true});
  }
  // More rows than one thread sums; the largest blocks.
  check_case(Case{.shape = {70}, .prototypes = 24, .statistics = true});
  if (!kSlow)
    check_case(Case{
        .shape = {1}, .prototypes = 33000, .centered = true, .statistics = true, .student_temperature = 1});
  check_case(Case{.shape = {4}, .prototypes = 64, .statistics = true, .gradient = false});
}

// What is common to all logits must cost no digits, nor may an outlier in any place.
void check_range() {
  Case c{.shape = {4}, .prototypes = 520, .statistics = true, .level = 500};
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
        Case c{.shape = {3}, .prototypes = prototypes, .student_temperature = 1, .teacher_temperature = 1};
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
    Case c{.shape = {3}, .prototypes = prototypes};
    c.change = [&](Row&, Row&, Row& weights) { weights[2] = kNaN; };
    check_case(c);
  }
}

}  // namespace

int main() {
  return run([] {
    check_shapes();
    check_alignment(Case{.shape = {4}, .prototypes = 1024, .centered = true, .statistics = true});
    check_range();
    check_special_values();
    check_orders(Case{.shape = {5}, .prototypes = 1000, .centered = true, .statistics = true});
  });
}
