#include "../instruction_sets.h"

#include <ATen/ATen.h>

#include <string>

#include "simd/dispatch.h"
#include "simd/exp.h"

namespace dino::ops {

namespace {

std::string cpu_capability() {
  return simd::name_of(simd::instruction_set());
}

at::Tensor exp_cpu(const at::Tensor& input) {
  TORCH_CHECK_VALUE(input.scalar_type() == at::kFloat, "dino::_exp: input: expected float32, got ",
                    input.scalar_type());
  const at::Tensor from = input.detach().contiguous();
  at::Tensor result = at::empty_like(from);
  simd::exp_kernels().exp(from.const_data_ptr<float>(), result.mutable_data_ptr<float>(), from.numel());
  return result;
}

}  // namespace

void register_instruction_sets(Registrar& registrar) {
  registrar.definitions.def("cpu_capability() -> str");
  registrar.definitions.def("_exp(Tensor input) -> Tensor");
  registrar.composed.impl("cpu_capability", TORCH_FN(cpu_capability));
  registrar.cpu.impl("_exp", TORCH_FN(exp_cpu));
}

}  // namespace dino::ops
