// How a state dict fits tensors that are there.
#pragma once
#include <ATen/core/Tensor.h>
#include <napi.h>

#include <string>
#include <utility>
#include <vector>

#include "core/named_tensor.h"
#include "node/ledger.h"

namespace dino::node {

class Environment;

struct LoadReport {
  struct Mismatch {
    std::string name;
    std::vector<int64_t> expected, found;
  };

  std::vector<std::string> missing, unexpected;
  std::vector<Mismatch> mismatched;

  bool empty() const { return missing.empty() && unexpected.empty() && mismatched.empty(); }
  // LoadStateDictReport of binding.ts.
  Napi::Value value(Napi::Env env) const;
};

// The copies that loading makes, and what did not fit.
struct LoadPlan {
  struct Copy {
    std::string name;
    at::Tensor target, source;
  };

  std::vector<Copy> copies;  // none where `strict` and something does not fit
  LoadReport report;

  void use(Access& access) const;
};

// `given` is [{ name, handle }].
LoadPlan plan_load(Environment& environment, const std::vector<NamedTensor>& targets, Napi::Value given,
                   bool strict, const char* what);

}  // namespace dino::node
