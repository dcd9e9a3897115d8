// Registers the library `dino` with LibTorch, unless that would do harm: beside another version of LibTorch
// the kernels would corrupt memory in silence, and registering a name twice ends the process.
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/library.h>

#include <optional>
#include <string>

#include "adamw_ema.h"
#include "ema_update.h"
#include "gradient_norms.h"
#include "instruction_sets.h"
#include "koleo.h"
#include "linear_multi_crop_loss.h"
#include "masked_patch_loss.h"
#include "multi_crop_loss.h"
#include "render_crops.h"
#include "sinkhorn_knopp.h"
#include "versions.h"

namespace dino::ops {

namespace {

class Registration {
 public:
  Registration() {
    if (running_version() != built_with()) {
      error_ = "libdino_ops was built with LibTorch " + built_with() + " and is loaded beside " +
               running_version();
    } else if (c10::Dispatcher::singleton().findSchema({"dino::ema_update_", ""})) {
      error_ = "the operator library dino is loaded already, from another file";
    } else {
      register_all();
    }
  }
  const char* error() const { return error_.empty() ? nullptr : error_.c_str(); }

 private:
  void register_all() {
    using Kind = torch::Library::Kind;
    const auto open = [](std::optional<torch::Library>& library, c10::DispatchKey key) -> torch::Library& {
      return library.emplace(Kind::IMPL, "dino", key, __FILE__, __LINE__);
    };
    Registrar registrar{definitions_.emplace(Kind::DEF, "dino", std::nullopt, __FILE__, __LINE__),
                        open(cpu_, c10::DispatchKey::CPU), open(meta_, c10::DispatchKey::Meta),
                        open(autograd_, c10::DispatchKey::Autograd),
                        open(composed_, c10::DispatchKey::CompositeExplicitAutograd)};
    register_instruction_sets(registrar);
    register_ema_update(registrar);
    register_gradient_norms(registrar);
    register_adamw_ema(registrar);
    register_masked_patch_loss(registrar);
    register_multi_crop_loss(registrar);
    register_render_crops(registrar);
    register_sinkhorn_knopp(registrar);
    register_koleo(registrar);
    register_linear_multi_crop_loss(registrar);
  }

  std::string error_;
  std::optional<torch::Library> definitions_, cpu_, meta_, autograd_, composed_;
};

// Leaked: deregistering at exit would race with whoever still computes.
const Registration& registration() {
  static const auto* instance = new Registration;
  return *instance;
}

[[maybe_unused]] const Registration& registered_at_load = registration();

}  // namespace

}  // namespace dino::ops

// nullptr when the operators are registered, else why they are not.
extern "C" __attribute__((visibility("default"))) const char* dino_ops_error() {
  return dino::ops::registration().error();
}
