#include "crops_blur.h"

#include "lanes.h"
#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

int64_t inside(int64_t y, int64_t height) {
  return y < 0 ? 0 : y < height ? y : height - 1;
}

// Window::Row holds a strip's values of one row, widened.
template <class Window, class Value, class Box>
void slide(const Value* from, int64_t height, const Box& box, Value* to, Window window) {
  const auto row = [&](int64_t y) { return from + inside(y, height) * kStrip; };
  for (int64_t y = -box.reach; y < box.reach; ++y) window.enter(row(y));
  for (int64_t y = 0; y < height; ++y) {
    window.enter(row(y + box.reach));
    window.write(row(y - box.reach - 1), row(y + box.reach + 1), to + y * kStrip);
    window.leave(row(y - box.reach));
  }
}

constexpr uint32_t kHalf = 1 << 23;

// Two integers of 16 bits in every 32.
int32_t pair_of(uint32_t first, uint32_t second) {
  return static_cast<int32_t>(first | second << 16);
}

// Sums of 16 bits, signed where they are multiplied.
constexpr int64_t kLongestReach = 63;

template <class Lanes>
class ByteWindow {
  using Register = typename Lanes::Register;

 public:
  explicit ByteWindow(const ByteBox& box)
      : low_weights_(Lanes::all(pair_of(box.inner & 0x7fff, box.outer & 0x7fff))),
        high_weights_(Lanes::all(pair_of(box.inner >> 15, box.outer >> 15))) {}

  void enter(const uint8_t* row) {
    const Register values = Lanes::load(row);
    low_ = Lanes::add_16(low_, Lanes::low_bytes(values, zero_));
    high_ = Lanes::add_16(high_, Lanes::high_bytes(values, zero_));
  }
  void leave(const uint8_t* row) {
    const Register values = Lanes::load(row);
    low_ = Lanes::subtract_16(low_, Lanes::low_bytes(values, zero_));
    high_ = Lanes::subtract_16(high_, Lanes::high_bytes(values, zero_));
  }
  void write(const uint8_t* first, const uint8_t* last, uint8_t* to) const {
    const Register a = Lanes::load(first), b = Lanes::load(last);
    const Register low_ends = Lanes::add_16(Lanes::low_bytes(a, zero_), Lanes::low_bytes(b, zero_));
    const Register high_ends = Lanes::add_16(Lanes::high_bytes(a, zero_), Lanes::high_bytes(b, zero_));
    Lanes::store(to, Lanes::to_bytes(means(low_, low_ends), means(high_, high_ends)));
  }

 private:
  Register means(Register sums, Register ends) const {
    return Lanes::to_16_bits(mean(Lanes::low_words(sums, ends)), mean(Lanes::high_words(sums, ends)));
  }
  Register mean(Register pairs) const {
    const Register low = Lanes::pair_products(pairs, low_weights_);
    const Register high = Lanes::template left<15>(Lanes::pair_products(pairs, high_weights_));
    return Lanes::template unsigned_right<24>(Lanes::add(Lanes::add(low, half_), high));
  }

  Register low_weights_, high_weights_;
  Register zero_ = Lanes::all(0), half_ = Lanes::all(kHalf);
  Register low_ = Lanes::all(0), high_ = Lanes::all(0);
};

class WideByteWindow {
 public:
  explicit WideByteWindow(const ByteBox& box) : box_(box) {}

  void enter(const uint8_t* row) {
    for (int64_t x = 0; x < kStrip; ++x) sums_[x] += row[x];
  }
  void leave(const uint8_t* row) {
    for (int64_t x = 0; x < kStrip; ++x) sums_[x] -= row[x];
  }
  void write(const uint8_t* first, const uint8_t* last, uint8_t* to) const {
    for (int64_t x = 0; x < kStrip; ++x) {
      const uint32_t ends = static_cast<uint32_t>(first[x]) + last[x];
      to[x] = static_cast<uint8_t>((sums_[x] * box_.inner + ends * box_.outer + kHalf) >> 24);
    }
  }

 private:
  const ByteBox& box_;
  uint32_t sums_[kStrip] = {};
};

void box_of_bytes(const uint8_t* from, int64_t height, int64_t width, const ByteBox& box, uint8_t* to) {
  if (box.reach > kLongestReach) return slide(from, height, box, to, WideByteWindow(box));
  int64_t x = 0;
#ifdef CPU_CAPABILITY_AVX512
  for (; width - x > Lanes32::kBytes; x += Lanes64::kBytes)
    slide(from + x, height, box, to + x, ByteWindow<Lanes64>(box));
#endif
#if defined(CPU_CAPABILITY_AVX2) || defined(CPU_CAPABILITY_AVX512)
  for (; width - x > Lanes16::kBytes; x += Lanes32::kBytes)
    slide(from + x, height, box, to + x, ByteWindow<Lanes32>(box));
#endif
  for (; x < width; x += Lanes16::kBytes) slide(from + x, height, box, to + x, ByteWindow<Lanes16>(box));
}

class FloatWindow {
 public:
  explicit FloatWindow(const FloatBox& box) : box_(box) {}

  void enter(const float* row) {
    for (int64_t x = 0; x < kStrip; ++x) sums_[x] += row[x];
  }
  void leave(const float* row) {
    for (int64_t x = 0; x < kStrip; ++x) sums_[x] -= row[x];
  }
  void write(const float* first, const float* last, float* to) const {
    for (int64_t x = 0; x < kStrip; ++x) {
      const double ends = static_cast<double>(first[x]) + last[x];
      to[x] = static_cast<float>(sums_[x] * box_.inner + ends * box_.outer);
    }
  }

 private:
  const FloatBox& box_;
  double sums_[kStrip] = {};
};

void box_of_floats(const float* from, int64_t height, int64_t, const FloatBox& box, float* to) {
  slide(from, height, box, to, FloatWindow(box));
}

void add_weighted(float* sums, const float* values, float weight, int64_t count) {
  for (int64_t i = 0; i < count; ++i) sums[i] += weight * values[i];
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(BlurKernels, blur_kernels, &CPU_CAPABILITY::box_of_bytes, &CPU_CAPABILITY::box_of_floats,
                &CPU_CAPABILITY::add_weighted)

}  // namespace dino::ops::simd
