#include "target_loss_rows.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

#include "../dtypes.h"
#include "denormals.h"
#include "simd/target_loss.h"

namespace dino::ops {

namespace {

const simd::TargetLossKernels& row_kernels(const at::Tensor& tensor) {
  const simd::TargetLossTable& table = simd::target_loss_kernels();
  switch (tensor.scalar_type()) {
    case at::kFloat:
      return table.float32;
    case at::kBFloat16:
      return table.bfloat16;
    default:
      return table.float16;
  }
}

bool has_dense_rows(const at::Tensor& matrix) {
  return matrix.stride(1) == 1 || matrix.size(1) == 1;
}

at::Tensor with_dense_rows(const at::Tensor& matrix) {
  return has_dense_rows(matrix) ? matrix.detach() : matrix.detach().contiguous();
}

// A matrix of dense rows, by the addresses that threads may read and write.
template <class Byte>
struct Rows {
  Byte* first = nullptr;
  int64_t bytes_apart = 0;

  Rows() = default;
  Rows(Byte* data, const at::Tensor& matrix)
      : first(data), bytes_apart(matrix.stride(0) * static_cast<int64_t>(matrix.itemsize())) {}
  Byte* operator[](int64_t row) const { return first + row * bytes_apart; }
};

// The targets that the student's crops meet: the teachers' own, and sums of them, each made once for all
// crops that want the same.
struct Plan {
  struct Sum {
    std::vector<int64_t> teachers;
    std::vector<float> weights;
  };
  // Of one crop: the number of its target, the sums' behind the teachers'; what the cross-entropy counts, 0
  // where there is none.
  struct Meeting {
    int64_t target = 0;
    double weight = 0;
  };
  std::vector<Sum> sums;
  std::vector<Meeting> meetings;

  Plan(at::ArrayRef<double> pair_weights, int64_t teachers, int64_t students) {
    for (int64_t v = 0; v < students; ++v) {
      Sum sum;
      Meeting meeting;
      for (int64_t t = 0; t < teachers; ++t) {
        const double weight = pair_weights[t * students + v];
        if (weight == 0) continue;
        meeting = {t, weight};
        sum.teachers.push_back(t);
        sum.weights.push_back(static_cast<float>(weight));
      }
      if (sum.teachers.size() > 1) meeting = {teachers + find_or_add(sum), 1};
      meetings.push_back(meeting);
    }
  }

 private:
  int64_t find_or_add(const Sum& sum) {
    const auto same = std::find_if(sums.begin(), sums.end(), [&](const Sum& other) {
      return other.teachers == sum.teachers && other.weights == sum.weights;
    });
    const int64_t number = same - sums.begin();
    if (same == sums.end()) sums.push_back(sum);
    return number;
  }
};

class TargetLossRun {
 public:
  TargetLossRun(const TargetLossRows& rows, int64_t images)
      : rows_(rows),
        prototypes_(rows.student.size(1)),
        images_(images),
        students_(rows.student.size(0) / images),
        teachers_(rows.targets.teacher.size(0) / images),
        plan_(rows.pair_weights, teachers_, students_),
        workers_(std::min<int64_t>(at::get_num_threads(), images * std::max(students_, teachers_))),
        losses_(rows.student.size(0)),
        entropies_(rows.targets.teacher.size(0)) {
    student_ = with_dense_rows(rows.student);
    teacher_ = with_dense_rows(rows.targets.teacher);
    if (rows.targets.center) center_ = rows.targets.center->detach().to(at::kFloat).contiguous();
    if (rows.grad_student)
      gradient_ = has_dense_rows(*rows.grad_student) ? rows.grad_student->detach()
                                                     : at::empty(student_.sizes(), student_.options());
    // What is written first, since taking its address may move what it shares with what is read; and both
    // before there are threads, which must not.
    if (gradient_.defined()) gradient_rows_ = {static_cast<char*>(gradient_.mutable_data_ptr()), gradient_};
    student_rows_ = {static_cast<const char*>(student_.const_data_ptr()), student_};
    teacher_rows_ = {static_cast<const char*>(teacher_.const_data_ptr()), teacher_};
    const auto floats = student_.options().dtype(at::kFloat);
    scratch_ = at::empty({workers_, targets_of_image() + 1, simd::target_size(prototypes_)}, floats);
    totals_ = at::zeros({workers_, 2, prototypes_}, floats);
  }

  TargetLoss operator()() {
    // Images that share out evenly are read as a whole; of those left over the rows are shared out.
    const int64_t whole = std::max(students_, teachers_) == 1 ? images_ : images_ - images_ % workers_;
    share(whole, [&](int64_t worker, int64_t image) {
      for (int64_t t = 0; t < teachers_; ++t) read_teacher(worker, worker, image, t);
      for (int64_t sum = 0; sum < sums(); ++sum) add_targets(worker, sum);
      for (int64_t v = 0; v < students_; ++v) pass_student(worker, worker, image, v);
    });
    const int64_t rest = images_ - whole;
    share(rest * teachers_, [&](int64_t worker, int64_t item) {
      read_teacher(worker, item / teachers_, whole + item / teachers_, item % teachers_);
    });
    share(rest * sums(), [&](int64_t, int64_t item) { add_targets(item / sums(), item % sums()); });
    share(rest * students_, [&](int64_t worker, int64_t item) {
      pass_student(worker, item / students_, whole + item / students_, item % students_);
    });
    if (rows_.grad_student && !has_dense_rows(*rows_.grad_student))
      rows_.grad_student->detach().copy_(gradient_);
    return results();
  }

 private:
  int64_t sums() const { return static_cast<int64_t>(plan_.sums.size()); }
  int64_t targets_of_image() const { return teachers_ + sums(); }

  // Each worker has a share of consecutive items, whichever thread does its work.
  template <class Body>
  void share(int64_t items, const Body& body) {
    if (items == 0) return;
    at::parallel_for(0, workers_, 1, [&](int64_t begin, int64_t end) {
      const FlushDenormals flush;
      for (int64_t worker = begin; worker < end; ++worker)
        for (int64_t item = items * worker / workers_; item < items * (worker + 1) / workers_; ++item)
          body(worker, item);
    });
  }

  // `place`: which of the workers' places for an image's targets.
  float* target(int64_t place, int64_t number) const {
    return scratch_.data_ptr<float>() +
           (place * (targets_of_image() + 1) + number) * simd::target_size(prototypes_);
  }

  void read_teacher(int64_t worker, int64_t place, int64_t image, int64_t t) {
    const simd::TargetLossKernels& kernels = row_kernels(teacher_);
    float* totals = totals_.data_ptr<float>() + worker * 2 * prototypes_;
    const simd::TargetTotals wanted{totals, rows_.statistics ? totals + prototypes_ : nullptr};
    const int64_t row = t * images_ + image;
    const void* values = teacher_rows_[row];
    entropies_[row] =
        rows_.targets.are_probabilities
            ? kernels.probabilities(values, prototypes_, target(place, t), wanted)
            : kernels.softmax(values, center_.defined() ? center_.const_data_ptr<float>() : nullptr,
                              prototypes_, static_cast<float>(1 / rows_.targets.temperature),
                              target(place, t), wanted);
  }

  void add_targets(int64_t place, int64_t number) {
    const Plan::Sum& sum = plan_.sums[number];
    std::vector<const float*> parts;
    for (int64_t t : sum.teachers) parts.push_back(target(place, t));
    simd::target_loss_kernels().combine(parts.data(), sum.weights.data(), static_cast<int64_t>(parts.size()),
                                        prototypes_, target(place, teachers_ + number));
  }

  void pass_student(int64_t worker, int64_t place, int64_t image, int64_t v) {
    const Plan::Meeting& meeting = plan_.meetings[v];
    const double weight =
        meeting.weight *
        (rows_.image_weights ? static_cast<double>(rows_.image_weights[image]) : 1.0 / images_);
    const int64_t row = v * images_ + image;
    void* gradient = gradient_.defined() ? gradient_rows_[row] : nullptr;
    if (weight == 0) {
      if (gradient) std::memset(gradient, 0, prototypes_ * gradient_.itemsize());
      return;
    }
    losses_[row] = weight * row_kernels(student_).cross_entropy(
                                student_rows_[row], target(place, meeting.target), prototypes_,
                                static_cast<float>(1 / rows_.student_temperature), gradient,
                                weight / rows_.student_temperature, target(worker, targets_of_image()));
  }

  TargetLoss results() const {
    const auto sum = [](const std::vector<double>& numbers) {
      return std::accumulate(numbers.begin(), numbers.end(), 0.0);
    };
    const auto count = static_cast<double>(entropies_.size());
    auto found = empty_results(rows_.student, rows_.targets.teacher, rows_.statistics);
    auto& [loss, teacher_mean, target_mean, target_entropy] = found;
    loss.fill_(sum(losses_));
    write_mean(teacher_mean, 0, count);
    if (rows_.statistics) {
      write_mean(target_mean, 1, count);
      target_entropy.fill_(sum(entropies_) / count);
    }
    return found;
  }

  void write_mean(const at::Tensor& mean, int64_t which, double count) const {
    const float* totals = totals_.const_data_ptr<float>() + which * prototypes_;
    float* to = mean.mutable_data_ptr<float>();
    at::parallel_for(0, prototypes_, 1 << 12, [&](int64_t begin, int64_t end) {
      for (int64_t k = begin; k < end; ++k) {
        double total = 0;
        for (int64_t worker = 0; worker < workers_; ++worker) total += totals[worker * 2 * prototypes_ + k];
        to[k] = static_cast<float>(total / count);
      }
    });
  }

  const TargetLossRows& rows_;
  const int64_t prototypes_, images_, students_, teachers_;
  const Plan plan_;
  const int64_t workers_;
  std::vector<double> losses_, entropies_;  // of each row
  at::Tensor student_, teacher_, center_, gradient_;
  Rows<const char> student_rows_, teacher_rows_;
  Rows<char> gradient_rows_;
  at::Tensor scratch_;  // of each worker: an image's targets and sums of them, and a row for its own use
  at::Tensor totals_;   // of each worker: of the teacher's rows and of the targets
};

}  // namespace

bool has_target_loss_rows(const at::Tensor& student, const at::Tensor& teacher) {
  return has_float_kernels(student.scalar_type()) && has_float_kernels(teacher.scalar_type());
}

TargetLoss target_loss_rows(const TargetLossRows& rows, int64_t images) {
  return TargetLossRun(rows, images)();
}

}  // namespace dino::ops
