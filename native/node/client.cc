#include "node/client.h"

#include <ATen/SequenceNumber.h>
#include <c10/core/GradMode.h>

#include <optional>

#include "node/engine.h"
#include "node/environment.h"
#include "node/process.h"
#include "node/values.h"

namespace dino::node {

struct Client::Ticket {
  Access access;
  Work work;
  Deliver deliver;
  std::optional<Failure> failure;
  std::shared_ptr<const std::string> stack;
  std::optional<Origin> origin;
  // Autograd's next number on the thread that queued the job, then on the one that ran it.
  uint64_t sequence = at::sequence_number::peek();
  // In the handle scope of drain(); nullptr where JavaScript cannot go on.
  napi_value result = nullptr;
  Napi::FunctionReference done;
};

struct Client::Inbox {
  std::mutex mutex;
  std::vector<std::shared_ptr<Ticket>> finished;
  bool closed = false;
};

namespace {

Failure cancelled() {
  return {"CANCELLED", "the job was cancelled: its environment is closing", {}};
}

// Autograd visits the nodes of a graph by numbers that each thread counts by itself, and gradients add up in
// that order. One count for both threads makes it the program's order, whatever was recorded before: a run
// that is repeated or resumed gives the same bits. A worker that begins beside an engine that is far ahead
// stays behind it, which is an order too.
void count_on_from(uint64_t number) {
  constexpr uint64_t kFarAhead = 1 << 26;
  if (number > at::sequence_number::peek() + kFarAhead) return;
  while (at::sequence_number::peek() < number) at::sequence_number::get_and_increment();
}

}  // namespace

Client::Client(Environment& environment) : environment_(environment), inbox_(std::make_shared<Inbox>()) {
  napi_env env = environment.env();
  napi_value name;
  napi_create_string_utf8(env, "dino-wrapper jobs", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, this, &Client::drain,
                                  &wake_);
  // Only pending jobs keep the process alive.
  napi_unref_threadsafe_function(env, wake_);
  Engine::instance().attach();
}

Client::~Client() {
  Engine::instance().detach(this);
  {
    std::lock_guard lock(inbox_->mutex);
    inbox_->closed = true;
    // The environment is closing: nobody can be called any more.
    for (auto& ticket : inbox_->finished) ticket->done.SuppressDestruct();
    inbox_->finished.clear();
  }
  napi_release_threadsafe_function(wake_, napi_tsfn_abort);
}

void Client::submit(Access access, uint32_t flags, Work work, Napi::Function done) {
  if (environment_.ledger().lending())
    throw CallError("TENSOR_BUSY",
                    "no job can be started while withData lends a tensor's memory; let it return first");
  auto ticket = std::make_shared<Ticket>();
  ticket->access = std::move(access);
  ticket->work = std::move(work);
  ticket->done = Napi::Persistent(done);
  if ((flags & kFlagAnomaly) != 0) ticket->stack = environment_.origin();
  environment_.ledger().begin(ticket->access);
  if (pending_++ == 0) napi_ref_threadsafe_function(environment_.env(), wake_);

  const bool grad = (flags & kFlagGrad) != 0;
  const int threads = environment_.threads();
  auto run = [ticket, grad, threads] {
    try {
      at::AutoGradMode mode(grad);
      use_threads(threads);
      count_on_from(ticket->sequence);
      if (ticket->stack) ticket->origin.emplace(ticket->stack);
      ticket->deliver = ticket->work();
    } catch (...) {
      ticket->failure = current_failure();
    }
    ticket->sequence = at::sequence_number::peek();
  };
  auto finish = [ticket, inbox = inbox_, wake = wake_](bool was_cancelled) {
    if (was_cancelled) ticket->failure = cancelled();
    std::lock_guard lock(inbox->mutex);
    if (inbox->closed) {
      ticket->done.SuppressDestruct();
      return;
    }
    inbox->finished.push_back(ticket);
    // One call for all that finish before it is answered.
    if (inbox->finished.size() == 1) napi_call_threadsafe_function(wake, nullptr, napi_tsfn_nonblocking);
  };
  Engine::instance().submit({this, std::move(run), std::move(finish)});
}

void Client::stop(std::chrono::milliseconds limit) {
  Engine::instance().cancel(this, limit);
}

void Client::drain(napi_env env, napi_value, void* context, void*) {
  if (env == nullptr) return;
  auto* client = static_cast<Client*>(context);
  std::vector<std::shared_ptr<Ticket>> finished;
  {
    std::lock_guard lock(client->inbox_->mutex);
    finished.swap(client->inbox_->finished);
  }
  Napi::HandleScope scope(env);
  // A job's result is made while those behind it count as pending, whether they have finished or not: what
  // the result exchanges (`to`) is refused or not by the order of calls alone.
  for (auto& ticket : finished) {
    client->environment_.ledger().end(ticket->access);
    count_on_from(ticket->sequence);
    client->make_result(*ticket);
  }
  // Callbacks come after: user code may continue as soon as the first promise settles.
  for (auto& ticket : finished) client->complete(*ticket);
  if ((client->pending_ -= finished.size()) == 0) napi_unref_threadsafe_function(env, client->wake_);
}

void Client::make_result(Ticket& ticket) {
  Napi::Env env(environment_.env());
  if (!ticket.failure && ticket.deliver) {
    environment_.mark_results(ticket.origin);
    try {
      ticket.result = ticket.deliver(environment_);
    } catch (const Napi::Error&) {
      // A terminating worker ends up here.
    } catch (...) {
      ticket.failure = current_failure();
    }
    environment_.mark_results(std::nullopt);
  }
  if (ticket.failure) ticket.result = env.Null();
  ticket.work = nullptr;
  ticket.deliver = nullptr;
}

void Client::complete(Ticket& ticket) {
  if (ticket.result == nullptr) return;
  Napi::Env env(environment_.env());
  Napi::HandleScope scope(env);
  try {
    const Napi::Value failure = ticket.failure ? failure_value(env, *ticket.failure) : env.Null();
    ticket.done.Value().Call({failure, ticket.result});
  } catch (const Napi::Error&) {
    // The callback is ours and does not throw; a terminating worker ends up here.
  }
}

}  // namespace dino::node
