// Many tensors in one launch: a table that the kernel gets by value, so that neither memory of the device
// nor a copy to it is needed.
#pragma once
#include <cstdint>
#include <type_traits>
#include <vector>

#include "numeric.cuh"

namespace dino::ops::cuda {

constexpr int kRowThreads = 256;
// Elements that a block takes at once: a multiple of 16 bytes of any type, so that chunks of an aligned row
// are aligned.
constexpr int64_t kChunk = 8192;

inline __host__ __device__ int64_t chunks_of(int64_t count) {
  return (count + kChunk - 1) / kChunk;
}

// Row is a struct with `int64_t count`, the elements of a tensor, and whatever the kernel needs to know of
// it.
template <class Row>
struct RowTable {
  // Of 4 KiB, which every driver passes; the rest is for the kernel's other arguments.
  static constexpr int kCapacity = (4096 - 160) / (sizeof(Row) + sizeof(int));
  static constexpr int64_t kMostChunks = int64_t{1} << 30;

  Row rows[kCapacity];
  // chunks_before[i]: chunks of the rows before row i.
  int chunks_before[kCapacity + 1];
  int count;

  __host__ __device__ int chunks() const { return chunks_before[count]; }
};

struct Chunk {
  int row;
  int64_t index, begin, end;
};

template <class Row>
__device__ __forceinline__ Chunk find_chunk(const RowTable<Row>& table, int chunk) {
  int row = 0;
  // The last row that starts at the chunk or before it.
  for (int step = 1 << 8; step > 0; step >>= 1)
    if (row + step < table.count && table.chunks_before[row + step] <= chunk) row += step;
  const int64_t index = chunk - table.chunks_before[row];
  const int64_t begin = index * kChunk, count = table.rows[row].count;
  return {row, index, begin, begin + kChunk < count ? begin + kChunk : count};
}

// body(i, N) for elements i to i + N - 1 of a chunk, where N is std::integral_constant: kPack of them where
// the row is `aligned`, else one.
template <int kPack, class Body>
__device__ __forceinline__ void each_element(const Chunk& chunk, bool aligned, Body&& body) {
  const int64_t packed = aligned ? chunk.begin + (chunk.end - chunk.begin) / kPack * kPack : chunk.begin;
  for (int64_t i = chunk.begin + int64_t{threadIdx.x} * kPack; i < packed; i += int64_t{blockDim.x} * kPack)
    body(i, std::integral_constant<int, kPack>());
  for (int64_t i = packed + threadIdx.x; i < chunk.end; i += blockDim.x)
    body(i, std::integral_constant<int, 1>());
}

// Calls launch(table, blocks) until all rows that have elements were in a table.
template <class Row, class Launch>
void each_table(const std::vector<Row>& rows, Launch&& launch) {
  using Table = RowTable<Row>;
  static_assert(Table::kCapacity < 1 << 9);
  Table table{};
  const auto flush = [&] {
    if (table.count > 0) launch(table, grid_for(table.chunks()));
    table.count = 0;
  };
  for (const Row& row : rows) {
    if (row.count == 0) continue;
    if (table.count == Table::kCapacity || table.chunks() + chunks_of(row.count) > Table::kMostChunks)
      flush();
    table.rows[table.count] = row;
    table.chunks_before[table.count + 1] =
        table.chunks_before[table.count] + static_cast<int>(chunks_of(row.count));
    ++table.count;
  }
  flush();
}

}  // namespace dino::ops::cuda
