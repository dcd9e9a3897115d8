#include "crops_resize.h"

#include <cstring>

#include "lanes.h"
#include "vector.h"

namespace dino::ops::simd {

namespace CPU_CAPABILITY {
namespace {

constexpr int64_t kBlock = 16;

// Where the last block begins: it covers part of the one before it again.
int64_t block_at(int64_t i, int64_t block, int64_t length) {
  return i + block <= length ? i : length - block;
}

// 16 rows, as many columns as the register has bytes.
template <class Lanes>
void transpose_block(const uint8_t* from, int64_t stride, uint8_t* to, int64_t to_stride) {
  using Register = typename Lanes::Register;
  Register row[kBlock], mixed[kBlock];
  for (int64_t i = 0; i < kBlock; ++i) row[i] = Lanes::load(from + i * stride);
  // Bytes of row i and row i + 8 in turn, four times: then each 16 bytes of a register hold a column.
  for (int step = 0; step < 4; ++step) {
    for (int64_t i = 0; i < kBlock / 2; ++i) {
      mixed[2 * i] = Lanes::low_bytes(row[i], row[i + kBlock / 2]);
      mixed[2 * i + 1] = Lanes::high_bytes(row[i], row[i + kBlock / 2]);
    }
    for (int64_t i = 0; i < kBlock; ++i) row[i] = mixed[i];
  }
  for (int64_t i = 0; i < kBlock; ++i) Lanes::scatter(to + i * to_stride, kBlock * to_stride, row[i]);
}

template <class Lanes>
void transpose_blocks(const uint8_t* from, int64_t stride, int64_t rows, int64_t columns, uint8_t* to,
                      int64_t to_stride) {
  for (int64_t i = 0; i < columns; i += Lanes::kBytes) {
    const int64_t column = block_at(i, Lanes::kBytes, columns);
    for (int64_t j = 0; j < rows; j += kBlock) {
      const int64_t row = block_at(j, kBlock, rows);
      transpose_block<Lanes>(from + row * stride + column, stride, to + column * to_stride + row, to_stride);
    }
  }
}

void transpose(const uint8_t* from, int64_t stride, int64_t rows, int64_t columns, uint8_t* to,
               int64_t to_stride) {
  if (rows < kBlock || columns < Lanes16::kBytes) {
    for (int64_t row = 0; row < rows; ++row)
      for (int64_t column = 0; column < columns; ++column)
        to[column * to_stride + row] = from[row * stride + column];
    return;
  }
#if defined(CPU_CAPABILITY_AVX2) || defined(CPU_CAPABILITY_AVX512)
  if (columns >= Lanes32::kBytes)
    return transpose_blocks<Lanes32>(from, stride, rows, columns, to, to_stride);
#endif
  transpose_blocks<Lanes16>(from, stride, rows, columns, to, to_stride);
}

struct Rows {
  const uint8_t* from;
  int64_t stride, count;
  const WeightPair* weights;
};

constexpr int32_t kHalf = 1 << (kWeightBits - 1);

template <class Lanes>
void weigh(const Rows& rows, int64_t x, uint8_t* to) {
  using Register = typename Lanes::Register;
  const Register zero = Lanes::all(0);
  Register low[4], high[4];
  for (int i = 0; i < 4; ++i) {
    low[i] = Lanes::all(kHalf);
    high[i] = zero;
  }
  for (int64_t i = 0; i < rows.count; i += 2) {
    const WeightPair& pair = rows.weights[i / 2];
    int32_t low_pair, high_pair;
    std::memcpy(&low_pair, pair.low, sizeof low_pair);
    std::memcpy(&high_pair, pair.high, sizeof high_pair);
    const Register low_weights = Lanes::all(low_pair), high_weights = Lanes::all(high_pair);
    const uint8_t* first = rows.from + i * rows.stride + x;
    const Register a = Lanes::load(first);
    const Register b = Lanes::load(i + 1 < rows.count ? first + rows.stride : first);
    const Register left = Lanes::low_bytes(a, b), right = Lanes::high_bytes(a, b);
    const Register pairs[4] = {Lanes::low_bytes(left, zero), Lanes::high_bytes(left, zero),
                               Lanes::low_bytes(right, zero), Lanes::high_bytes(right, zero)};
    for (int j = 0; j < 4; ++j) {
      low[j] = Lanes::add(low[j], Lanes::pair_products(pairs[j], low_weights));
      high[j] = Lanes::add(high[j], Lanes::pair_products(pairs[j], high_weights));
    }
  }
  Register sums[4];
  for (int i = 0; i < 4; ++i)
    sums[i] = Lanes::template right<kWeightBits>(Lanes::add(low[i], Lanes::template left<15>(high[i])));
  Lanes::store(to + x,
               Lanes::to_bytes(Lanes::to_16_bits(sums[0], sums[1]), Lanes::to_16_bits(sums[2], sums[3])));
}

uint8_t weigh_one(const Rows& rows, int64_t x) {
  int32_t sum = kHalf;
  for (int64_t i = 0; i < rows.count; ++i) {
    const WeightPair& pair = rows.weights[i / 2];
    sum += rows.from[i * rows.stride + x] * (pair.high[i % 2] * (1 << 15) + pair.low[i % 2]);
  }
  sum >>= kWeightBits;
  return static_cast<uint8_t>(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

void weigh_rows(const uint8_t* from, int64_t stride, int64_t count, const WeightPair* weights, int64_t width,
                uint8_t* to) {
  const Rows rows{from, stride, count, weights};
  int64_t x = 0;
  if (width < Lanes16::kBytes) {
    for (; x < width; ++x) to[x] = weigh_one(rows, x);
    return;
  }
#ifdef CPU_CAPABILITY_AVX512
  for (; x + Lanes64::kBytes <= width; x += Lanes64::kBytes) weigh<Lanes64>(rows, x, to);
#endif
#if defined(CPU_CAPABILITY_AVX2) || defined(CPU_CAPABILITY_AVX512)
  for (; x + Lanes32::kBytes <= width; x += Lanes32::kBytes) weigh<Lanes32>(rows, x, to);
#endif
  for (; x < width; x += Lanes16::kBytes) weigh<Lanes16>(rows, block_at(x, Lanes16::kBytes, width), to);
}

}  // namespace
}  // namespace CPU_CAPABILITY

DINO_SIMD_TABLE(ResizeKernels, resize_kernels, &CPU_CAPABILITY::transpose, &CPU_CAPABILITY::weigh_rows)

}  // namespace dino::ops::simd
