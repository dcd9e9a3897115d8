#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/csrc/autograd/custom_function.h>

#include "../koleo.h"
#include "recorded.h"

namespace dino::ops {

namespace {

at::Tensor call_koleo_backward(const at::Tensor& grad_loss, const at::Tensor& features,
                               const at::Tensor& neighbours) {
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::koleo_backward", "")
                             .typed<at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&)>();
  return op.call(grad_loss, features, neighbours);
}

struct KoleoFunction : torch::autograd::Function<KoleoFunction> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& features,
                            int64_t topk, int64_t groups) {
    at::AutoDispatchBelowADInplaceOrView below;
    static const auto op = c10::Dispatcher::singleton()
                               .findSchemaOrThrow("dino::_koleo", "")
                               .typed<KoleoResult(const at::Tensor&, int64_t, int64_t)>();
    const auto [loss, neighbours] = op.call(features, topk, groups);
    context->save_for_backward({features, neighbours});
    return loss;
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 const torch::autograd::variable_list& gradients) {
    const torch::autograd::variable_list saved = context->get_saved_variables();
    return {call_koleo_backward(gradients[0], saved[0], saved[1]), at::Tensor(), at::Tensor()};
  }
};

// Records that the gradient cannot be differentiated, which is an error only for who asks for it.
struct KoleoBackwardFunction : torch::autograd::Function<KoleoBackwardFunction> {
  static at::Tensor forward(torch::autograd::AutogradContext*, const at::Tensor& grad_loss,
                            const at::Tensor& features, const at::Tensor& neighbours) {
    at::AutoDispatchBelowADInplaceOrView below;
    return call_koleo_backward(grad_loss, features, neighbours);
  }
  static torch::autograd::variable_list backward(torch::autograd::AutogradContext*,
                                                 const torch::autograd::variable_list&) {
    TORCH_CHECK_NOT_IMPLEMENTED(
        false, "dino::koleo_backward: the gradient of dino::koleo cannot be differentiated again");
  }
};

}  // namespace

at::Tensor koleo_autograd(const at::Tensor& features, int64_t topk, int64_t groups) {
  refuse_tangent("koleo", features);
  return KoleoFunction::apply(features, topk, groups);
}

at::Tensor koleo_backward_autograd(const at::Tensor& grad_loss, const at::Tensor& features,
                                   const at::Tensor& neighbours) {
  return KoleoBackwardFunction::apply(grad_loss, features, neighbours);
}

}  // namespace dino::ops
