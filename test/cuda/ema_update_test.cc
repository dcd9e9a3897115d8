// dino::ema_update_: many tensors at once, of odd sizes, unaligned, with values that are not finite.
#include <memory>

#include "checks.h"
#include "ops/cuda/ema_update.cu"

namespace {

using namespace cuda_test;
using namespace dino::ops::cuda;

// at::lerp, whose two forms differ where a value is not finite.
double average(double ema, double online, double take) {
  if (ema == online || take == 1) return online;
  return take < 0.5 ? ema + take * (online - ema) : online - (1 - take) * (online - ema);
}

template <class T>
struct Pair {
  Buffer<float> ema;
  Buffer<T> online;
};

// One call over tensors of `sizes`, the first element of each `offset` elements after 256 bytes.
template <class T>
void check_call(Dtype dtype, const std::string& what, const std::vector<int64_t>& sizes, int64_t offset,
                double take) {
  std::vector<std::unique_ptr<Pair<T>>> pairs;
  std::vector<EmaRow> rows;
  std::vector<std::vector<double>> want;
  for (const int64_t size : sizes) {
    const auto seed = static_cast<unsigned>(pairs.size());
    auto& pair = pairs.emplace_back(
        new Pair<T>{{normal(size, 2 * seed), offset}, {normal(size, 2 * seed + 1), offset}});
    if (size > 6) {
      const double infinity = INFINITY;
      const double special[][2] = {{0, NAN}, {1, infinity}, {infinity, infinity}, {infinity, -infinity},
                                   {NAN, 1}, {2, 2}};
      for (int64_t i = 0; i < 6; ++i) {
        pair->ema[size - 1 - i] = static_cast<float>(special[i][0]);
        pair->online[size - 1 - i] = Cvt<T>::from(static_cast<float>(special[i][1]));
      }
    }
    rows.push_back({pair->ema.data(), pair->online.data(), size});
    const std::vector<double> ema = pair->ema.values(), online = pair->online.values();
    for (want.emplace_back(); want.back().size() < ema.size();) {
      const size_t i = want.back().size();
      want.back().push_back(average(ema[i], online[i], take));
    }
  }
  ema_update(rows, dtype, take, nullptr);
  for (size_t i = 0; i < pairs.size(); ++i)
    check_close(pairs[i]->ema.values(), want[i], 2e-7, 2e-7,
                what + " tensor " + std::to_string(i) + " of " + std::to_string(sizes[i]));
}

}  // namespace

int main() {
  return run([] {
    each_type([](auto type, Dtype dtype, const char* name) {
      using T = decltype(type);
      const std::string what = name;
      for (const double take : {0.004, 0.5, 0.9, 1.0}) {
        check_call<T>(dtype, what + " aligned", kLengths, 0, take);
        check_call<T>(dtype, what + " unaligned", kLengths, 1, take);
      }
      // More tensors than a table holds, with an empty one between.
      std::vector<int64_t> many(RowTable<EmaRow>::kCapacity * 2 + 3, 5);
      many[7] = 0;
      check_call<T>(dtype, what + " many", many, 0, 0.1);
      // More chunks than blocks, and rows that end within a chunk.
      check_call<T>(dtype, what + " large", {kChunk * 5 + 3, 2, kChunk, kChunk - 1, kChunk + 1}, 0, 0.1);
    });
    ema_update({}, Dtype::kFloat, 0.1, nullptr);
    ema_update({{nullptr, nullptr, 0}}, Dtype::kFloat, 0.1, nullptr);
  });
}
