// What is set once for the whole process, whichever environment loads the addon first.
#pragma once
#include <cstddef>
#include <cstdint>

namespace dino::node {

// Installs the allocator's guard and the exit handler. Safe to call from every environment.
void prepare_process();

// Settings of the engine thread that LibTorch keeps per thread.
void prepare_engine_thread();

// Sets LibTorch's thread count for the calling thread, if it is another one.
void use_threads(int count);

// Registers the exit handler again: handlers run in reverse order of registration, and LibTorch's
// static destructors that appeared since the last registration must not run before ours.
void renew_exit_handler();

// Bytes that the calling thread has allocated through LibTorch's CPU allocator, less those it has freed.
int64_t allocated_by_thread();

// Memory that this process can still take, by the machine's and the control group's count.
size_t available_memory();

// The machine's memory or the control group's limit, whichever is less.
size_t total_memory();

}  // namespace dino::node
