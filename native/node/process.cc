#include "node/process.h"

#include <ATen/Parallel.h>
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <malloc.h>
#include <stdlib.h>
#include <torch/csrc/jit/python/update_graph_executor_opt.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <limits>
#include <mutex>
#include <sstream>
#include <string>

namespace dino::node {

namespace {

thread_local int64_t allocated = 0;

constexpr size_t kLargeAllocation = size_t{64} << 20;

size_t number_in_file(const char* path) {
  std::ifstream file(path);
  size_t value = 0;
  return file >> value ? value : std::numeric_limits<size_t>::max();
}

size_t meminfo(const std::string& key) {
  std::ifstream file("/proc/meminfo");
  std::string line;
  while (std::getline(file, line))
    if (line.starts_with(key)) return std::stoull(line.substr(key.size())) * 1024;
  return std::numeric_limits<size_t>::max();
}

// LibTorch's own allocator with two additions: a request beyond the memory at hand is refused (Linux
// grants it and kills the process at the first touch), and each thread's balance is counted.
class GuardedAllocator final : public c10::Allocator {
 public:
  explicit GuardedAllocator(c10::Allocator* base) : base_(base) {}

  c10::DataPtr allocate(size_t bytes) override {
    if (bytes >= kLargeAllocation && bytes > available_memory()) {
      std::ostringstream text;
      text << "not enough memory: a result of " << bytes << " bytes was asked for, " << available_memory()
           << " bytes are at hand";
      TORCH_CHECK_WITH(OutOfMemoryError, false, text.str());
    }
    c10::DataPtr data = base_->allocate(bytes);
    void* pointer = data.get();
    if (pointer != nullptr && data.compare_exchange_deleter(base_->raw_deleter(), &release))
      allocated += static_cast<int64_t>(malloc_usable_size(pointer));
    return data;
  }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  void copy_data(void* target, const void* source, size_t bytes) const override {
    default_copy_data(target, source, bytes);
  }

  static c10::DeleterFnPtr base_deleter;

 private:
  static void release(void* pointer) {
    if (pointer != nullptr) allocated -= static_cast<int64_t>(malloc_usable_size(pointer));
    base_deleter(pointer);
  }

  c10::Allocator* base_;
};

c10::DeleterFnPtr GuardedAllocator::base_deleter = nullptr;

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
    c10::Allocator* base = c10::GetAllocator(c10::kCPU);
    GuardedAllocator::base_deleter = base->raw_deleter();
    if (GuardedAllocator::base_deleter != nullptr) {
      // Never destroyed: blocks may be freed after every static destructor has run.
      c10::SetAllocator(c10::kCPU, new GuardedAllocator(base), /*priority=*/100);
    }
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

int64_t allocated_by_thread() {
  return allocated;
}

size_t available_memory() {
  const size_t limit = number_in_file("/sys/fs/cgroup/memory.max");
  if (limit == std::numeric_limits<size_t>::max()) return meminfo("MemAvailable:");
  const size_t used = std::min(limit, number_in_file("/sys/fs/cgroup/memory.current"));
  return std::min(meminfo("MemAvailable:"), limit - used);
}

size_t total_memory() {
  return std::min(meminfo("MemTotal:"), number_in_file("/sys/fs/cgroup/memory.max"));
}

}  // namespace dino::node
