#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include "../render_crops.h"
#include "recorded.h"

namespace dino::ops {

at::Tensor render_crops_autograd(at::TensorList images, const at::Tensor& parameters, int64_t height,
                                 int64_t width, std::string_view arithmetic) {
  for (size_t i = 0; i < images.size(); ++i)
    TORCH_CHECK(!is_recorded(images[i]), "dino::render_crops: images[", i,
                "] requires a gradient; this operator has none");
  TORCH_CHECK(!is_recorded(parameters),
              "dino::render_crops: parameters requires a gradient; this operator has none");
  at::AutoDispatchBelowADInplaceOrView below;
  static const auto op =
      c10::Dispatcher::singleton()
          .findSchemaOrThrow("dino::render_crops", "")
          .typed<at::Tensor(at::TensorList, const at::Tensor&, int64_t, int64_t, std::string_view)>();
  return op.call(images, parameters, height, width, arithmetic);
}

}  // namespace dino::ops
