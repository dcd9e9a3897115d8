#include "crops_colour.h"

#include "vector.h"

// Loops over plain floats that the compiler makes vectors of: no branches, no functions that it does not know,
// and all values of one width.

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

// Values of a plane at a time, so that a pass's steps find them in the nearest cache.
constexpr int64_t kBlock = 256;
// Running sums side by side; their number is part of the result.
constexpr int64_t kStrands = 16;

float smaller(float a, float b) {
  return a < b ? a : b;
}

float larger(float a, float b) {
  return a > b ? a : b;
}

// NaN stays NaN.
float clamped(float value, float bound) {
  const float positive = value < 0 ? 0 : value;
  return positive > bound ? bound : positive;
}

// Towards zero.
float whole(float value) {
  return static_cast<float>(static_cast<int>(value));
}

float distance(float a, float b) {
  return a < b ? b - a : a - b;
}

struct Colour {
  float r, g, b;
};

// Bytes in floats, where integers up to 2^24 are exact.
struct PilArithmetic {
  float blended(float from, float to, const ColourStep& step) const {
    return whole(clamped(from + step.factor * (to - from), 255));
  }
  // Luma of ITU-R BT.601 in 16-bit fractions.
  float luma(const Colour& colour) const {
    return whole((19595 * colour.r + 38470 * colour.g + 7471 * colour.b + 32768) * (1.0f / 65536));
  }
  // PIL computes some of this in doubles. Floats give the same bytes: there are so few colours that
  // test/python/crops.py compares all of them.
  Colour turned(const Colour& colour, const ColourStep& step) const {
    const auto [r, g, b] = colour;
    const float high = larger(larger(r, g), b), low = smaller(smaller(r, g), b);
    const float middle = larger(smaller(r, g), smaller(larger(r, g), b));
    const float range = high - low;
    // Where the highest channel stands on the circle, in sixths, and how the others do after it.
    const float start = r == high ? 0 : g == high ? 2 : 4;
    const float next = r == high ? g : g == high ? b : r, last = r == high ? b : g == high ? r : g;
    const float sign = next > last ? -1 : 1;
    const float sixths = start - sign + sign * ((high - middle) / larger(range, 1));
    const float turns = sixths / 6 + (sixths < 0 ? 1.0f : 0.0f);
    // Hue and saturation are bytes too; the hue wraps.
    const int hue = (static_cast<int>(turns * 255) + static_cast<int>(step.factor)) & 255;
    const float saturation = whole(range / larger(high, 1) * 255);

    const float scale = high * saturation * (1.0f / (255 * 255));
    // A channel falls from `high` as the hue moves away from the third of the circle that is the channel's.
    const auto level = [&](float away) { return whole(high + 0.5f - scale * clamped(away, 255)); };
    const float at = 6 * static_cast<float>(hue);
    return {level(510 - distance(at, 765)), level(distance(at, 510) - 255), level(distance(at, 1020) - 255)};
  }
  float inverted(float value) const { return 255 - value; }
};

template <bool kLevels>
struct FloatArithmetic {
  float bound;

  static float rounded(float value) { return kLevels ? whole(value) : value; }
  float blended(float from, float to, const ColourStep& step) const {
    return rounded(clamped(step.factor * to + step.rest * from, bound));
  }
  float luma(const Colour& colour) const {
    return rounded(0.2989f * colour.r + 0.587f * colour.g + 0.114f * colour.b);
  }
  Colour turned(const Colour& colour, const ColourStep& step) const {
    const float r = colour.r / bound, g = colour.g / bound, b = colour.b / bound;
    const float v = larger(larger(r, g), b), low = smaller(smaller(r, g), b);
    const bool gray = v == low;
    const float range = gray ? 1 : v - low;
    const float s = gray ? 0 : (v - low) / v;
    const float below_r = (v - r) / range, below_g = (v - g) / range, below_b = (v - b) / range;
    const float sixth = r == v   ? below_b - below_g
                        : g == v ? 2.0f + below_r - below_b
                                 : 4.0f + below_g - below_r;
    const float turns = sixth / 6.0f + 1.0f;
    const float shifted = (turns >= 1 ? turns - 1 : turns) + step.factor;  // -0.5 to 1.5
    const float h = shifted < 0 ? shifted + 1 : shifted >= 1 ? shifted - 1 : shifted;
    const float sector = whole(h * 6.0f);  // 0 to 6
    const float f = h * 6.0f - sector;
    const float slope = sector - 2 * whole(sector / 2) == 1 ? f : 1.0f - f;
    const float lowest = clamped(v * (1.0f - s), 1), between = clamped(v * (1.0f - s * slope), 1);
    const float place = sector == 6 ? 0 : sector;
    const auto level = [&](float away) {
      const float value = away < 1 ? v : away < 2 ? between : lowest;
      // As torchvision turns floats into bytes again.
      return kLevels ? whole(value * 255.999f) : value;
    };
    return {level(3 - distance(place, 2.5f)), level(distance(place, 1.5f)), level(distance(place, 3.5f))};
  }
  float inverted(float value) const { return bound - value; }
};

struct Block {
  alignas(64) float planes[3][kBlock];
  int64_t count;
};

template <int kPlanes, class Function>
void map_values(Block& block, const Function& function) {
  for (int plane = 0; plane < kPlanes; ++plane) {
    float* values = block.planes[plane];
    for (int64_t i = 0; i < block.count; ++i) values[i] = function(values[i]);
  }
}

template <class Function>
void map_colours(Block& block, const Function& function) {
  float *r = block.planes[0], *g = block.planes[1], *b = block.planes[2];
  for (int64_t i = 0; i < block.count; ++i) {
    const Colour made = function(Colour{r[i], g[i], b[i]});
    r[i] = made.r;
    g[i] = made.g;
    b[i] = made.b;
  }
}

template <int kPlanes, class Arithmetic>
void apply(const Arithmetic& arithmetic, const ColourStep& step, Block& block) {
  if (step.kind == ColourStep::kBlend)
    return map_values<kPlanes>(
        block, [=](float value) { return arithmetic.blended(step.gray, value, step); });
  if (step.kind == ColourStep::kSolarize)
    return map_values<kPlanes>(
        block, [=](float value) { return value >= step.factor ? arithmetic.inverted(value) : value; });
  if constexpr (kPlanes == 3) {
    if (step.kind == ColourStep::kSaturate)
      return map_colours(block, [=](const Colour& colour) {
        const float gray = arithmetic.luma(colour);
        return Colour{arithmetic.blended(gray, colour.r, step), arithmetic.blended(gray, colour.g, step),
                      arithmetic.blended(gray, colour.b, step)};
      });
    if (step.kind == ColourStep::kTurnHue)
      return map_colours(block, [=](const Colour& colour) { return arithmetic.turned(colour, step); });
    map_colours(block, [=](const Colour& colour) {
      const float gray = arithmetic.luma(colour);
      return Colour{gray, gray, gray};
    });
  }
}

template <int kPlanes, class Arithmetic>
void add_gray(const Arithmetic& arithmetic, const Block& block, double* strands) {
  alignas(64) float gray[kBlock];
  const float *r = block.planes[0], *g = block.planes[1], *b = block.planes[2];
  for (int64_t i = 0; i < block.count; ++i)
    gray[i] = kPlanes == 3 ? arithmetic.luma({r[i], g[i], b[i]}) : r[i];
  int64_t end = block.count;
  for (; end % kStrands != 0; ++end) gray[end] = 0;
  for (int64_t i = 0; i < end; i += kStrands)
    for (int64_t strand = 0; strand < kStrands; ++strand) strands[strand] += gray[i + strand];
}

void read(const uint8_t* from, int64_t count, float* to) {
  for (int64_t i = 0; i < count; ++i) to[i] = from[i];
}

void read(const float* from, int64_t count, float* to) {
  for (int64_t i = 0; i < count; ++i) to[i] = from[i];
}

void write(const float* from, int64_t count, uint8_t* to) {
  for (int64_t i = 0; i < count; ++i) to[i] = static_cast<uint8_t>(static_cast<int>(from[i]));
}

void write(const float* from, int64_t count, float* to) {
  for (int64_t i = 0; i < count; ++i) to[i] = from[i];
}

template <int kPlanes, class Value, class Arithmetic>
void run(const ColourPass<Value>& pass, const Arithmetic& arithmetic) {
  Block block;
  double strands[kStrands] = {};
  for (int64_t begin = 0; begin < pass.area; begin += kBlock) {
    block.count = pass.area - begin < kBlock ? pass.area - begin : kBlock;
    for (int plane = 0; plane < kPlanes; ++plane)
      read(pass.values + plane * pass.area + begin, block.count, block.planes[plane]);
    for (int64_t i = 0; i < pass.count; ++i) apply<kPlanes>(arithmetic, pass.steps[i], block);
    if (pass.sum != nullptr) add_gray<kPlanes>(arithmetic, block, strands);
    if (pass.units != nullptr) map_values<kPlanes>(block, [](float value) { return value / 255; });
    for (int plane = 0; plane < kPlanes; ++plane) {
      const int64_t at = plane * pass.area + begin;
      if (pass.units != nullptr) {
        write(block.planes[plane], block.count, pass.units + at);
      } else if (pass.count > 0) {
        write(block.planes[plane], block.count, pass.values + at);
      }
    }
  }
  if (pass.sum == nullptr) return;
  *pass.sum = 0;
  for (const double strand : strands) *pass.sum += strand;
}

template <class Value, class Arithmetic>
void run_all(const ColourPass<Value>& pass, const Arithmetic& arithmetic) {
  if (pass.planes == 3) {
    run<3>(pass, arithmetic);
  } else {
    run<1>(pass, arithmetic);
  }
}

void change_bytes(const ColourPass<uint8_t>& pass) {
  run_all(pass, PilArithmetic{});
}

void change_floats(const ColourPass<float>& pass, const FloatRange& range) {
  if (range.levels) {
    run_all(pass, FloatArithmetic<true>{range.bound});
  } else {
    run_all(pass, FloatArithmetic<false>{range.bound});
  }
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(ColourKernels, colour_kernels, &CPU_CAPABILITY::change_bytes,
                &CPU_CAPABILITY::change_floats)

}  // namespace dino::ops::simd
