// An environment's end of the engine: queues its jobs, brings their results back to its thread.
#pragma once
#include <napi.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "node/ledger.h"

namespace dino::node {

class Environment;

// Makes the job's value for JavaScript, on the environment's thread.
using Deliver = std::function<Napi::Value(Environment&)>;
// The work itself, on the engine thread; may throw. Tensors that it captures live until the job has ended.
using Work = std::function<Deliver()>;

class Client {
 public:
  explicit Client(Environment& environment);
  ~Client();

  // Queues `work`; `done` (failure, value) is called once on this environment's thread. Flags as in
  // binding.ts.
  void submit(Access access, uint32_t flags, Work work, Napi::Function done);
  size_t pending() const { return pending_; }
  // Drops queued jobs, waits at most `limit` for the running one.
  void stop(std::chrono::milliseconds limit);

 private:
  struct Ticket;
  // Outlives the client: the engine and Node's queue may still refer to it.
  struct Inbox;

  static void drain(napi_env env, napi_value, void* context, void*);
  void make_result(Ticket& ticket);
  void complete(Ticket& ticket);

  Environment& environment_;
  std::shared_ptr<Inbox> inbox_;
  napi_threadsafe_function wake_ = nullptr;
  size_t pending_ = 0;
};

}  // namespace dino::node
