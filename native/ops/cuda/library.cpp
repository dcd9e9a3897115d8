// libdino_cuda.so: CUDA kernels for the operators of libdino_ops.so, unless registering them would do harm.
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/library.h>

#include <optional>
#include <string>

#include "../versions.h"
#include "registrar.h"

extern "C" const char* dino_ops_error();

namespace dino::ops::cuda {

namespace {

class Registration {
 public:
  Registration() {
    if (running_version() != built_with()) {
      error_ = "libdino_cuda was built with LibTorch " + built_with() + " and is loaded beside " +
               running_version();
    } else if (const char* error = dino_ops_error()) {
      error_ = std::string("libdino_cuda needs the operators: ") + error;
    } else if (c10::Dispatcher::singleton()
                   .findSchemaOrThrow("dino::ema_update_", "")
                   .hasKernelForDispatchKey(c10::DispatchKey::CUDA)) {
      error_ = "the CUDA kernels of the operator library dino are loaded already, from another file";
    } else {
      register_all();
    }
  }
  const char* error() const { return error_.empty() ? nullptr : error_.c_str(); }

 private:
  void register_all() {
    torch::Library& cuda =
        library_.emplace(torch::Library::Kind::IMPL, "dino", c10::DispatchKey::CUDA, __FILE__, __LINE__);
    register_adamw_ema(cuda);
    register_ema_update(cuda);
    register_koleo(cuda);
    register_masked_patch_loss(cuda);
    register_multi_crop_loss(cuda);
    register_render_crops(cuda);
    register_sinkhorn_knopp(cuda);
  }

  std::string error_;
  std::optional<torch::Library> library_;
};

// Leaked: deregistering at exit would race with whoever still computes.
const Registration& registration() {
  static const auto* instance = new Registration;
  return *instance;
}

[[maybe_unused]] const Registration& registered_at_load = registration();

}  // namespace

}  // namespace dino::ops::cuda

// nullptr when the kernels are registered, else why they are not.
extern "C" __attribute__((visibility("default"))) const char* dino_cuda_error() {
  return dino::ops::cuda::registration().error();
}
