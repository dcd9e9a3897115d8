#include "scaled_gradients.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/graph_task.h>

namespace dino::ops {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Passes gradients on; to autograd they come of `inputs`.
struct OnceDifferentiable : torch::autograd::Function<OnceDifferentiable> {
  static variable_list forward(AutogradContext* context, at::TensorList, const variable_list& gradients,
                               const std::string& name) {
    context->saved_data["name"] = name;
    return gradients;
  }

  static variable_list backward(AutogradContext* context, const variable_list&) {
    TORCH_CHECK_NOT_IMPLEMENTED(false, "dino::", context->saved_data["name"].toStringRef(),
                                ": has no second derivative");
  }
};

// A tensor that autograd takes for an input of the node that runs now: that input itself need not be kept
// alive.
at::Tensor input_of_node(size_t index, const at::Tensor& like) {
  at::Tensor input = at::empty({0}, like.options());
  const torch::autograd::Edge& edge = torch::autograd::get_current_node()->next_edge(index);
  if (edge.is_valid()) torch::autograd::impl::set_gradient_edge(input, edge);
  return input;
}

variable_list once_differentiable(const std::string& name, const at::Tensor& grad_loss,
                                  variable_list gradients) {
  variable_list inputs{grad_loss}, defined;
  for (size_t i = 0; i < gradients.size(); ++i) {
    if (!gradients[i].defined()) continue;
    inputs.push_back(input_of_node(i, gradients[i]));
    defined.push_back(gradients[i]);
  }
  defined = OnceDifferentiable::apply(at::TensorList(inputs), defined, name);
  auto next = defined.begin();
  for (at::Tensor& gradient : gradients)
    if (gradient.defined()) gradient = *next++;
  return gradients;
}

}  // namespace

at::Tensor call_scaled_gradient(const std::string& scale, const at::Tensor& grad_loss,
                                const at::Tensor& gradient, bool inplace) {
  at::AutoDispatchBelowADInplaceOrView below;
  return c10::Dispatcher::singleton()
      .findSchemaOrThrow(("dino::" + scale).c_str(), "")
      .typed<at::Tensor(const at::Tensor&, const at::Tensor&, bool)>()
      .call(grad_loss, gradient, inplace);
}

variable_list scaled_gradients(const std::string& name, const std::string& scale, const at::Tensor& grad_loss,
                               const variable_list& gradients) {
  const bool inplace = !torch::autograd::get_current_graph_task_keep_graph();
  variable_list results;
  for (const at::Tensor& gradient : gradients) {
    at::Tensor scaled;
    if (gradient.defined()) scaled = call_scaled_gradient(scale, grad_loss, gradient, inplace);
    results.push_back(inplace ? gradient : scaled);
  }
  return at::GradMode::is_enabled() ? once_differentiable(name, grad_loss, std::move(results)) : results;
}

}  // namespace dino::ops
