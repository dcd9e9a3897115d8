// What the emulator's test programs share: memory whose ends are guarded, random values, comparison with
// references in double. A test includes the kernels' own file after this one.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "ops/cuda/numeric.cuh"

namespace cuda_test {

using dino::ops::cuda::Cvt;
using dino::ops::cuda::Dtype;

// ThreadSanitizer is 30 times slower: then a test leaves its largest cases out.
#ifdef __SANITIZE_THREAD__
constexpr bool kSlow = true;
#else
constexpr bool kSlow = false;
#endif

// Lengths around 1, a warp, a block and 16 bytes of each type.
inline const std::vector<int64_t> kLengths{1,  2,  3,  4,  5,  7,   8,   9,   15,  16,
                                           17, 31, 32, 33, 37, 255, 256, 257, 1000};

// `size` elements that end where the memory does, so that AddressSanitizer sees one beyond; the first is
// aligned to 256 bytes, as LibTorch's are, plus `offset` elements.
template <class T>
class Buffer {
 public:
  explicit Buffer(int64_t size, int64_t offset = 0) : size_(size), offset_(offset) {
    const size_t bytes = sizeof(T) * static_cast<size_t>(size + offset);
    if (posix_memalign(&memory_, 256, bytes > 0 ? bytes : 1) != 0) std::abort();
    std::memset(memory_, 0xff, bytes);  // NaN where nothing is written
  }
  Buffer(const std::vector<double>& values, int64_t offset = 0)
      : Buffer(static_cast<int64_t>(values.size()), offset) {
    for (int64_t i = 0; i < size_; ++i) data()[i] = narrow(values[static_cast<size_t>(i)]);
  }
  Buffer(const Buffer& other) : Buffer(other.size_, other.offset_) {
    std::memcpy(memory_, other.memory_, sizeof(T) * static_cast<size_t>(size_ + offset_));
  }
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { std::free(memory_); }

  T* data() const { return static_cast<T*>(memory_) + offset_; }
  int64_t size() const { return size_; }
  T& operator[](int64_t i) const { return data()[i]; }
  // What the kernels read, exactly.
  std::vector<double> values() const {
    std::vector<double> result;
    for (int64_t i = 0; i < size_; ++i) result.push_back(widen(data()[i]));
    return result;
  }
  bool operator==(const Buffer& other) const {
    return size_ == other.size_ &&
           std::memcmp(data(), other.data(), sizeof(T) * static_cast<size_t>(size_)) == 0;
  }

 private:
  static double widen(T v) {
    if constexpr (std::is_arithmetic_v<T>) {
      return static_cast<double>(v);
    } else {
      return Cvt<T>::to(v);
    }
  }
  static T narrow(double v) {
    if constexpr (std::is_arithmetic_v<T>) {
      return static_cast<T>(v);
    } else {
      return Cvt<T>::from(static_cast<float>(v));
    }
  }
  void* memory_ = nullptr;
  int64_t size_, offset_;
};

// Normal values, the same for the same seed.
inline std::vector<double> normal(int64_t size, unsigned seed, double scale = 1) {
  std::mt19937 random(seed);
  std::normal_distribution<float> distribution(0, static_cast<float>(scale));
  std::vector<double> result(static_cast<size_t>(size));
  for (double& v : result) v = distribution(random);
  return result;
}

// Half a unit in the last place of T, as a share of the value: what rounding to T may change.
template <class T>
constexpr double kRounding = std::is_same_v<T, float>    ? 0x1p-24
                             : std::is_same_v<T, __half> ? 0x1p-11
                                                         : 0x1p-8;

inline int passed = 0, failed = 0;

inline void check(bool ok, const std::string& what) {
  ++(ok ? passed : failed);
  if (!ok) std::printf("FAILED %s\n", what.c_str());
}

// NaN equals NaN, an infinity only itself; anything else may differ by `absolute` + `relative` * |want|.
inline void check_close(const std::vector<double>& got, const std::vector<double>& want, double relative,
                        double absolute, const std::string& what) {
  if (got.size() != want.size()) return check(false, what + ": another number of values");
  for (size_t i = 0; i < got.size(); ++i) {
    const double g = got[i], w = want[i];
    const bool ok = std::isnan(w)   ? std::isnan(g)
                    : std::isinf(w) ? g == w
                                    : std::fabs(g - w) <= absolute + relative * std::fabs(w);
    if (ok) continue;
    char text[160];
    std::snprintf(text, sizeof text, ": value %zu of %zu: %.9g instead of %.9g", i, got.size(), g, w);
    return check(false, what + text);
  }
  check(true, what);
}

// Calls f(T{}, dtype, "name") for the three types that kernels take.
template <class F>
void each_type(F&& f) {
  f(float{}, Dtype::kFloat, "float32");
  f(__half{}, Dtype::kHalf, "float16");
  f(__nv_bfloat16{}, Dtype::kBFloat16, "bfloat16");
}

// The body of a test program: its exit code says whether all was right.
inline int run(const std::function<void()>& test) {
  try {
    test();
  } catch (const std::exception& error) {
    check(false, error.what());
  }
  std::printf("%d checks passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}

}  // namespace cuda_test
