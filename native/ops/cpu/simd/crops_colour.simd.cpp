#include "crops_colour.h"

#include "vector.h"

// Loops over plain numbers that the compiler makes vectors of: no branches, and a block's bytes become floats
// before anything else, so that one step's values have one width. Integers up to 2^24 are exact in floats.

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

constexpr int64_t kBlock = 256;

struct Block {
  alignas(64) float r[kBlock], g[kBlock], b[kBlock];
};

void read(const uint8_t* from, int64_t count, float* to) {
  for (int64_t i = 0; i < count; ++i) to[i] = from[i];
}

void write(const float* from, int64_t count, uint8_t* to) {
  for (int64_t i = 0; i < count; ++i) to[i] = static_cast<uint8_t>(static_cast<int>(from[i]));
}

float whole(float value) {
  return static_cast<float>(static_cast<int>(value));
}

float smaller(float a, float b) {
  return a < b ? a : b;
}

float larger(float a, float b) {
  return a > b ? a : b;
}

float blended(float from, float to, float factor) {
  return whole(smaller(larger(from + factor * (to - from), 0), 255));
}

// Luma of ITU-R BT.601 in 16-bit fractions: below 2^24.
int luma(int r, int g, int b) {
  return (19595 * r + 38470 * g + 7471 * b + 32768) >> 16;
}

void blend(uint8_t* values, int64_t count, int gray, float factor) {
  const auto from = static_cast<float>(gray);
  for (int64_t i = 0; i < count; ++i)
    values[i] = static_cast<uint8_t>(static_cast<int>(blended(from, values[i], factor)));
}

template <class Function>
void map_colours(uint8_t* planes, int64_t area, const Function& function) {
  Block block;
  for (int64_t begin = 0; begin < area; begin += kBlock) {
    const int64_t count = area - begin < kBlock ? area - begin : kBlock;
    uint8_t* const plane = planes + begin;
    read(plane, count, block.r);
    read(plane + area, count, block.g);
    read(plane + 2 * area, count, block.b);
    for (int64_t i = 0; i < count; ++i) function(block.r[i], block.g[i], block.b[i]);
    write(block.r, count, plane);
    write(block.g, count, plane + area);
    write(block.b, count, plane + 2 * area);
  }
}

void saturate(uint8_t* planes, int64_t area, float factor) {
  map_colours(planes, area, [=](float& r, float& g, float& b) {
    const auto gray = static_cast<float>(luma(static_cast<int>(r), static_cast<int>(g), static_cast<int>(b)));
    r = blended(gray, r, factor);
    g = blended(gray, g, factor);
    b = blended(gray, b, factor);
  });
}

// PIL computes partly in doubles. The same bytes come out of floats: of every colour there are so few that
// test/python/crops.py compares them all.
void turn_hue(uint8_t* planes, int64_t area, int shift) {
  map_colours(planes, area, [=](float& r, float& g, float& b) {
    const float v = larger(larger(r, g), b), range = v - smaller(smaller(r, g), b);
    // How far the two other channels lie below the highest; one of them by all of `range`.
    const float first = r == v ? v - g : g == v ? v - b : v - r;
    const float second = r == v ? v - b : g == v ? v - r : v - g;
    const float start = r == v ? 0 : g == v ? 2 : 4;
    const float part = smaller(first, second) / larger(range, 1);
    const float sixths = first >= second ? start - 1 + part : start + 1 - part;
    const float turns = sixths / 6 + (sixths < 0 ? 1.0f : 0.0f);
    const int hue = (static_cast<int>(turns * 255) + shift) & 255;
    const float saturation = whole(range / larger(v, 1) * 255);

    const int turned = static_cast<int>(static_cast<float>(hue) * (6.0f / 255));  // 0 to 6
    const int within = 6 * hue - 255 * turned;
    const auto slope = static_cast<float>(turned % 2 == 1 ? within : 255 - within);
    const float low = whole(v + 0.5f - v * saturation * (1.0f / 255));
    const float between = whole(v + 0.5f - v * (saturation * slope) * (1.0f / (255 * 255)));
    const bool in_0 = turned == 0 || turned == 6;
    r = in_0 || turned == 5 ? v : turned == 1 || turned == 4 ? between : low;
    g = turned == 1 || turned == 2 ? v : in_0 || turned == 3 ? between : low;
    b = turned == 3 || turned == 4 ? v : turned == 2 || turned == 5 ? between : low;
  });
}

void make_gray(uint8_t* planes, int64_t area) {
  uint8_t *r = planes, *g = planes + area, *b = planes + 2 * area;
  for (int64_t i = 0; i < area; ++i) r[i] = static_cast<uint8_t>(luma(r[i], g[i], b[i]));
  for (int64_t i = 0; i < area; ++i) g[i] = b[i] = r[i];
}

void solarize(uint8_t* values, int64_t count, int threshold) {
  for (int64_t i = 0; i < count; ++i)
    values[i] = static_cast<uint8_t>(values[i] >= threshold ? 255 - values[i] : values[i]);
}

// Sums of a block stay far below 2^31.
template <class Function>
int64_t sum_up(int64_t count, const Function& function) {
  constexpr int64_t kMany = 1 << 16;
  int64_t total = 0;
  for (int64_t begin = 0; begin < count; begin += kMany) {
    const int64_t end = count - begin < kMany ? count : begin + kMany;
    int sum = 0;
    for (int64_t i = begin; i < end; ++i) sum += function(i);
    total += sum;
  }
  return total;
}

int64_t sum(const uint8_t* values, int64_t count) {
  return sum_up(count, [=](int64_t i) -> int { return values[i]; });
}

int64_t sum_of_gray(const uint8_t* planes, int64_t area) {
  const uint8_t *r = planes, *g = planes + area, *b = planes + 2 * area;
  return sum_up(area, [=](int64_t i) { return luma(r[i], g[i], b[i]); });
}

void to_units(const uint8_t* values, int64_t count, float* units) {
  for (int64_t i = 0; i < count; ++i) units[i] = static_cast<float>(values[i]) / 255;
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(ColourKernels, colour_kernels, &CPU_CAPABILITY::blend, &CPU_CAPABILITY::saturate,
                &CPU_CAPABILITY::turn_hue, &CPU_CAPABILITY::make_gray, &CPU_CAPABILITY::solarize,
                &CPU_CAPABILITY::sum, &CPU_CAPABILITY::sum_of_gray, &CPU_CAPABILITY::to_units)

}  // namespace dino::ops::simd
