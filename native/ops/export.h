// What libdino_ops.so shows to libdino_cuda.so: checks and composed references, so that both refuse and fall
// back alike.
#pragma once

#define DINO_OPS_API __attribute__((visibility("default")))
