#include "ema_update.h"

#include "average.cuh"
#include "rows.cuh"

namespace dino::ops::cuda {

namespace {

template <class T>
__global__ void __launch_bounds__(kRowThreads)
    ema_update_rows(const __grid_constant__ RowTable<EmaRow> table, const Averager average) {
  for (int c = blockIdx.x; c < table.chunks(); c += gridDim.x) {
    const Chunk chunk = find_chunk(table, c);
    float* ema = table.rows[chunk.row].ema;
    const T* online = static_cast<const T*>(table.rows[chunk.row].online);
    each_element<Pack<T>::kSize>(chunk, is_aligned16(ema) && is_aligned16(online), [&](int64_t i, auto size) {
      constexpr int N = decltype(size)::value;
      float averages[N], values[N];
      load(ema + i, averages);
      load(online + i, values);
#pragma unroll
      for (int k = 0; k < N; ++k) averages[k] = average(averages[k], values[k]);
      store(averages, ema + i);
    });
  }
}

}  // namespace

void ema_update(const std::vector<EmaRow>& rows, Dtype online, double take, Stream stream) {
  with_type(online, [&](auto type) {
    using T = decltype(type);
    each_table(rows, [&](const RowTable<EmaRow>& table, int blocks) {
      LAUNCH((ema_update_rows<T>), blocks, kRowThreads, 0, static_cast<cudaStream_t>(stream), table,
             Averager(take));
    });
  });
}

}  // namespace dino::ops::cuda
