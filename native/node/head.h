// DINO's projection head as an object of JavaScript's.
#pragma once
#include <napi.h>

#include <vector>

#include "core/head.h"
#include "core/named_tensor.h"

namespace dino::node {

struct HeadObject {
  Head head;
  std::vector<NamedTensor> tensors;

  explicit HeadObject(Head made);
};

// HeadSpec of binding.ts.
HeadOptions read_head(const Napi::Object& object);

void register_head(Napi::Object exports);

}  // namespace dino::node
