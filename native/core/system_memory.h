// How much memory there is, by the machine's and the control group's count.
#pragma once
#include <cstddef>

namespace dino {

// Memory that this process can still take, in bytes.
size_t available_memory();

// The machine's memory or the control group's limit, whichever is less.
size_t total_memory();

}  // namespace dino
