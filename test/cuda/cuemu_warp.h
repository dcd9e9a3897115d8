// What the lanes of a warp do together, in terms of cuemu.h, which includes this.
#pragma once

// The line of the kernel, as an argument that callers leave out.
#define CUEMU_LINE int line = __builtin_LINE()

template <class T>
T __shfl_sync(unsigned mask, T value, int source, int width = 32, CUEMU_LINE) {
  const int first = cuemu::lane() & -width;
  return cuemu::shuffle(mask, value, first + (source & (width - 1)), first, first + width - 1, line);
}
template <class T>
T __shfl_xor_sync(unsigned mask, T value, int bits, int width = 32, CUEMU_LINE) {
  const int first = cuemu::lane() & -width;
  return cuemu::shuffle(mask, value, cuemu::lane() ^ bits, 0, first + width - 1, line);
}
template <class T>
T __shfl_down_sync(unsigned mask, T value, unsigned by, int width = 32, CUEMU_LINE) {
  const int first = cuemu::lane() & -width;
  return cuemu::shuffle(mask, value, cuemu::lane() + static_cast<int>(by), first, first + width - 1, line);
}
template <class T>
T __shfl_up_sync(unsigned mask, T value, unsigned by, int width = 32, CUEMU_LINE) {
  const int first = cuemu::lane() & -width;
  return cuemu::shuffle(mask, value, cuemu::lane() - static_cast<int>(by), first, first + width - 1, line);
}
inline void __syncwarp(unsigned mask = ~0u, CUEMU_LINE) {
  cuemu::together(cuemu::Together::kSync, mask, 0, 0, line);
}
inline unsigned __ballot_sync(unsigned mask, int predicate, CUEMU_LINE) {
  return static_cast<unsigned>(cuemu::together(cuemu::Together::kBallot, mask, predicate != 0, 0, line));
}
inline int __any_sync(unsigned mask, int predicate, CUEMU_LINE) {
  return __ballot_sync(mask, predicate, line) != 0;
}
inline int __all_sync(unsigned mask, int predicate, CUEMU_LINE) {
  return __ballot_sync(mask, predicate == 0, line) == 0;
}
inline unsigned __reduce_add_sync(unsigned mask, unsigned value, CUEMU_LINE) {
  return static_cast<unsigned>(cuemu::together(cuemu::Together::kAdd, mask, value, 0, line));
}
inline unsigned __reduce_min_sync(unsigned mask, unsigned value, CUEMU_LINE) {
  return static_cast<unsigned>(cuemu::together(cuemu::Together::kMin, mask, value, 0, line));
}
inline unsigned __reduce_max_sync(unsigned mask, unsigned value, CUEMU_LINE) {
  return static_cast<unsigned>(cuemu::together(cuemu::Together::kMax, mask, value, 0, line));
}
