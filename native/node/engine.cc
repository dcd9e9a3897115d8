#include "node/engine.h"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "node/process.h"

namespace dino::node {

Engine& Engine::instance() {
  static Engine* engine = new Engine;
  return *engine;
}

void Engine::attach() {
  std::lock_guard lock(mutex_);
  ++owners_;
}

void Engine::submit(Job job) {
  std::lock_guard lock(mutex_);
  queue_.push_back(std::move(job));
  if (!thread_.joinable()) {
    stopping_ = false;
    // Signals belong to Node's main thread.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    thread_ = std::thread([this] { loop(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_setname_np(thread_.native_handle(), "dino-engine");
  }
  work_.notify_one();
}

void Engine::detach(const void* owner) {
  std::thread ended;
  {
    std::unique_lock lock(mutex_);
    drop_queued(owner, lock);
    idle_.wait(lock, [&] { return running_ != owner; });
    if (--owners_ > 0) return;
    stopping_ = true;
    work_.notify_one();
    ended = std::move(thread_);
  }
  if (ended.joinable()) ended.join();
}

bool Engine::cancel(const void* owner, std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  drop_queued(owner, lock);
  return idle_.wait_for(lock, limit, [&] { return running_ != owner; });
}

void Engine::drop_queued(const void* owner, std::unique_lock<std::mutex>& lock) {
  const auto first =
      std::stable_partition(queue_.begin(), queue_.end(), [&](const Job& job) { return job.owner != owner; });
  std::vector<Job> dropped(std::make_move_iterator(first), std::make_move_iterator(queue_.end()));
  queue_.erase(first, queue_.end());
  lock.unlock();
  for (Job& job : dropped) job.done(true);
  lock.lock();
}

void Engine::loop() {
  prepare_engine_thread();
  std::unique_lock lock(mutex_);
  for (;;) {
    work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    {
      Job job = std::move(queue_.front());
      queue_.pop_front();
      running_ = job.owner;
      lock.unlock();
      job.run();
      renew_exit_handler();
      job.done(false);
    }  // What the job held is let go before it counts as ended.
    lock.lock();
    running_ = nullptr;
    idle_.notify_all();
  }
}

}  // namespace dino::node
