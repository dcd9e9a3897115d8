#include "target_loss.h"

#include <ATen/ATen.h>
#include <ATen/MemoryOverlap.h>

#include "dtypes.h"
#include "overlap.h"
#include "written.h"

namespace dino::ops {

namespace {

void check_loss_input(const char* name, const char* argument, const at::Tensor& tensor, at::Device device) {
  check_loss_dtype(name, argument, tensor);
  TORCH_CHECK_VALUE(tensor.layout() == at::kStrided, "dino::", name, ": ", argument,
                    ": expected a strided tensor, got ", tensor.layout());
  TORCH_CHECK_VALUE(tensor.device() == device, "dino::", name, ": ", argument, ": expected it on ", device,
                    " as student, got ", tensor.device());
}

void check_loss_temperature(const char* name, const char* argument, double temperature) {
  // Kernels multiply by its inverse, in float32. Also false for NaN.
  TORCH_CHECK_VALUE(temperature >= 1e-30 && temperature <= 1e30, "dino::", name, ": ", argument,
                    ": expected 1e-30 to 1e30, got ", temperature);
}

// By their addresses: several storages can hold the same memory. Careful about views whose elements lie
// between each other's.
bool are_apart(const at::Tensor& written, const at::Tensor& read) {
  return !may_overlap({{"", 0, &written, true}, {"", 1, &read, false}});
}

bool are_in_one_place(const at::Tensor& a, const at::Tensor& b) {
  return a.strides() == b.strides() && a.const_data_ptr() == b.const_data_ptr();
}

}  // namespace

void check_loss_dtype(const char* name, const char* argument, const at::Tensor& tensor) {
  TORCH_CHECK_VALUE(is_computed_with(tensor.scalar_type()), "dino::", name, ": ", argument,
                    ": expected float32, bfloat16, float16 or float64, got ", tensor.scalar_type());
}

void check_targets(const char* name, const at::Tensor& student, const Targets& targets,
                   double student_temperature) {
  const auto& [teacher, center, temperature, are_probabilities] = targets;
  check_loss_input(name, "student", student, student.device());
  check_loss_input(name, "teacher", teacher, student.device());
  TORCH_CHECK_VALUE(student.dim() == 2 && student.size(1) > 0, "dino::", name,
                    ": student: expected [rows, prototypes] with at least one prototype, got ",
                    student.sizes());
  TORCH_CHECK_VALUE(teacher.dim() == 2 && teacher.size(1) == student.size(1), "dino::", name,
                    ": teacher: expected [rows, ", student.size(1), "], got ", teacher.sizes());
  if (center) {
    TORCH_CHECK_VALUE(!are_probabilities, "dino::", name,
                      ": center: expected none beside a teacher that holds probabilities");
    check_loss_input(name, "center", *center, student.device());
    TORCH_CHECK_VALUE((center->dim() == 1 || (center->dim() == 2 && center->size(0) == 1)) &&
                          center->size(-1) == student.size(1),
                      "dino::", name, ": center: expected [", student.size(1), "] or [1, ", student.size(1),
                      "], got ", center->sizes());
  }
  check_loss_temperature(name, "student_temperature", student_temperature);
  check_loss_temperature(name, "teacher_temperature", temperature);
}

void check_gradient(const char* name, const at::Tensor& student, const Targets& targets,
                    const std::optional<at::Tensor>& grad_student, const at::Tensor* weights) {
  if (!grad_student) return;
  check_loss_input(name, "grad_student", *grad_student, student.device());
  TORCH_CHECK_VALUE(
      grad_student->scalar_type() == student.scalar_type() && grad_student->sizes() == student.sizes(),
      "dino::", name, ": grad_student: expected ", student.scalar_type(), " ", student.sizes(),
      " as student, got ", grad_student->scalar_type(), " ", grad_student->sizes());
  TORCH_CHECK_VALUE(at::has_internal_overlap(*grad_student) != at::MemOverlap::Yes, "dino::", name,
                    ": grad_student: expected memory of its own for every element, got strides ",
                    grad_student->strides());
  // Tensors of the device Meta have no memory.
  if (student.is_meta()) return;
  TORCH_CHECK_VALUE(are_apart(*grad_student, student) || are_in_one_place(*grad_student, student),
                    "dino::", name,
                    ": grad_student: expected student itself or memory apart from it, got an overlap");
  const auto check_apart = [&](const char* other, const at::Tensor& tensor) {
    TORCH_CHECK_VALUE(are_apart(*grad_student, tensor), "dino::", name,
                      ": grad_student: expected memory apart from ", other, ", got an overlap");
  };
  check_apart("teacher", targets.teacher);
  if (targets.center) check_apart("center", *targets.center);
  if (weights) check_apart("weights", *weights);
}

at::ScalarType loss_dtype(const at::Tensor& student, const at::Tensor& teacher) {
  return student.scalar_type() == at::kDouble || teacher.scalar_type() == at::kDouble ? at::kDouble
                                                                                      : at::kFloat;
}

at::Tensor target_probabilities(const Targets& targets, at::ScalarType dtype) {
  const at::Tensor rows = targets.teacher.detach().to(dtype);
  if (targets.are_probabilities) return rows;
  const at::Tensor centered =
      targets.center ? rows - targets.center->detach().to(dtype).reshape({1, -1}) : rows;
  return at::softmax(centered / targets.temperature, 1);
}

TargetLoss with_statistics(const at::Tensor& loss, const Targets& targets, const at::Tensor& probabilities,
                           bool statistics) {
  const auto options = probabilities.options();
  const auto mean_of = [](const at::Tensor& rows) {
    return rows.size(0) == 0 ? at::zeros({rows.size(1)}, rows.options()) : rows.mean(0);
  };
  const at::Tensor teacher_mean = mean_of(targets.teacher.detach().to(probabilities.scalar_type()));
  if (!statistics) return {loss, teacher_mean, at::empty({0}, options), at::empty({0}, options)};
  // xlogy gives 0 for a probability of 0.
  const at::Tensor entropies = at::xlogy(probabilities, probabilities).sum(1).neg_();
  return {loss, teacher_mean, mean_of(probabilities),
          probabilities.size(0) == 0 ? at::zeros({}, options) : entropies.mean()};
}

TargetLoss empty_results(const at::Tensor& student, const at::Tensor& teacher, bool statistics) {
  const auto make = [options = student.options().dtype(loss_dtype(student, teacher))](at::IntArrayRef shape) {
    return at::empty(shape, options);
  };
  const int64_t prototypes = student.size(1);
  return statistics ? TargetLoss{make({}), make({prototypes}), make({prototypes}), make({})}
                    : TargetLoss{make({}), make({prototypes}), make({0}), make({0})};
}

at::Tensor scaled_gradient(const char* name, const at::Tensor& grad_loss, const at::Tensor& grad_student,
                           bool inplace) {
  TORCH_CHECK_VALUE(grad_loss.dim() == 0 && at::isFloatingType(grad_loss.scalar_type()), "dino::", name,
                    ": grad_loss: expected a floating point scalar, got ", grad_loss.scalar_type(), " ",
                    grad_loss.sizes());
  TORCH_CHECK_VALUE(at::isFloatingType(grad_student.scalar_type()), "dino::", name,
                    ": grad_student: expected floating point, got ", grad_student.scalar_type());
  TORCH_CHECK_VALUE(grad_loss.device() == grad_student.device(), "dino::", name,
                    ": grad_loss: expected it on ", grad_student.device(), " as grad_student, got ",
                    grad_loss.device());
  if (!inplace) return grad_student.mul(grad_loss);
  if (!grad_loss.is_cpu() || grad_loss.item<double>() != 1) {
    grad_student.mul_(grad_loss);
    bump_versions(grad_student);
  }
  return at::empty({0}, grad_student.options());
}

}  // namespace dino::ops
