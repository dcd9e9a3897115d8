// Decoded pixels as tensors have them.
#pragma once
#include <cstdint>

namespace dino {

// From `area` pixels whose `from` channels lie side by side to `to` planes of `area` values; 1 and 3 channels
// each. Grey of colours is Pillow's "L": (19595 R + 38470 G + 7471 B + 32768) >> 16.
void to_planes(const uint8_t* pixels, int64_t area, int64_t from, int64_t to, uint8_t* planes);

}  // namespace dino
