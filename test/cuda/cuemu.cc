// The fibers behind cuemu.h. This file is compiled without sanitizers, and tells them what it does.
//
// Checked everywhere: deadlocks, barriers at different lines at once, warp functions with lanes that are not
// in their mask or have exited, shuffles from outside of it, limits of launches. Shared memory holds NaNs
// when a block starts. Any order of threads, by CUEMU_SEED: 0 first to last, 1 last to first, else shuffled.
// AddressSanitizer sees the ends of global and of dynamic shared memory to the byte. For ThreadSanitizer
// fibers are threads, ordered by barriers and warp functions alone: it finds races in a block and between
// blocks.
#include "cuemu.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#ifdef CUEMU_THREAD
extern "C" {
void* __tsan_get_current_fiber();
void* __tsan_create_fiber(unsigned flags);
void __tsan_switch_to_fiber(void* fiber, unsigned flags);
void __tsan_acquire(void* address);
void __tsan_release(void* address);
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);
}
#define WITH_THREAD(...) __VA_ARGS__
#else
#define WITH_THREAD(...)
#endif
#ifdef CUEMU_ADDRESS
extern "C" {
void __sanitizer_start_switch_fiber(void** fake_stack, const void* bottom, size_t size);
void __sanitizer_finish_switch_fiber(void* fake_stack, const void** bottom, size_t* size);
}
#define WITH_ADDRESS(...) __VA_ARGS__
#else
#define WITH_ADDRESS(...)
#endif

namespace cuemu {

uint3 thread_index, block_index;
dim3 block_size, grid_size;

namespace {

constexpr int kMostThreads = 1024, kWarp = 32;
constexpr size_t kStack = 128 << 10;
constexpr size_t kStaticShared = 48 << 10, kDynamicShared = 227 << 10;

enum class Is : uint8_t { kReady, kAtBarrier, kInWarp, kDone };

struct Fiber {
  int number = 0;
  Is is = Is::kReady;
  int line = 0;
  void* stack_pointer = nullptr;
  // What it asks its warp for, and the answer.
  Together what = Together::kSync;
  unsigned mask = 0;
  int source = 0;
  uint64_t value = 0, result = 0;
  [[maybe_unused]] void *thread = nullptr, *fake_stack = nullptr;
};

// What the lanes of a warp wait in; `round` tells one warp function from the next.
struct Warp {
  unsigned arrived = 0, round = 0;
  char order[2] = {};
};

// A launch that is under way; there is one at a time.
struct Launch {
  const std::function<void()>* kernel = nullptr;
  size_t shared_bytes = 0;
  uint64_t seed = 0, blocks = 0;
  std::string error;

  std::vector<Fiber> fibers;
  Warp warps[kMostThreads / kWarp];
  Fiber* current = nullptr;
  int alive = 0, at_barrier = 0, barrier_line = 0;
  unsigned barrier_round = 0;
  char* dynamic_shared = nullptr;
  std::map<const void*, char*> static_shared;
  size_t static_bytes = 0;

  // The scheduler's own stack, and the addresses that stand for "happens before" in ThreadSanitizer.
  void* main_stack_pointer = nullptr;
  [[maybe_unused]] void* main_thread = nullptr;
  [[maybe_unused]] const void* main_bottom = nullptr;
  [[maybe_unused]] size_t main_size = 0;
  char start = 0, end = 0, barrier_order[2] = {};
};

Launch launched;

char* stacks() {
  static auto* memory = static_cast<char*>(mmap(nullptr, kStack * kMostThreads, PROT_READ | PROT_WRITE,
                                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  return memory;
}

// Saves what a call must keep, leaves the stack at *from and goes on where `to` was left.
__attribute__((naked, noinline)) void switch_stacks(void** /*from*/, void* /*to*/) {
  asm("pushq %rbp\n pushq %rbx\n pushq %r12\n pushq %r13\n pushq %r14\n pushq %r15\n"
      "movq %rsp, (%rdi)\n movq %rsi, %rsp\n"
      "popq %r15\n popq %r14\n popq %r13\n popq %r12\n popq %rbx\n popq %rbp\n ret");
}

void back_to_main() {
  Fiber& fiber = *launched.current;
  WITH_ADDRESS(__sanitizer_start_switch_fiber(fiber.is == Is::kDone ? nullptr : &fiber.fake_stack,
                                              launched.main_bottom, launched.main_size);)
  WITH_THREAD(__tsan_switch_to_fiber(launched.main_thread, 1);)
  switch_stacks(&fiber.stack_pointer, launched.main_stack_pointer);
  WITH_ADDRESS(__sanitizer_finish_switch_fiber(fiber.fake_stack, nullptr, nullptr);)
}

// Memory that is the scheduler's business is none of ThreadSanitizer's.
class Unseen {
 public:
  Unseen() { WITH_THREAD(AnnotateIgnoreReadsBegin("", 0); AnnotateIgnoreWritesBegin("", 0);) }
  ~Unseen() { WITH_THREAD(AnnotateIgnoreReadsEnd("", 0); AnnotateIgnoreWritesEnd("", 0);) }
};

// The first mistake counts. A fiber that makes one never goes on.
__attribute__((format(printf, 1, 2))) void fail(const char* format, ...) {
  if (launched.error.empty()) {
    const Unseen unseen;
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    launched.error = text;
  }
  if (launched.current == nullptr) return;
  launched.current->is = Is::kDone;
  back_to_main();
}

void release_barrier() {
  ++launched.barrier_round;
  launched.at_barrier = 0;
  for (Fiber& fiber : launched.fibers)
    if (fiber.is == Is::kAtBarrier) fiber.is = Is::kReady;
}

// The other lanes of a fiber's warp.
template <class Visit>
void each_lane(int number, Visit visit) {
  const int first = number / kWarp * kWarp;
  const int count = std::min<int>(kWarp, static_cast<int>(launched.fibers.size()) - first);
  for (int lane = 0; lane < count; ++lane) visit(lane, launched.fibers[first + lane]);
}

void run_fiber() {
  Fiber& fiber = *launched.current;
  WITH_ADDRESS(__sanitizer_finish_switch_fiber(nullptr, &launched.main_bottom, &launched.main_size);)
  WITH_THREAD(__tsan_acquire(&launched.start);)
  (*launched.kernel)();
  WITH_THREAD(__tsan_release(&launched.end);)
  fiber.is = Is::kDone;
  each_lane(fiber.number, [&](int, Fiber& other) {
    if (other.is == Is::kInWarp && other.mask >> (fiber.number % kWarp) & 1)
      fail("line %d: mask %x names lane %d, which has exited", other.line, other.mask, fiber.number % kWarp);
  });
  if (--launched.alive > 0 && launched.at_barrier == launched.alive) release_barrier();
  back_to_main();
}

uint64_t combine(Together what, uint64_t a, uint64_t b) {
  switch (what) {
    case Together::kAdd:
      return a + b;
    case Together::kMin:
      return std::min(a, b);
    case Together::kMax:
      return std::max(a, b);
    case Together::kAnd:
      return a & b;
    case Together::kXor:
      return a ^ b;
    default:
      return a | b;
  }
}

// All lanes of the mask are there: gives each its result.
void finish_warp(unsigned mask) {
  Fiber& last = *launched.current;
  uint64_t all = 0;
  bool first = true;
  each_lane(last.number, [&](int lane, Fiber& fiber) {
    if (!(mask >> lane & 1)) return;
    if (fiber.mask != mask || fiber.what != last.what)
      fail("line %d: lane %d is in another warp function or has another mask, at line %d", last.line, lane,
           fiber.line);
    const uint64_t value = last.what == Together::kBallot ? uint64_t{fiber.value != 0} << lane : fiber.value;
    all = first ? value : combine(last.what, all, value);
    first = false;
  });
  each_lane(last.number, [&](int lane, Fiber& fiber) {
    if (!(mask >> lane & 1)) return;
    fiber.result = all;
    if (last.what != Together::kShuffle) return;
    if (!(mask >> fiber.source & 1))
      fail("line %d: lane %d shuffles from lane %d, which is not in the mask %x", last.line, lane,
           fiber.source, mask);
    fiber.result = launched.fibers[last.number / kWarp * kWarp + fiber.source].value;
  });
  each_lane(last.number, [&](int lane, Fiber& fiber) {
    if (mask >> lane & 1) fiber.is = Is::kReady;
  });
}

// A stack that looks as if run_fiber had been left by switch_stacks before its first line.
void prepare(Fiber& fiber, int number) {
  fiber = Fiber{};
  fiber.number = number;
  auto* top = reinterpret_cast<void**>(stacks() + kStack * (number + 1));
  *--top = nullptr;
  *--top = reinterpret_cast<void*>(run_fiber);
  for (int saved = 0; saved < 6; ++saved) *--top = nullptr;
  fiber.stack_pointer = top;
  // A fiber costs a millisecond. Two sets, so that neighbouring blocks are not ordered by them.
  WITH_THREAD(static void* threads[2][kMostThreads]; void*& thread = threads[launched.blocks & 1][number];
              if (thread == nullptr) thread = __tsan_create_fiber(0); fiber.thread = thread;)
}

void resume(Fiber& fiber) {
  const auto number = static_cast<unsigned>(fiber.number);
  launched.current = &fiber;
  thread_index = {number % block_size.x, number / block_size.x % block_size.y,
                  number / (block_size.x * block_size.y)};
  WITH_ADDRESS(void* fake_stack = nullptr;
               __sanitizer_start_switch_fiber(&fake_stack, stacks() + kStack * number, kStack);)
  WITH_THREAD(__tsan_switch_to_fiber(fiber.thread, 1);)
  switch_stacks(&launched.main_stack_pointer, fiber.stack_pointer);
  WITH_ADDRESS(__sanitizer_finish_switch_fiber(fake_stack, nullptr, nullptr);)
  launched.current = nullptr;
}

// After a mistake: what threads that never end have done came before what the program does next.
void abandon_fibers() {
  WITH_THREAD(for (const Fiber& fiber
                   : launched.fibers) {
    __tsan_switch_to_fiber(fiber.thread, 1);
    __tsan_release(&launched.end);
    __tsan_switch_to_fiber(launched.main_thread, 1);
  })
}

uint64_t next_random(uint64_t& state) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

// Every fiber's turn, in the order that the seed names, until all are done.
void schedule() {
  const int count = static_cast<int>(launched.fibers.size());
  uint64_t random = launched.seed * 0x9e3779b97f4a7c15ull + 1;
  while (launched.error.empty()) {
    int first = 0, step = 1;
    if (launched.seed > 1) {
      first = static_cast<int>(next_random(random) % count);
      step = static_cast<int>(next_random(random) % count) | 1;
      while (std::gcd(step, count) != 1) step += 2;
    }
    bool any = false, all_done = true;
    for (int k = 0; k < count && launched.error.empty(); ++k) {
      const int i = static_cast<int>((first + int64_t{k} * step) % count);
      Fiber& fiber = launched.fibers[launched.seed == 1 ? count - 1 - i : i];
      if (fiber.is == Is::kReady) {
        resume(fiber);
        any = true;
      }
      all_done = all_done && fiber.is == Is::kDone;
    }
    if (all_done) return;
    if (any) continue;
    const auto waits = std::find_if(launched.fibers.begin(), launched.fibers.end(),
                                    [](const Fiber& fiber) { return fiber.is != Is::kDone; });
    fail("deadlock: thread %d waits %s of line %d", waits->number,
         waits->is == Is::kAtBarrier ? "at __syncthreads" : "in the warp function", waits->line);
  }
}

// Of the exact size, so that AddressSanitizer sees its end, and full of NaNs.
char* new_shared(size_t bytes) {
  const Unseen unseen;
  void* memory = nullptr;
  if (posix_memalign(&memory, 128, std::max<size_t>(bytes, 1)) != 0) throw std::bad_alloc();
  std::memset(memory, 0xff, bytes);
  return static_cast<char*>(memory);
}

void run_block(int threads) {
  launched.dynamic_shared = new_shared(launched.shared_bytes);
  {
    const Unseen unseen;
    // Forgets the block before.
    WITH_THREAD(mmap(stacks(), kStack * threads, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);)
    launched.fibers.resize(threads);
    for (int i = 0; i < threads; ++i) prepare(launched.fibers[i], i);
  }
  WITH_THREAD(__tsan_release(&launched.start);)
  launched.static_bytes = 0;
  launched.alive = threads;
  launched.at_barrier = 0;
  for (Warp& warp : launched.warps) warp.arrived = 0;
  schedule();
  ++launched.blocks;
  const Unseen unseen;
  std::free(launched.dynamic_shared);
  for (const auto& [key, memory] : launched.static_shared) std::free(memory);
  launched.static_shared.clear();
}

}  // namespace

int lane() {
  return launched.current->number % kWarp;
}

char* dynamic_shared() {
  return launched.dynamic_shared;
}

char* static_shared(const void* key, size_t bytes) {
  const auto found = launched.static_shared.find(key);
  if (found != launched.static_shared.end()) return found->second;
  launched.static_bytes += bytes;
  if (launched.static_bytes > kStaticShared) fail("more than 48 KiB of static shared memory");
  const Unseen unseen;
  return launched.static_shared[key] = new_shared(bytes);
}

void barrier(int line) {
  Fiber& fiber = *launched.current;
  if (launched.at_barrier > 0 && launched.barrier_line != line)
    fail("thread %d is at __syncthreads of line %d, others at that of line %d", fiber.number, line,
         launched.barrier_line);
  launched.barrier_line = line;
  fiber.line = line;
  fiber.is = Is::kAtBarrier;
  WITH_THREAD(char* order = &launched.barrier_order[launched.barrier_round & 1]; __tsan_release(order);)
  if (++launched.at_barrier == launched.alive) release_barrier();
  back_to_main();
  WITH_THREAD(__tsan_acquire(order);)
}

uint64_t together(Together what, unsigned mask, uint64_t value, int source, int line) {
  Fiber& fiber = *launched.current;
  Warp& warp = launched.warps[fiber.number / kWarp];
  const unsigned bit = 1u << (fiber.number % kWarp);
  if ((mask & bit) == 0)
    fail("line %d: lane %d is not in the mask %x of its own warp function", line, lane(), mask);
  fiber.what = what;
  fiber.mask = mask;
  fiber.value = value;
  fiber.source = source;
  fiber.line = line;
  fiber.is = Is::kInWarp;
  WITH_THREAD(char* order = &warp.order[warp.round & 1]; __tsan_release(order);)
  warp.arrived |= bit;
  if ((warp.arrived & mask) == mask) {
    ++warp.round;
    warp.arrived &= ~mask;
    finish_warp(mask);
  }
  back_to_main();
  WITH_THREAD(__tsan_acquire(order);)
  return fiber.result;
}

void launch(const char* name, dim3 grid, dim3 block, size_t shared_bytes,
            const std::function<void()>& kernel) {
  const int64_t threads = int64_t{block.x} * block.y * block.z;
  if (threads < 1 || threads > kMostThreads || block.z > 64 || grid.x < 1 || grid.y < 1 || grid.z < 1 ||
      grid.x > 2147483647u || grid.y > 65535 || grid.z > 65535 || shared_bytes > kDynamicShared)
    throw std::runtime_error(std::string(name) + ": no GPU launches such a grid");
  const char* seed = std::getenv("CUEMU_SEED");
  launched.seed = seed == nullptr ? 0 : std::strtoull(seed, nullptr, 10);
  launched.kernel = &kernel;
  launched.shared_bytes = shared_bytes;
  launched.error.clear();
  grid_size = grid;
  block_size = block;
  WITH_THREAD(launched.main_thread = __tsan_get_current_fiber();)
  const int64_t blocks = int64_t{grid.x} * grid.y * grid.z;
  for (int64_t k = 0; k < blocks && launched.error.empty(); ++k) {
    const int64_t i = launched.seed & 1 ? blocks - 1 - k : k;
    block_index = {static_cast<unsigned>(i % grid.x), static_cast<unsigned>(i / grid.x % grid.y),
                   static_cast<unsigned>(i / (int64_t{grid.x} * grid.y))};
    run_block(static_cast<int>(threads));
  }
  if (!launched.error.empty()) abandon_fibers();
  WITH_THREAD(__tsan_acquire(&launched.end);)
  if (!launched.error.empty())
    throw std::runtime_error(std::string(name) + ", block " + std::to_string(block_index.x) + ": " +
                             launched.error);
}

}  // namespace cuemu
