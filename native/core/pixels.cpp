#include "core/pixels.h"

#include <cstring>

namespace dino {

void to_planes(const uint8_t* pixels, int64_t area, int64_t from, int64_t to, uint8_t* planes) {
  if (from == 1) {
    for (int64_t plane = 0; plane < to; ++plane) std::memcpy(planes + plane * area, pixels, area);
  } else if (to == 1) {
    for (int64_t i = 0; i < area; ++i, pixels += 3)
      planes[i] = (19595u * pixels[0] + 38470u * pixels[1] + 7471u * pixels[2] + 32768u) >> 16;
  } else {
    uint8_t* __restrict red = planes;
    uint8_t* __restrict green = planes + area;
    uint8_t* __restrict blue = planes + 2 * area;
    for (int64_t i = 0; i < area; ++i, pixels += 3) {
      red[i] = pixels[0];
      green[i] = pixels[1];
      blue[i] = pixels[2];
    }
  }
}

}  // namespace dino
