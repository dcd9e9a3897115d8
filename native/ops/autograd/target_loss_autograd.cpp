#include "target_loss_autograd.h"

#include <ATen/ATen.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/custom_function.h>

#include <string>

#include "../written.h"
#include "recorded.h"
#include "scaled_gradients.h"

namespace dino::ops {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

bool has_memory_of_leaf(const at::Tensor& student) {
  return student.is_leaf() || (student.is_view() && student._base().is_leaf());
}

// Runs the kernel below autograd.
TargetLoss run_loss(const LossOfGradient& kernel, const std::optional<at::Tensor>& grad_student) {
  at::AutoDispatchBelowADInplaceOrView below;
  TargetLoss results = kernel(grad_student);
  if (grad_student) bump_versions(*grad_student);
  return results;
}

struct LossFunction : torch::autograd::Function<LossFunction> {
  static variable_list forward(AutogradContext* context, const at::Tensor& student, const std::string& name,
                               bool overwrite_student, const LossOfGradient& kernel) {
    // Detached, the student's values still count their versions together with the student.
    const at::Tensor gradient =
        overwrite_student ? student.detach() : at::empty_like(student.detach(), at::MemoryFormat::Contiguous);
    auto [loss, teacher_mean, target_mean, target_entropy] = run_loss(kernel, gradient);
    context->save_for_backward({gradient});
    context->saved_data["name"] = name;
    context->mark_non_differentiable({teacher_mean, target_mean, target_entropy});
    return {loss, teacher_mean, target_mean, target_entropy};
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const std::string& name = context->saved_data["name"].toStringRef();
    variable_list results =
        scaled_gradients(name, name + "_backward", gradients[0], context->get_saved_variables());
    // For what is no tensor.
    results.resize(4);
    return results;
  }
};

}  // namespace

TargetLoss loss_with_gradient(const char* name, const at::Tensor& student, bool overwrite_student,
                              const LossOfGradient& kernel) {
  refuse_tangent(name, student);
  if (!is_recorded(student)) return run_loss(kernel, std::nullopt);
  TORCH_CHECK_VALUE(!(overwrite_student && has_memory_of_leaf(student)), "dino::", name,
                    ": overwrite_student: expected a student that an operator computed, got a leaf that "
                    "requires a gradient, or a view of one");
  variable_list results = LossFunction::apply(student, std::string(name), overwrite_student, kernel);
  return {results[0], results[1], results[2], results[3]};
}

TargetLoss loss_without_gradient(const char* name, const at::Tensor& student,
                                 const std::optional<at::Tensor>& grad_student,
                                 const LossOfGradient& kernel) {
  TORCH_CHECK(!is_recorded(student) && !(grad_student && is_recorded(*grad_student)), "dino::_", name,
              ": student requires a gradient, which only dino::", name, " records");
  return run_loss(kernel, grad_student);
}

at::Tensor backward_without_gradient(const char* name, const at::Tensor& grad_loss,
                                     const at::Tensor& grad_student, bool inplace) {
  TORCH_CHECK(!is_recorded(grad_loss) && !is_recorded(grad_student), "dino::", name,
              "_backward: an argument requires a gradient; this operator has none");
  return call_scaled_gradient(std::string(name) + "_backward", grad_loss, grad_student, inplace);
}

}  // namespace dino::ops
