// Where each family of kernels registers its operators for CUDA.
#pragma once
#include <torch/library.h>

namespace dino::ops::cuda {

void register_adamw_ema(torch::Library& cuda);
void register_ema_update(torch::Library& cuda);
void register_koleo(torch::Library& cuda);
void register_masked_patch_loss(torch::Library& cuda);
void register_multi_crop_loss(torch::Library& cuda);
void register_render_crops(torch::Library& cuda);
void register_sinkhorn_knopp(torch::Library& cuda);

}  // namespace dino::ops::cuda
