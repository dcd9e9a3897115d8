#include "render_crops.h"

#include <ATen/ATen.h>

#include <cmath>

namespace dino::ops {

namespace {

constexpr int64_t kLongestSide = 65536;

// One row's values, read in the order of the columns.
class Row {
 public:
  Row(const double* values, int64_t number) : values_(values), number_(number) {}

  double number(const char* name, double low, double high) {
    const double value = values_[column_++];
    // Also false for NaN.
    TORCH_CHECK_VALUE(value >= low && value <= high, "dino::render_crops: parameters[", number_, "]: ", name,
                      ": expected ", low, " to ", high, ", got ", value);
    return value;
  }
  int64_t integer(const char* name, int64_t low, int64_t high) {
    const double value = values_[column_++];
    TORCH_CHECK_VALUE(
        value >= static_cast<double>(low) && value <= static_cast<double>(high) && value == std::floor(value),
        "dino::render_crops: parameters[", number_, "]: ", name, ": expected an integer from ", low, " to ",
        high, ", got ", value);
    return static_cast<int64_t>(value);
  }
  bool flag(const char* name) { return integer(name, 0, 1) == 1; }

 private:
  const double* values_;
  int64_t number_;
  int64_t column_ = 0;
};

Box read_box(Row& row, int64_t image_height, int64_t image_width) {
  const int64_t top = row.integer("top", 0, image_height - 1);
  const int64_t left = row.integer("left", 0, image_width - 1);
  const int64_t height = row.integer("height", 1, image_height - top);
  return {top, left, height, row.integer("width", 1, image_width - left)};
}

View::Step read_step(Row& row) {
  const auto kind = static_cast<Adjust>(row.integer("adjustment", 0, static_cast<int64_t>(Adjust::kHue)));
  return kind == Adjust::kHue ? View::Step{kind, row.number("hue", -0.5, 0.5)}
                              : View::Step{kind, row.number("factor", 0, 1000)};
}

}  // namespace

int64_t check_render_crops(at::TensorList images, const at::Tensor& parameters, int64_t height, int64_t width,
                           std::string_view arithmetic) {
  TORCH_CHECK_VALUE(!images.empty(), "dino::render_crops: images: expected at least one");
  for (size_t i = 0; i < images.size(); ++i) {
    const at::Tensor& image = images[i];
    TORCH_CHECK_VALUE(image.dim() == 3 && image.size(0) > 0 && image.size(1) > 0 && image.size(2) > 0,
                      "dino::render_crops: images[", i, "]: expected [C, H, W], none of them 0, got ",
                      image.sizes());
    TORCH_CHECK_VALUE(image.scalar_type() == at::kByte || image.scalar_type() == at::kFloat,
                      "dino::render_crops: images[", i, "]: expected uint8 or float32, got ",
                      image.scalar_type());
    TORCH_CHECK_VALUE(image.size(0) == images[0].size(0) && image.scalar_type() == images[0].scalar_type() &&
                          image.device() == images[0].device(),
                      "dino::render_crops: images[", i, "]: expected ", images[0].scalar_type(), " with ",
                      images[0].size(0), " channels on ", images[0].device(), " as the others, got ",
                      image.scalar_type(), " ", image.sizes(), " on ", image.device());
  }
  TORCH_CHECK_VALUE(
      parameters.scalar_type() == at::kDouble && parameters.dim() == 2 && parameters.size(1) == kCropColumns,
      "dino::render_crops: parameters: expected float64 [rows, ", kCropColumns, "], got ",
      parameters.scalar_type(), " ", parameters.sizes());
  TORCH_CHECK_VALUE(parameters.is_cpu() || parameters.device() == images[0].device(),
                    "dino::render_crops: parameters: expected on the CPU or on ", images[0].device(),
                    ", got on ", parameters.device());
  for (const auto& [name, side] : {std::pair("height", height), std::pair("width", width)})
    TORCH_CHECK_VALUE(side >= 1 && side <= kLongestSide, "dino::render_crops: ", name, ": expected 1 to ",
                      kLongestSide, ", got ", side);
  TORCH_CHECK_VALUE(arithmetic == "pil" || arithmetic == "torchvision",
                    "dino::render_crops: arithmetic: expected 'pil' or 'torchvision', got '", arithmetic,
                    "'");
  return images[0].size(0);
}

std::vector<View> read_views(at::TensorList images, const at::Tensor& parameters) {
  const at::Tensor table = parameters.contiguous();
  std::vector<View> views(table.size(0));
  for (size_t i = 0; i < views.size(); ++i) {
    Row row(table.const_data_ptr<double>() + i * kCropColumns, static_cast<int64_t>(i));
    View& view = views[i];
    view.image = row.integer("image", 0, static_cast<int64_t>(images.size()) - 1);
    view.box = read_box(row, images[view.image].size(1), images[view.image].size(2));
    view.flip = row.flag("flip");
    for (View::Step& step : view.steps) step = read_step(row);
    view.gray = row.flag("gray");
    view.gaussian = row.flag("blur");
    view.sigma = row.number("sigma", 0, 1000);
    view.threshold = row.number("threshold", 0, 256);
  }
  return views;
}

void register_render_crops(Registrar& registrar) {
  registrar.definitions.def(kRenderCropsSchema);
  registrar.cpu.impl("render_crops", TORCH_FN(render_crops_cpu));
  registrar.meta.impl("render_crops", TORCH_FN(render_crops_meta));
  registrar.autograd.impl("render_crops", TORCH_FN(render_crops_autograd));
}

}  // namespace dino::ops
