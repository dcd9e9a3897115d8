// What a module computes on the way to its result, without a change to the module.
#pragma once
#include <torch/csrc/jit/api/module.h>

#include <memory>
#include <string>
#include <vector>

namespace torch::jit {
struct GraphFunction;
}

namespace dino {

// The values at dotted paths of submodules, scripted or traced, as a copy of PyTorch's forward hook would be:
// `layer4` is what that submodule's forward returns, `fc:input` its first argument, "" the method's own
// result. They come from a copy of the method's graph in which only the calls on the way to a path are
// inlined, so that parameters, buffers and gradients are the module's. Where a submodule is called several
// times, in a loop too, it is the last call that counts; where it is not called, None. What comes after the
// last path is not computed.
class Taps {
 public:
  enum class Yield {
    kValues,
    kOutlines,  // the values with tensors of the meta device for tensors: sizes and dtypes without memory
  };

  // Throws naming a path that is not called, with those that are. `what` is where the user named it.
  Taps(const torch::jit::Module& module, std::string method, std::vector<std::string> paths,
       const char* what = "taps", Yield yield = Yield::kValues);

  // One value for each path. `arguments` are the method's without the module itself; the module may be any
  // instance of the class that the taps were made for.
  std::vector<c10::IValue> run(const torch::jit::Module& module, torch::jit::Stack arguments) const;

  const std::vector<std::string>& paths() const { return paths_; }
  const std::string& method() const { return method_; }

 private:
  std::string method_;
  std::vector<std::string> paths_;
  std::shared_ptr<torch::jit::GraphFunction> function_;
};

}  // namespace dino
