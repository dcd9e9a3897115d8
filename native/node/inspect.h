// What a module is to DINO, found out by a job.
#pragma once
#include <napi.h>

namespace dino::node {

void register_inspect(Napi::Object exports);

}  // namespace dino::node
