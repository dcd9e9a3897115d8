#include "node/process.h"

#include <ATen/Parallel.h>
#include <stdlib.h>
#include <torch/csrc/jit/python/update_graph_executor_opt.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <mutex>

#include "core/cpu_allocator.h"

namespace dino::node {

namespace {

#ifdef DINO_EXIT_HANDLER
// Leaving by exit() while the engine computes would run LibTorch's static destructors under its feet.
void leave(int status, void*) {
  fflush(nullptr);
  _exit(status);
}
#endif

}  // namespace

void prepare_process() {
  static std::once_flag once;
  std::call_once(once, [] {
    CpuAllocator::instance();
#ifdef DINO_EXIT_HANDLER
    on_exit(&leave, nullptr);
#endif
  });
}

void prepare_engine_thread() {
  // The profiling executor recompiles for every new shape; multi-crop training changes shapes all the time.
  torch::jit::setGraphExecutorOptimize(false);
}

void use_threads(int count) {
  thread_local int current = 0;
  if (count > 0 && count != current) {
    at::set_num_threads(count);
    current = count;
  }
}

void renew_exit_handler() {
#ifdef DINO_EXIT_HANDLER
  static std::atomic<int> left{64};
  if (left.load(std::memory_order_relaxed) > 0 && left.fetch_sub(1) > 0) on_exit(&leave, nullptr);
#endif
}

}  // namespace dino::node
