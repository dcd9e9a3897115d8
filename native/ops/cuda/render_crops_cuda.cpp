#include "../render_crops.h"

#include <ATen/ATen.h>

#include <cstring>

#include "device.h"
#include "registrar.h"
#include "render_crops.h"

namespace dino::ops::cuda {

namespace {

// Views whose intermediate images need more are rendered in turns.
constexpr int64_t kWorkspace = int64_t{256} << 20;

static_assert(static_cast<int>(Adjust::kHue) == kCropHue &&
              static_cast<int>(Adjust::kContrast) == kCropContrast);

CropView crop_view(const View& view, const at::Tensor& image) {
  CropView made{};
  made.image = image.const_data_ptr();
  made.image_height = image.size(1);
  made.image_width = image.size(2);
  made.top = view.box.top;
  made.left = view.box.left;
  made.box_height = view.box.height;
  made.box_width = view.box.width;
  made.flip = view.flip;
  for (int i = 0; i < kCropSteps; ++i) {
    made.steps[i] = static_cast<CropStep>(view.steps[i].kind);
    made.factors[i] = view.steps[i].factor;
  }
  made.gray = view.gray;
  made.gaussian = view.gaussian;
  made.sigma = view.sigma;
  made.threshold = view.threshold;
  return made;
}

// From pinned memory, which LibTorch keeps until the copy is done: nobody waits.
at::Tensor uploaded(const std::vector<CropView>& views, at::Device device) {
  const auto bytes = static_cast<int64_t>(views.size() * sizeof(CropView));
  const at::Tensor host = at::empty({bytes}, at::TensorOptions(at::kByte).pinned_memory(true));
  std::memcpy(host.mutable_data_ptr(), views.data(), static_cast<size_t>(bytes));
  return host.to(device, at::kByte, /*non_blocking=*/true);
}

at::Tensor render_crops_cuda(at::TensorList images, const at::Tensor& parameters, int64_t height,
                             int64_t width, std::string_view arithmetic) {
  const int64_t channels = check_render_crops(images, parameters, height, width, arithmetic);
  const OnDevice device(images[0].device());
  const std::vector<View> drawn = read_views(images, parameters.cpu());
  const auto rows = static_cast<int64_t>(drawn.size());
  at::Tensor result = at::empty({rows, channels, height, width}, images[0].options().dtype(at::kFloat));
  if (rows == 0) return result;
  std::vector<at::Tensor> sources;
  for (const at::Tensor& image : images) sources.push_back(image.contiguous());
  std::vector<CropView> views;
  for (const View& view : drawn) views.push_back(crop_view(view, sources[static_cast<size_t>(view.image)]));
  const CropShape shape{images[0].scalar_type() == at::kFloat ? CropArithmetic::kFloats
                        : arithmetic == "pil"                 ? CropArithmetic::kPil
                                                              : CropArithmetic::kLevels,
                        channels, height, width};
  const CropPlan plan = plan_crops(views, shape, kWorkspace);
  const at::Tensor table = uploaded(views, result.device());
  const at::Tensor workspace = at::empty({plan.workspace}, result.options().dtype(at::kByte));
  const auto* on_device = static_cast<const CropView*>(table.const_data_ptr());
  auto* out = result.mutable_data_ptr<float>();
  for (const CropBatch& batch : plan.batches) {
    render_crops(on_device + batch.begin, batch.end - batch.begin, shape, workspace.mutable_data_ptr(),
                 out + batch.begin * channels * height * width, device.stream());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
  return result;
}

}  // namespace

void register_render_crops(torch::Library& cuda) {
  cuda.impl("render_crops", TORCH_FN(render_crops_cuda));
}

}  // namespace dino::ops::cuda
