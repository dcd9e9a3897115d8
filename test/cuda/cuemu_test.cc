// The emulator itself: it says what is wrong with kernels that are wrong, and gives what CUDA gives for those
// that are not.
#include "checks.h"

namespace {

using namespace cuda_test;
using namespace dino::ops::cuda;

__global__ void waits_alone(int* out) {
  if (threadIdx.x == 0) {
    out[0] = __shfl_sync(0x3u, 1, 0);
  } else {
    __syncthreads();
  }
}

__global__ void two_barriers(int* out) {
  if (threadIdx.x < 32) {
    __syncthreads();
  } else {
    __syncthreads();
  }
  out[0] = 1;
}

__global__ void one_lane_has_left(int* out) {
  if (threadIdx.x == 5) return;
  out[threadIdx.x] = __shfl_sync(0xffffffffu, 1, 0);
}

__global__ void shuffles_from_outside(int* out) {
  if (threadIdx.x < 16) out[threadIdx.x] = __shfl_sync(0xffffu, 1, 20);
}

__global__ void not_in_its_mask(int* out) {
  out[threadIdx.x] = __shfl_sync(0xffffu, 1, 0);
}

__global__ void too_much_shared(int* out) {
  STATIC_SHARED(double, values, 6145);
  values[threadIdx.x] = 0;
  out[0] = 0;
}

void check_refused(void (*kernel)(int*), const char* what, const std::string& words, int threads = 64,
                   int bytes = 0) {
  const Buffer<int> out(64);
  std::memset(out.data(), 0, sizeof(int) * 64);
  try {
    cuemu::launch(what, kernel, dim3(1), dim3(threads), bytes, nullptr, out.data());
    check(false, std::string(what) + " went well");
  } catch (const std::exception& error) {
    check(std::string(error.what()).find(words) != std::string::npos,
          std::string(what) + ": " + error.what());
  }
}

__global__ void reads_shared_memory(float* out) {
  STATIC_SHARED(float, fixed, 64);
  DYN_SHARED(float, dynamic);
  float* mine = out + 2 * (blockIdx.x * blockDim.x + threadIdx.x);
  mine[0] = fixed[threadIdx.x];
  mine[1] = dynamic[threadIdx.x];
  fixed[threadIdx.x] = dynamic[threadIdx.x] = 1;
}

__global__ void asks_its_warp(int* out) {
  const int lane = threadIdx.x % 32;
  int* mine = out + threadIdx.x * 7;
  mine[0] = __shfl_xor_sync(0xffffffffu, lane, 3);
  mine[1] = __shfl_down_sync(0xffffffffu, lane, 4);
  mine[2] = __shfl_up_sync(0xffffffffu, lane, 4);
  mine[3] = __shfl_sync(0xffffffffu, lane, 1, 8);
  mine[4] = static_cast<int>(__ballot_sync(0xffffffffu, lane % 3 == 0));
  mine[5] = static_cast<int>(__reduce_add_sync(0xffffffffu, lane));
  mine[6] = static_cast<int>(__reduce_max_sync(0xffffffffu, 100 - lane));
}

__global__ void counts(int* total) {
  atomicAdd(total, 1);
}

}  // namespace

int main() {
  return run([] {
    check_refused(waits_alone, "a thread that waits alone", "deadlock");
    check_refused(two_barriers, "two barriers at once", "others at that of line");
    check_refused(one_lane_has_left, "a lane that has left", "");
    check_refused(shuffles_from_outside, "a shuffle from outside of the mask", "is not in the mask");
    check_refused(not_in_its_mask, "a lane outside of its own mask", "is not in the mask");
    check_refused(too_much_shared, "more than 48 KiB", "48 KiB", 32);
    check_refused(counts, "a block of 1025", "no GPU launches", 1025);
    check_refused(counts, "228 KiB of shared memory", "no GPU launches", 32, 228 << 10);

    const Buffer<float> shared(3 * 128);
    std::memset(shared.data(), 0, sizeof(float) * 3 * 128);
    LAUNCH(reads_shared_memory, 3, 64, 64 * sizeof(float), nullptr, shared.data());
    check_close(shared.values(), std::vector<double>(3 * 128, NAN), 0, 0,
                "shared memory is NaN when a block starts");
    const Buffer<int> warps(64 * 7);
    LAUNCH(asks_its_warp, 1, 64, 0, nullptr, warps.data());
    std::vector<double> want;
    for (int i = 0; i < 64; ++i) {
      const int lane = i % 32;
      want.insert(want.end(),
                  {double(lane ^ 3), double(lane < 28 ? lane + 4 : lane), double(lane < 4 ? lane : lane - 4),
                   double(lane / 8 * 8 + 1), double(0x49249249), 496, 100});
    }
    check_close(warps.values(), want, 0, 0, "warp functions");
    const Buffer<int> total(1);
    total[0] = 0;
    LAUNCH(counts, dim3(3, 2, 2), dim3(4, 4, 2), 0, nullptr, total.data());
    check(total[0] == 3 * 2 * 2 * 32, "every thread of every block runs once");
  });
}
