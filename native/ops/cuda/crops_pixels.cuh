// What the steps of dino::render_crops share: the three arithmetics, and rounding as the CPU's.
#pragma once
#include "numeric.cuh"
#include "render_crops.h"

namespace dino::ops::cuda {

// A product that is rounded before it is added to: a fused one would give other bytes than the CPU's.
__device__ __forceinline__ float product(float a, float b) {
#ifdef __CUDA_ARCH__
  return __fmul_rn(a, b);
#else
  return a * b;
#endif
}
__device__ __forceinline__ double product(double a, double b) {
#ifdef __CUDA_ARCH__
  return __dmul_rn(a, b);
#else
  return a * b;
#endif
}

// NaN stays.
template <class T>
__device__ __forceinline__ T clamped(T value, T low, T high) {
  return value < low ? low : high < value ? high : value;
}

// Cut off towards zero.
__device__ __forceinline__ uint8_t to_byte(double value) {
  return static_cast<uint8_t>(clamped(value, 0.0, 255.0));
}

struct Pil {
  using Source = uint8_t;  // of images
  using Pixel = uint8_t;   // of views, and between the axes of the resize
  using Weight = int32_t;
  static constexpr CropArithmetic kArithmetic = CropArithmetic::kPil;
};

struct Levels {
  using Source = uint8_t;
  using Pixel = float;
  using Weight = float;
  static constexpr CropArithmetic kArithmetic = CropArithmetic::kLevels;
  static constexpr float kBound = 255;
  static constexpr bool kIntegers = true;
};

struct Floats {
  using Source = float;
  using Pixel = float;
  using Weight = float;
  static constexpr CropArithmetic kArithmetic = CropArithmetic::kFloats;
  static constexpr float kBound = 1;
  static constexpr bool kIntegers = false;
};

template <class Pixel>
struct Colour {
  Pixel r, g, b;
};

// The planes of one view, one after the other.
template <class Pixel>
struct Planes {
  Pixel* data;
  int64_t channels, height, width;

  __device__ __forceinline__ int64_t area() const { return height * width; }
  __device__ __forceinline__ int64_t size() const { return channels * area(); }
};

template <class Type>
__device__ __forceinline__ Type* at_offset(void* workspace, int64_t offset) {
  return reinterpret_cast<Type*>(static_cast<char*>(workspace) + offset);
}

}  // namespace dino::ops::cuda
