// What is set once for the whole process, whichever environment loads the addon first.
#pragma once

namespace dino::node {

// Installs the CPU allocator and the exit handler. Safe to call from every environment.
void prepare_process();

// Settings of the engine thread that LibTorch keeps per thread.
void prepare_engine_thread();

// Sets LibTorch's thread count for the calling thread, if it is another one.
void use_threads(int count);

// Registers the exit handler again: handlers run in reverse order of registration, and LibTorch's
// static destructors that appeared since the last registration must not run before ours.
void renew_exit_handler();

}  // namespace dino::node
