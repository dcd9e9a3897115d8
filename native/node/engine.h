// The engine: one thread of the process on which everything that computes for long runs, first in first out.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace dino::node {

// `run` must not throw. `done` is called once, from the engine thread after run(), or from the
// cancelling thread with cancelled = true when run() never happened.
struct Job {
  const void* owner;
  std::function<void()> run;
  std::function<void(bool cancelled)> done;
};

class Engine {
 public:
  // Made on first use and never destroyed: its thread may outlive every static destructor.
  static Engine& instance();

  // An owner is an environment: jobs run only for attached ones, the last one to leave ends the thread.
  void attach();
  void submit(Job job);
  // Drops the owner's queued jobs and waits for its running one.
  void detach(const void* owner);
  // Drops the owner's queued jobs and waits at most `limit` for its running one: true when it has ended.
  bool cancel(const void* owner, std::chrono::milliseconds limit);

 private:
  Engine() = default;
  void loop();
  void drop_queued(const void* owner, std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable idle_;
  std::deque<Job> queue_;
  const void* running_ = nullptr;
  size_t owners_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace dino::node
