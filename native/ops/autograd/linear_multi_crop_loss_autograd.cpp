#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/graph_task.h>
#include <torch/csrc/autograd/variable.h>

#include "../linear_multi_crop_loss.h"

namespace dino::ops {

namespace {

torch::autograd::variable_list scale_linear_gradients(const at::Tensor& grad_loss,
                                                      const torch::autograd::variable_list& gradients) {
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto scaled = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("dino::multi_crop_loss_backward", "")
                                 .typed<at::Tensor(const at::Tensor&, const at::Tensor&, bool)>();
  const bool inplace = !torch::autograd::get_current_graph_task_keep_graph();
  torch::autograd::variable_list results;
  for (const at::Tensor& gradient : gradients)
    results.push_back(gradient.defined() ? scaled.call(grad_loss, gradient, inplace) : gradient);
  return results;
}

// Passes gradients on; asking for their own derivative is an error.
struct LinearLossGradients : torch::autograd::Function<LinearLossGradients> {
  static torch::autograd::variable_list forward(torch::autograd::AutogradContext*, const at::Tensor&,
                                                const at::Tensor&, const at::Tensor&, const at::Tensor&,
                                                const torch::autograd::variable_list& gradients) {
    return gradients;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext*,
                                                 const torch::autograd::variable_list&) {
    TORCH_CHECK_NOT_IMPLEMENTED(false, "dino::linear_multi_crop_loss: has no second derivative");
  }
};

// A tensor that autograd takes for an input of the node that runs now: that input itself need not be kept.
at::Tensor linear_input_of_node(uint32_t index, const at::Tensor& like) {
  at::Tensor input = at::empty({0}, like.options());
  const torch::autograd::Edge& edge = torch::autograd::get_current_node()->next_edge(index);
  if (edge.is_valid()) torch::autograd::impl::set_gradient_edge(input, edge);
  return input;
}

struct LinearLossFunction : torch::autograd::Function<LinearLossFunction> {
  static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context,
                                                const at::Tensor& student_input, const at::Tensor& weight_v,
                                                const std::optional<at::Tensor>& weight_g,
                                                const LinearLoss& loss) {
    const auto buffer = [](const at::Tensor& tensor) -> std::optional<at::Tensor> {
      if (!tensor.requires_grad()) return std::nullopt;
      return at::empty(tensor.sizes(), tensor.options());
    };
    const std::optional<at::Tensor> input = buffer(student_input), v = buffer(weight_v),
                                    g = weight_g ? buffer(*weight_g) : std::nullopt;
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto kernel = c10::Dispatcher::singleton()
                                   .findSchemaOrThrow("dino::_linear_multi_crop_loss", "")
                                   .typed<LinearMultiCropLossKernel>();
    auto [value, teacher_mean, target_mean, target_entropy] = kernel.call(
        loss.student_input, loss.teacher_input, loss.weight_v, loss.weight_g, loss.teacher_weight_v,
        loss.teacher_weight_g, loss.center, loss.batch, loss.weights, loss.student_temperature,
        loss.teacher_temperature, loss.memory, loss.statistics, input, v, g);
    context->save_for_backward(
        {input.value_or(at::Tensor()), v.value_or(at::Tensor()), g.value_or(at::Tensor())});
    context->mark_non_differentiable({teacher_mean, target_mean, target_entropy});
    return {value, teacher_mean, target_mean, target_entropy};
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 const torch::autograd::variable_list& grad_outputs) {
    const torch::autograd::variable_list saved = context->get_saved_variables();
    torch::autograd::variable_list results = scale_linear_gradients(grad_outputs[0], saved);
    if (at::GradMode::is_enabled()) {
      const auto input = [&](size_t i) {
        return saved[i].defined() ? linear_input_of_node(static_cast<uint32_t>(i), saved[i])
                                  : at::empty({0}, grad_outputs[0].options());
      };
      torch::autograd::variable_list defined;
      for (const at::Tensor& result : results)
        if (result.defined()) defined.push_back(result);
      defined = LinearLossGradients::apply(grad_outputs[0], input(0), input(1), input(2), defined);
      for (size_t i = 0, next = 0; i < results.size(); ++i)
        if (results[i].defined()) results[i] = defined[next++];
    }
    results.emplace_back();
    return results;
  }
};

}  // namespace

TargetLoss linear_multi_crop_loss_autograd(const at::Tensor& student_input, const at::Tensor& teacher_input,
                                           const at::Tensor& weight_v,
                                           const std::optional<at::Tensor>& weight_g,
                                           const at::Tensor& teacher_weight_v,
                                           const std::optional<at::Tensor>& teacher_weight_g,
                                           const std::optional<at::Tensor>& center, int64_t batch,
                                           at::ArrayRef<double> weights, double student_temperature,
                                           double teacher_temperature, int64_t memory, bool statistics) {
  const bool recorded =
      at::GradMode::is_enabled() &&
      (student_input.requires_grad() || weight_v.requires_grad() || (weight_g && weight_g->requires_grad()));
  if (!recorded) {
    at::AutoDispatchBelowADInplaceOrView below;
    return linear_multi_crop_loss(student_input, teacher_input, weight_v, weight_g, teacher_weight_v,
                                  teacher_weight_g, center, batch, weights, student_temperature,
                                  teacher_temperature, memory, statistics);
  }
  const LinearLoss loss{student_input,       teacher_input, weight_v,  weight_g, teacher_weight_v,
                        teacher_weight_g,    center,        batch,     weights,  student_temperature,
                        teacher_temperature, memory,        statistics};
  const torch::autograd::variable_list results =
      LinearLossFunction::apply(student_input, weight_v, weight_g, loss);
  return {results[0], results[1], results[2], results[3]};
}

}  // namespace dino::ops
