#include "target_loss_autograd.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/graph_task.h>
#include <torch/csrc/autograd/variable.h>

#include <string>

namespace dino::ops {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

bool wants_gradient(const at::Tensor& tensor) {
  return at::GradMode::is_enabled() && tensor.requires_grad();
}

// Runs the kernel below autograd. It writes past the dispatcher's eyes: saved tensors must notice.
TargetLoss run_loss(const LossOfGradient& kernel, const std::optional<at::Tensor>& grad_student) {
  at::AutoDispatchBelowADInplaceOrView below;
  TargetLoss results = kernel(grad_student);
  if (grad_student && !grad_student->is_inference()) grad_student->unsafeGetTensorImpl()->bump_version();
  return results;
}

at::Tensor scale_loss_gradient(const std::string& name, const at::Tensor& grad_loss,
                               const at::Tensor& grad_student, bool inplace) {
  at::AutoDispatchBelowADInplaceOrView below;
  return c10::Dispatcher::singleton()
      .findSchemaOrThrow(("dino::" + name + "_backward").c_str(), "")
      .typed<at::Tensor(const at::Tensor&, const at::Tensor&, bool)>()
      .call(grad_loss, grad_student, inplace);
}

// Passes a gradient on; asking for the gradient's own derivative is an error.
struct OnceDifferentiable : torch::autograd::Function<OnceDifferentiable> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& gradient, const at::Tensor&,
                            const at::Tensor&, const std::string& name) {
    context->saved_data["name"] = name;
    return gradient;
  }

  static variable_list backward(AutogradContext* context, const variable_list&) {
    TORCH_CHECK_NOT_IMPLEMENTED(false, "dino::", context->saved_data["name"].toStringRef(),
                                ": has no second derivative");
  }
};

// A tensor that autograd takes for the first input of the node that runs now: that input itself need not be
// kept alive.
at::Tensor first_input_of_node(const at::Tensor& gradient) {
  at::Tensor input = at::empty({0}, gradient.options());
  torch::autograd::impl::set_gradient_edge(input, torch::autograd::get_current_node()->next_edge(0));
  return input;
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
    const std::string name = context->saved_data["name"].toStringRef();
    const bool recorded = at::GradMode::is_enabled();
    at::Tensor result = scale_loss_gradient(name, gradients[0], context->get_saved_variables()[0],
                                            !torch::autograd::get_current_graph_task_keep_graph());
    if (recorded) result = OnceDifferentiable::apply(result, gradients[0], first_input_of_node(result), name);
    return {result, at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

TargetLoss loss_with_gradient(const char* name, const at::Tensor& student, bool overwrite_student,
                              const LossOfGradient& kernel) {
  if (!wants_gradient(student)) return run_loss(kernel, std::nullopt);
  TORCH_CHECK_VALUE(!(overwrite_student && student.is_leaf()), "dino::", name,
                    ": overwrite_student: expected a student that an operator computed, got a leaf that "
                    "requires a gradient");
  variable_list results = LossFunction::apply(student, std::string(name), overwrite_student, kernel);
  return {results[0], results[1], results[2], results[3]};
}

TargetLoss loss_without_gradient(const char* name, const at::Tensor& student,
                                 const std::optional<at::Tensor>& grad_student,
                                 const LossOfGradient& kernel) {
  TORCH_CHECK(!wants_gradient(student) && !(grad_student && wants_gradient(*grad_student)), "dino::_", name,
              ": student requires a gradient, which only dino::", name, " records");
  return run_loss(kernel, grad_student);
}

at::Tensor backward_without_gradient(const char* name, const at::Tensor& grad_loss,
                                     const at::Tensor& grad_student, bool inplace) {
  TORCH_CHECK(!wants_gradient(grad_loss) && !wants_gradient(grad_student), "dino::", name,
              "_backward: an argument requires a gradient; this operator has none");
  return scale_loss_gradient(name, grad_loss, grad_student, inplace);
}

}  // namespace dino::ops
