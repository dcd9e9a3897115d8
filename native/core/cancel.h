// A long piece of work that somebody may end early.
#pragma once
#include <atomic>
#include <exception>

namespace dino {

class Cancelled : public std::exception {
 public:
  const char* what() const noexcept override { return "cancelled"; }
};

// Set by any thread, looked at between the steps of the work.
class StopFlag {
 public:
  void request() { requested_.store(true, std::memory_order_relaxed); }
  // Throws Cancelled once it was requested.
  void check() const {
    if (requested_.load(std::memory_order_relaxed)) throw Cancelled();
  }

 private:
  std::atomic<bool> requested_{false};
};

}  // namespace dino
