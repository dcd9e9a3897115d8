#include "crops_colour.h"

#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

// The compiler's own vectors: in loops that it makes vectors of itself, gcc 12 compares and blends where
// these take the minimum.
#if defined(CPU_CAPABILITY_AVX512)
constexpr int64_t kLanes = 16;
#elif defined(CPU_CAPABILITY_AVX2)
constexpr int64_t kLanes = 8;
#else
constexpr int64_t kLanes = 4;
#endif
using Reals __attribute__((vector_size(kLanes * sizeof(float)))) = float;
using Integers __attribute__((vector_size(kLanes * sizeof(int32_t)))) = int32_t;

// Values of a plane at a time, so that a pass's steps find them in the nearest cache.
constexpr int64_t kBlock = 256;

Reals all(float value) {
  return Reals{} + value;
}

Reals smaller(const Reals& a, const Reals& b) {
  return a < b ? a : b;
}

Reals larger(const Reals& a, const Reals& b) {
  return a > b ? a : b;
}

// NaN stays NaN.
Reals clamped(const Reals& value, float bound) {
  const Reals most = all(bound), positive = larger(Reals{}, value);
  return smaller(most, positive);
}

Reals distance(const Reals& a, float b) {
  return larger(a - b, b - a);
}

Integers to_integers(const Reals& value) {
  return __builtin_convertvector(value, Integers);
}

Reals to_reals(const Integers& value) {
  return __builtin_convertvector(value, Reals);
}

// Towards zero.
Reals whole(const Reals& value) {
  return to_reals(to_integers(value));
}

struct Colour {
  Reals r, g, b;
};

// Bytes in floats, where integers up to 2^24 are exact.
struct PilArithmetic {
  Reals blended(const Reals& from, const Reals& to, const ColourStep& step) const {
    return whole(clamped(from + step.factor * (to - from), 255));
  }
  // Luma of ITU-R BT.601 in 16-bit fractions.
  Reals luma(const Colour& colour) const {
    return whole((19595 * colour.r + 38470 * colour.g + 7471 * colour.b + 32768) * (1.0f / 65536));
  }
  // PIL computes some of this in doubles. Floats give the same bytes: there are so few colours that
  // test/python/crops.py compares all of them.
  Colour turned(const Colour& colour, const ColourStep& step) const {
    const auto& [r, g, b] = colour;
    const Reals high = larger(larger(r, g), b), low = smaller(smaller(r, g), b);
    const Reals middle = larger(smaller(r, g), smaller(larger(r, g), b));
    const Reals range = high - low;
    const auto red = r == high, green = g == high;
    // Where the highest channel stands on the circle, in sixths, and the channels that follow it there.
    const Reals start = red ? Reals{} : green ? all(2) : all(4);
    const Reals next = red ? g : green ? b : r, last = red ? b : green ? r : g;
    const Reals sign = next > last ? all(-1) : all(1);
    const Reals sixths = start - sign + sign * ((high - middle) / larger(range, all(1)));
    const Reals turns = sixths / 6 + (sixths < 0 ? all(1) : Reals{});
    // Hue and saturation are bytes too; the hue wraps.
    const Integers hue = (to_integers(turns * 255) + static_cast<int32_t>(step.factor)) & 255;
    const Reals saturation = whole(range / larger(high, all(1)) * 255);

    const Reals scale = high * saturation * (1.0f / (255 * 255));
    const Reals at = 6 * to_reals(hue);
    // A channel falls from `high` as the hue moves away from the third of the circle that is the channel's.
    const auto level = [&](const Reals& away) { return whole(high + 0.5f - scale * clamped(away, 255)); };
    return {level(510 - distance(at, 765)), level(distance(at, 510) - 255), level(distance(at, 1020) - 255)};
  }
  Reals inverted(const Reals& value) const { return 255 - value; }
};

template <bool kLevels>
struct FloatArithmetic {
  float bound;

  static Reals rounded(const Reals& value) { return kLevels ? whole(value) : value; }
  Reals blended(const Reals& from, const Reals& to, const ColourStep& step) const {
    return rounded(clamped(step.factor * to + step.rest * from, bound));
  }
  Reals luma(const Colour& colour) const {
    return rounded(0.2989f * colour.r + 0.587f * colour.g + 0.114f * colour.b);
  }
  Colour turned(const Colour& colour, const ColourStep& step) const {
    const Reals r = colour.r / bound, g = colour.g / bound, b = colour.b / bound;
    const Reals v = larger(larger(r, g), b), low = smaller(smaller(r, g), b);
    const auto gray = v == low;
    const Reals range = gray ? all(1) : v - low;
    const Reals s = gray ? Reals{} : (v - low) / v;
    const Reals below_r = (v - r) / range, below_g = (v - g) / range, below_b = (v - b) / range;
    const Reals sixth = r == v   ? below_b - below_g
                        : g == v ? 2.0f + below_r - below_b
                                 : 4.0f + below_g - below_r;
    const Reals turns = sixth / 6.0f + 1.0f;
    const Reals shifted = (turns >= 1 ? turns - 1 : turns) + step.factor;  // -0.5 to 1.5
    const Reals h = shifted < 0 ? shifted + 1 : shifted >= 1 ? shifted - 1 : shifted;
    const Reals sector = whole(h * 6.0f);  // 0 to 6
    const Reals f = h * 6.0f - sector;
    const Reals slope = sector - 2 * whole(sector / 2) == 1 ? f : 1.0f - f;
    const Reals lowest = clamped(v * (1.0f - s), 1), between = clamped(v * (1.0f - s * slope), 1);
    const Reals place = sector == 6 ? Reals{} : sector;
    const auto level = [&](const Reals& away) {
      const Reals value = away < 1 ? v : away < 2 ? between : lowest;
      // As torchvision turns floats into bytes again.
      return kLevels ? whole(value * 255.999f) : value;
    };
    return {level(3 - distance(place, 2.5f)), level(distance(place, 1.5f)), level(distance(place, 3.5f))};
  }
  Reals inverted(const Reals& value) const { return bound - value; }
};

// What stands beyond `count` values is computed too.
struct Block {
  Reals planes[3][kBlock / kLanes];
  int64_t count;

  int64_t vectors() const { return (count + kLanes - 1) / kLanes; }
};

template <int kPlanes, class Function>
void map_values(Block& block, const Function& function) {
  for (int plane = 0; plane < kPlanes; ++plane)
    for (int64_t i = 0; i < block.vectors(); ++i) block.planes[plane][i] = function(block.planes[plane][i]);
}

template <class Function>
void map_colours(Block& block, const Function& function) {
  Reals *r = block.planes[0], *g = block.planes[1], *b = block.planes[2];
  for (int64_t i = 0; i < block.vectors(); ++i) {
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
        block, [&](const Reals& value) { return arithmetic.blended(all(step.gray), value, step); });
  if (step.kind == ColourStep::kSolarize)
    return map_values<kPlanes>(
        block, [&](const Reals& value) { return value >= step.factor ? arithmetic.inverted(value) : value; });
  if constexpr (kPlanes == 3) {
    if (step.kind == ColourStep::kSaturate)
      return map_colours(block, [&](const Colour& colour) {
        const Reals gray = arithmetic.luma(colour);
        return Colour{arithmetic.blended(gray, colour.r, step), arithmetic.blended(gray, colour.g, step),
                      arithmetic.blended(gray, colour.b, step)};
      });
    if (step.kind == ColourStep::kTurnHue)
      return map_colours(block, [&](const Colour& colour) { return arithmetic.turned(colour, step); });
    map_colours(block, [&](const Colour& colour) {
      const Reals gray = arithmetic.luma(colour);
      return Colour{gray, gray, gray};
    });
  }
}

// Running sums side by side; their number is part of the result.
constexpr int64_t kStrands = 16;

template <int kPlanes, class Arithmetic>
void add_gray(const Arithmetic& arithmetic, const Block& block, double* strands) {
  Reals gray[kBlock / kLanes];
  const Reals *r = block.planes[0], *g = block.planes[1], *b = block.planes[2];
  for (int64_t i = 0; i < block.vectors(); ++i)
    gray[i] = kPlanes == 3 ? arithmetic.luma({r[i], g[i], b[i]}) : r[i];
  auto* values = reinterpret_cast<float*>(gray);
  int64_t end = block.count;
  for (; end % kStrands != 0; ++end) values[end] = 0;
  for (int64_t i = 0; i < end; i += kStrands)
    for (int64_t strand = 0; strand < kStrands; ++strand) strands[strand] += values[i + strand];
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
      read(pass.values + plane * pass.area + begin, block.count,
           reinterpret_cast<float*>(block.planes[plane]));
    for (int64_t i = 0; i < pass.count; ++i) apply<kPlanes>(arithmetic, pass.steps[i], block);
    if (pass.sum != nullptr) add_gray<kPlanes>(arithmetic, block, strands);
    if (pass.units != nullptr) map_values<kPlanes>(block, [](const Reals& value) { return value / 255; });
    for (int plane = 0; plane < kPlanes; ++plane) {
      const int64_t at = plane * pass.area + begin;
      const auto* made = reinterpret_cast<const float*>(block.planes[plane]);
      if (pass.units != nullptr) {
        write(made, block.count, pass.units + at);
      } else if (pass.count > 0) {
        write(made, block.count, pass.values + at);
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

DINO_SIMD_TABLE(ColourKernels, colour_kernels, &CPU_CAPABILITY::change_bytes, &CPU_CAPABILITY::change_floats)

}  // namespace dino::ops::simd
