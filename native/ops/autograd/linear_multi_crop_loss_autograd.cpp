#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/custom_function.h>

#include "../linear_multi_crop_loss.h"
#include "recorded.h"
#include "scaled_gradients.h"

namespace dino::ops {

namespace {

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
    torch::autograd::variable_list results =
        scaled_gradients("linear_multi_crop_loss", "multi_crop_loss_backward", grad_outputs[0],
                         context->get_saved_variables());
    // For what is no tensor.
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
  bool recorded = false;
  for (const at::Tensor& tensor : {student_input, weight_v, weight_g.value_or(at::Tensor())}) {
    if (!tensor.defined()) continue;
    refuse_tangent("linear_multi_crop_loss", tensor);
    recorded = recorded || is_recorded(tensor);
  }
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
