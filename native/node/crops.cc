#include "node/crops.h"

#include <ATen/ATen.h>

#include <cstring>
#include <string>
#include <tuple>
#include <utility>

#include "core/images.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

// More are a mistake: an expanded tensor may have 2^60 of them and no memory.
constexpr int64_t kMostImages = int64_t{1} << 20;

std::vector<double> read_list(Napi::Value value, const char* what, const char* name) {
  const Napi::Array array = read_array(value, what, name);
  std::vector<double> numbers(array.Length());
  for (uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = read_number(array.Get(i), what, name);
  return numbers;
}

std::pair<double, double> read_range(Napi::Value value, const char* what, const char* name) {
  const std::vector<double> ends = read_list(value, what, name);
  if (ends.size() != 2) throw argument_error(what, name, "two numbers", std::to_string(ends.size()));
  return {ends[0], ends[1]};
}

Napi::Value sample_crops(Environment&, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "sampleCropParameters";
  const CropSpec spec = read_crops(read_object(info[0], kWhat, "spec"), kWhat);
  const int64_t height = read_integer(info[1], kWhat, "height");
  const int64_t width = read_integer(info[2], kWhat, "width");
  CropKey key{read_seed(info[3], kWhat, "seed"), read_seed(info[4], kWhat, "epoch"),
              read_seed(info[5], kWhat, "image"), 0};
  const auto first_view = static_cast<uint64_t>(read_integer(info[6], kWhat, "firstView"));
  std::vector<CropParameters> views;
  for (int64_t view = 0; view < spec.count; ++view) {
    key.view = first_view + static_cast<uint64_t>(view);
    views.push_back(sample_crop(spec, view, height, width, key));
  }
  const at::Tensor table = crop_table(views, 1);
  Napi::Float64Array numbers = Napi::Float64Array::New(info.Env(), table.numel());
  if (table.numel() > 0) std::memcpy(numbers.Data(), table.const_data_ptr<double>(), table.nbytes());
  return numbers;
}

// [B, C, H, W], or a list of [C, H, W], as the operator takes them.
std::vector<at::Tensor> as_list(const std::vector<at::Tensor>& given) {
  std::vector<at::Tensor> images;
  if (given.size() == 1 && given[0].dim() == 4) {
    images = given[0].unbind(0);
  } else {
    images = given;
  }
  for (at::Tensor& image : images) {
    if (!at::isFloatingType(image.scalar_type())) continue;
    image = image.to(at::kFloat);
    if (image.numel() > 0) check_unit_range({image});
  }
  return images;
}

Napi::Value render_table_job(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "renderCrops";
  std::vector<at::Tensor> images = read_tensors(environment, info[0], kWhat, "images");
  for (const at::Tensor& image : images)
    if (image.dim() > 0 && image.size(0) > kMostImages)
      throw argument_error(kWhat, "images", "at most " + std::to_string(kMostImages) + " of them",
                           std::to_string(image.size(0)));
  const Bytes bytes = read_bytes(info[1], kWhat, "parameters");
  const int64_t rows = static_cast<int64_t>(bytes.size / sizeof(double)) / kCropColumns;
  const at::Tensor table = at::empty({rows, kCropColumns}, at::kDouble);
  if (rows > 0) std::memcpy(table.mutable_data_ptr<double>(), bytes.data, table.nbytes());
  const int64_t height = read_integer(info[2], kWhat, "height");
  const int64_t width = read_integer(info[3], kWhat, "width");
  const std::string arithmetic = read_string(info[4], kWhat, "arithmetic");
  Access access;
  for (const at::Tensor& image : images) access.read(image);
  environment.client().submit(
      std::move(access), 0,
      [images = std::move(images), table, height, width, arithmetic]() -> Deliver {
        const at::Tensor crops = render_table(as_list(images), table, height, width, arithmetic);
        return [crops](Environment& at) { return handle_value(at, crops); };
      },
      read_function(info[5], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

CropSpec read_crops(const Napi::Object& object, const char* what) {
  const auto number = [&](const char* name) { return read_number(object.Get(name), what, name); };
  const auto integer = [&](const char* name) { return read_integer(object.Get(name), what, name); };
  CropSpec spec;
  spec.count = integer("count");
  spec.height = integer("height");
  spec.width = integer("width");
  std::tie(spec.scale_low, spec.scale_high) = read_range(object.Get("scale"), what, "scale");
  std::tie(spec.ratio_low, spec.ratio_high) = read_range(object.Get("ratio"), what, "ratio");
  spec.flip_probability = number("flipProbability");
  spec.jitter_probability = number("jitterProbability");
  spec.brightness = number("brightness");
  spec.contrast = number("contrast");
  spec.saturation = number("saturation");
  spec.hue = number("hue");
  spec.grayscale_probability = number("grayscaleProbability");
  spec.blur = read_string(object.Get("blur"), what, "blur") == "gaussian" ? Blur::kGaussian : Blur::kPil;
  spec.blur_probability = read_list(object.Get("blurProbability"), what, "blurProbability");
  std::tie(spec.sigma_low, spec.sigma_high) = read_range(object.Get("blurSigma"), what, "blurSigma");
  spec.solarize_probability = read_list(object.Get("solarizeProbability"), what, "solarizeProbability");
  spec.solarize_threshold = number("solarizeThreshold");
  return spec;
}

void register_crops(Napi::Object exports) {
  expose<sample_crops>(exports, "sampleCrops");
  expose<render_table_job>(exports, "renderCrops");
}

}  // namespace dino::node
