// dino::render_crops's kernels, run by the emulator, against a reference that goes value by value.
#include "checks.h"

#include "ops/cuda/crops_plan.cpp"
#include "ops/cuda/render_crops.cu"
#include "reference_crops.h"

namespace {

using namespace cuda_test;

const char* name_of(CropArithmetic arithmetic) {
  return arithmetic == CropArithmetic::kPil      ? "pil"
         : arithmetic == CropArithmetic::kLevels ? "levels"
                                                 : "floats";
}

constexpr CropArithmetic kArithmetics[] = {CropArithmetic::kPil, CropArithmetic::kLevels,
                                           CropArithmetic::kFloats};

struct Image {
  int64_t channels, height, width;
  std::vector<double> values;
  Buffer<uint8_t> bytes;
  Buffer<float> floats;

  // Bytes, or floats between 0 and 1, of all sizes, some of them gray or at the ends of the range.
  Image(int64_t c, int64_t h, int64_t w, CropArithmetic arithmetic, unsigned seed)
      : channels(c),
        height(h),
        width(w),
        values(static_cast<size_t>(c * h * w)),
        bytes(c * h * w),
        floats(c * h * w) {
    std::mt19937 random(seed);
    for (int64_t i = 0; i < c * h * w; ++i) {
      const int64_t area = h * w;
      const bool gray = i >= area && i % area % 7 == 0;
      const auto level = static_cast<uint8_t>(gray          ? bytes[i % area]
                                              : i % 11 == 0 ? 255
                                              : i % 13 == 0 ? 0
                                                            : random());
      bytes[i] = level;
      floats[i] = static_cast<float>(level) / 255;
      values[static_cast<size_t>(i)] = arithmetic == CropArithmetic::kFloats ? floats[i] : level;
    }
  }
};

CropView view_of(const Image& image, CropArithmetic arithmetic, int64_t top, int64_t left, int64_t height,
                 int64_t width) {
  CropView view{};
  view.image = arithmetic == CropArithmetic::kFloats ? static_cast<const void*>(image.floats.data())
                                                     : static_cast<const void*>(image.bytes.data());
  view.image_height = image.height, view.image_width = image.width;
  view.top = top, view.left = left, view.box_height = height, view.box_width = width;
  view.threshold = 256;
  return view;
}

CropView whole(const Image& image, CropArithmetic arithmetic) {
  return view_of(image, arithmetic, 0, 0, image.height, image.width);
}

// Every view of `views` of one image, rendered together and checked.
void compare(const Image& image, std::vector<CropView> views, const CropShape& shape, const std::string& what,
             int64_t limit = 1 << 20) {
  const CropPlan plan = plan_crops(views, shape, limit);
  // Exactly as much as was asked for, aligned as LibTorch's memory is.
  const Buffer<char> workspace(plan.workspace);
  const int64_t size = shape.channels * shape.height * shape.width;
  const Buffer<float> out(size * static_cast<int64_t>(views.size()));
  for (const CropBatch& batch : plan.batches)
    render_crops(views.data() + batch.begin, batch.end - batch.begin, shape, workspace.data(),
                 out.data() + batch.begin * size, nullptr);
  for (size_t i = 0; i < views.size(); ++i) {
    const float* made = out.data() + static_cast<int64_t>(i) * size;
    const std::vector<double> got(made, made + size);
    // Sums of doubles in another order, which one rounding to float may show.
    const bool exact = shape.arithmetic == CropArithmetic::kPil;
    check_close(got, rendered(image.values, views[i], shape), 0, exact ? 0 : 2e-7,
                std::string(name_of(shape.arithmetic)) + " " + what + ", view " + std::to_string(i));
  }
}

void sizes() {
  for (const CropArithmetic arithmetic : kArithmetics) {
    const Image image(3, 41, 37, arithmetic, 1);
    std::vector<CropView> views{whole(image, arithmetic),
                                view_of(image, arithmetic, 3, 5, 20, 31),
                                view_of(image, arithmetic, 40, 36, 1, 1),
                                view_of(image, arithmetic, 0, 36, 41, 1),
                                view_of(image, arithmetic, 7, 0, 1, 37),
                                view_of(image, arithmetic, 0, 1, 7, 7)};
    for (size_t i = 0; i < views.size(); ++i) views[i].flip = i % 2;
    for (const auto& [height, width] :
         std::vector<std::pair<int64_t, int64_t>>{{1, 1}, {7, 37}, {16, 16}, {15, 17}, {9, 64}})
      compare(image, views, {arithmetic, 3, height, width},
              std::to_string(height) + "x" + std::to_string(width));
  }
}

// PIL resizes what is very tall along the columns first.
void tall() {
  for (const CropArithmetic arithmetic : kArithmetics) {
    const Image image(1, 230, 3, arithmetic, 2);
    compare(image, {view_of(image, arithmetic, 5, 1, 203, 2), view_of(image, arithmetic, 0, 0, 200, 2)},
            {arithmetic, 1, 16, 16}, "tall");
  }
}

void colours() {
  for (const CropArithmetic arithmetic : kArithmetics) {
    const Image image(3, 30, 26, arithmetic, 3);
    std::vector<CropView> views;
    for (const auto& [step, factor] : std::vector<std::pair<CropStep, double>>{{kCropBrightness, 0.6},
                                                                               {kCropBrightness, 1.4},
                                                                               {kCropContrast, 0},
                                                                               {kCropContrast, 1.7},
                                                                               {kCropSaturation, 0.8},
                                                                               {kCropSaturation, 1000},
                                                                               {kCropHue, 0.1},
                                                                               {kCropHue, -0.5},
                                                                               {kCropHue, 0.5},
                                                                               {kCropHue, 0}}) {
      views.push_back(whole(image, arithmetic));
      views.back().steps[1] = step, views.back().factors[1] = factor;
    }
    for (int i = 0; i < 6; ++i) {
      views.push_back(whole(image, arithmetic));
      const CropStep steps[] = {kCropContrast, kCropHue,        kCropBrightness,
                                kCropContrast, kCropSaturation, kCropNone};
      for (int j = 0; j < kCropSteps; ++j) {
        views.back().steps[j] = steps[(i + j) % 6];
        views.back().factors[j] = steps[(i + j) % 6] == kCropHue ? 0.07 : 0.7 + 0.2 * j;
      }
      views.back().gray = i % 2;
      views.back().threshold = i < 3 ? 256 : 128;
    }
    for (const double threshold : {0.0, 127.5, 255.0}) {
      views.push_back(whole(image, arithmetic));
      views.back().threshold = threshold;
    }
    compare(image, views, {arithmetic, 3, 23, 32}, "colours");
  }
}

void blurs() {
  for (const CropArithmetic arithmetic : kArithmetics) {
    const Image image(3, 25, 31, arithmetic, 4);
    std::vector<CropView> views;
    for (const double sigma : {0.1, 0.5, 1.3, 2.0, 9.0, 1000.0})
      for (const bool gaussian : {false, true}) {
        views.push_back(whole(image, arithmetic));
        views.back().sigma = sigma, views.back().gaussian = gaussian;
        views.back().threshold = 140;
      }
    compare(image, views, {arithmetic, 3, 20, 33}, "blurs");
    compare(image, {views.begin() + 4, views.begin() + 8}, {arithmetic, 3, 1, 3}, "blurs of next to nothing");
  }
}

// One channel and two have no colours to turn.
void channels() {
  for (const CropArithmetic arithmetic : kArithmetics)
    for (const int64_t count : {1, 2}) {
      const Image image(count, 20, 24, arithmetic, 5);
      std::vector<CropView> views(3, whole(image, arithmetic));
      for (CropView& view : views) {
        const CropStep steps[] = {kCropSaturation, kCropContrast, kCropHue, kCropBrightness};
        for (int j = 0; j < kCropSteps; ++j) view.steps[j] = steps[j], view.factors[j] = j == 2 ? 0.3 : 1.3;
        view.gray = 1;
      }
      views[1].sigma = 1.1;
      compare(image, views, {arithmetic, count, 17, 16}, std::to_string(count) + " channels");
    }
}

// The workspace of one view at a time gives the same as that of all.
void batches() {
  const Image image(3, 33, 29, CropArithmetic::kPil, 6);
  std::vector<CropView> views;
  for (int i = 0; i < 5; ++i) {
    views.push_back(view_of(image, CropArithmetic::kPil, i, 2 * i, 28 - i, 20 - i));
    views.back().sigma = i % 2, views.back().flip = i % 3 == 0;
  }
  for (const int64_t limit : {0, 9000, 1 << 20}) {
    std::vector<CropView> copy = views;
    const CropShape shape{CropArithmetic::kPil, 3, 16, 16};
    const size_t count = plan_crops(copy, shape, limit).batches.size();
    check(limit == 0         ? count == 5
          : limit == 1 << 20 ? count == 1
                             : count > 1 && count < 5,
          "batches of a limit");
    compare(image, views, shape, "batches", limit);
  }
}

}  // namespace

int main() {
  return run([] {
    sizes();
    tall();
    colours();
    blurs();
    channels();
    batches();
  });
}
