#include "node/tensors.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>

#include <cstring>
#include <unordered_set>

#include "node/client.h"
#include "node/environment.h"
#include "node/process.h"
#include "node/values.h"

namespace dino::node {

namespace {

const at::Tensor& subject(Environment& environment, const Napi::CallbackInfo& info, const char* what) {
  return environment.tensor(read_number(info[0], what, "tensor"), what);
}

size_t bytes_of_shape(const std::vector<int64_t>& shape, size_t item, const char* what) {
  // An empty tensor is checked too: [0, 2^62, 4] overflows inside LibTorch.
  size_t elements = 1, bounded = 1;
  for (const int64_t size : shape) {
    if (__builtin_mul_overflow(bounded, std::max<size_t>(size, 1), &bounded) || bounded > SIZE_MAX / 2 / item)
      throw CallError("INVALID_SHAPE",
                      std::string(what) + ": the shape has more elements than memory can hold");
    elements *= static_cast<size_t>(size);
  }
  return elements * item;
}

Napi::Value from_bytes(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "tensor";
  const std::vector<int64_t> shape = read_shape(info[1], kWhat, "shape");
  const at::ScalarType dtype = read_dtype(info[2], kWhat);
  // Last: a getter in the shape may take the memory away.
  const Bytes bytes = read_bytes(info[0], kWhat, "data");
  const size_t expected = bytes_of_shape(shape, c10::elementSize(dtype), kWhat);
  if (expected != bytes.size)
    throw CallError("INVALID_SHAPE", std::string(kWhat) + ": a shape of " + std::to_string(expected) +
                                         " bytes does not fit data of " + std::to_string(bytes.size) +
                                         " bytes");
  at::Tensor tensor = at::empty(shape, dtype);
  if (dtype == at::kBool) {
    // Any other byte in a bool is undefined behaviour.
    const auto* source = static_cast<const uint8_t*>(bytes.data);
    auto* target = static_cast<uint8_t*>(tensor.data_ptr());
    for (size_t i = 0; i < bytes.size; ++i) target[i] = source[i] != 0;
  } else if (bytes.size > 0) {
    std::memcpy(tensor.data_ptr(), bytes.data, bytes.size);
  }
  return handle_value(environment, tensor);
}

Napi::Value to_bytes(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "toTypedArray";
  const at::Tensor& tensor = subject(environment, info, kWhat);
  environment.check_read(tensor, kWhat);
  const Bytes bytes = read_bytes(info[1], kWhat, "target");
  at::NoGradGuard no_grad;
  const at::Tensor dense = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous();
  // A tensor that is zero by its kind (`_efficientzerotensor`) has no memory to read.
  const bool hollow = dense.const_data_ptr() == nullptr;
  if (dense.nbytes() != bytes.size)
    throw CallError("INVALID_SHAPE", "toTypedArray: the tensor has " + std::to_string(dense.nbytes()) +
                                         " bytes, the target " + std::to_string(bytes.size));
  if (bytes.size > 0 && hollow) {
    if (!dense._is_zerotensor())
      throw CallError("TORCH_ERROR", "toTypedArray: the tensor has no memory of its own");
    std::memset(bytes.data, 0, bytes.size);
  } else if (bytes.size > 0) {
    std::memcpy(bytes.data, dense.const_data_ptr(), bytes.size);
  }
  return info.Env().Undefined();
}

Napi::Value item(Environment& environment, const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const at::Tensor& tensor = subject(environment, info, "item");
  environment.check_read(tensor, "item");
  if (tensor.numel() != 1)
    throw CallError("INVALID_SHAPE",
                    "item: expected a tensor of one element, got one of " + std::to_string(tensor.numel()));
  const at::Scalar scalar = tensor.item();
  if (scalar.isBoolean()) return Napi::Boolean::New(env, scalar.toBool());
  if (tensor.scalar_type() == at::kLong) return Napi::BigInt::New(env, scalar.toLong());
  if (scalar.isComplex()) return plain_value(environment, c10::IValue(scalar.toComplexDouble()));
  return Napi::Number::New(env, scalar.toDouble());
}

Napi::Value shape(Environment& environment, const Napi::CallbackInfo& info) {
  return shape_value(info.Env(), subject(environment, info, "shape").sizes());
}

Napi::Value strides(Environment& environment, const Napi::CallbackInfo& info) {
  return shape_value(info.Env(), subject(environment, info, "strides").strides());
}

Napi::Value dtype(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), dtype_name(subject(environment, info, "dtype").scalar_type()));
}

Napi::Value device(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), subject(environment, info, "device").device().str());
}

Napi::Value elements(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(subject(environment, info, "size").numel()));
}

Napi::Value requires_grad(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), subject(environment, info, "requiresGrad").requires_grad());
}

Napi::Value set_requires_grad(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "requiresGrad";
  const at::Tensor& tensor = subject(environment, info, kWhat);
  environment.check_write(tensor, kWhat);
  tensor.set_requires_grad(read_boolean(info[1], kWhat, "value"));
  return info.Env().Undefined();
}

Napi::Value is_leaf(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), subject(environment, info, "isLeaf").is_leaf());
}

Napi::Value grad_function(Environment& environment, const Napi::CallbackInfo& info) {
  const auto& function = subject(environment, info, "gradFunction").grad_fn();
  return function ? Napi::Value(Napi::String::New(info.Env(), function->name())) : info.Env().Null();
}

Napi::Value grad(Environment& environment, const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = subject(environment, info, "grad");
  environment.check_gradients("grad");
  const at::Tensor gradient = tensor.grad();
  const Napi::Value value = handle_value(environment, gradient);
  environment.ledger().mark_gradient(gradient);
  return value;
}

Napi::Value set_grad(Environment& environment, const Napi::CallbackInfo& info) {
  const at::Tensor tensor = subject(environment, info, "grad");
  environment.check_gradients("grad");
  at::Tensor gradient;
  if (!info[1].IsNull()) gradient = environment.tensor(read_number(info[1], "grad", "value"), "grad");
  if (gradient.defined()) {
    if (gradient.sizes() != tensor.sizes())
      throw CallError("INVALID_SHAPE", "grad: a gradient must have its tensor's shape");
    if (gradient.scalar_type() != tensor.scalar_type() || gradient.device() != tensor.device())
      throw CallError("INVALID_DTYPE", "grad: a gradient must have its tensor's dtype and device");
  }
  tensor.mutable_grad() = gradient;
  environment.ledger().mark_gradient(gradient);
  return info.Env().Undefined();
}

// The graph's leaves are read; their gradients, and whatever the graph saved, are covered by Access's flags.
void walk_graph(const std::vector<at::Tensor>& roots, Access& access) {
  std::vector<torch::autograd::Node*> open;
  std::unordered_set<const torch::autograd::Node*> seen;
  const auto visit = [&](torch::autograd::Node* node) {
    if (node != nullptr && seen.insert(node).second) open.push_back(node);
  };
  for (const at::Tensor& root : roots) visit(root.grad_fn().get());
  while (!open.empty()) {
    torch::autograd::Node* node = open.back();
    open.pop_back();
    if (auto* leaf = dynamic_cast<torch::autograd::AccumulateGrad*>(node)) access.read(leaf->variable);
    for (const torch::autograd::Edge& edge : node->next_edges()) visit(edge.function.get());
  }
}

Napi::Value backward(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "backward";
  std::vector<at::Tensor> roots = read_tensors(environment, info[0], kWhat, "roots");
  std::vector<at::Tensor> gradients =
      read_tensors(environment, info[1], kWhat, "gradients", /*optional=*/true);
  const bool retain = read_boolean(info[2], kWhat, "retainGraph");
  const auto flags = static_cast<uint32_t>(read_integer(info[3], kWhat, "flags"));
  std::vector<Handle> handles;
  for (uint32_t i = 0; i < roots.size(); ++i)
    handles.push_back(info[0].As<Napi::Array>().Get(i).As<Napi::Number>().DoubleValue());
  Access access;
  access.gradients = true;
  access.graph = true;
  for (const at::Tensor& root : roots) {
    if (!root.requires_grad())
      throw CallError("TORCH_ERROR", "backward: the tensor does not require a gradient and has no graph");
    access.read(root);
  }
  for (const at::Tensor& gradient : gradients) access.read(gradient);
  walk_graph(roots, access);
  environment.client().submit(
      std::move(access), flags,
      [roots = std::move(roots), gradients = std::move(gradients), retain, handles]() mutable -> Deliver {
        torch::autograd::backward(roots, gradients, retain);
        return [handles, retain](Environment& at) -> Napi::Value {
          if (!retain)
            for (const Handle handle : handles) at.drop_graph_bytes(handle);
          return Napi::Env(at.env()).Null();
        };
      },
      read_function(info[4], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value release(Environment& environment, const Napi::CallbackInfo& info) {
  environment.release(info[0].As<Napi::Number>().DoubleValue());
  return info.Env().Undefined();
}

}  // namespace

void register_tensors(Napi::Env env, Napi::Object exports) {
  exports.Set("release", Napi::Function::New(env, guarded<release>, "release"));
  exports.Set("fromBytes", Napi::Function::New(env, guarded<from_bytes>, "fromBytes"));
  exports.Set("toBytes", Napi::Function::New(env, guarded<to_bytes>, "toBytes"));
  exports.Set("item", Napi::Function::New(env, guarded<item>, "item"));
  exports.Set("shape", Napi::Function::New(env, guarded<shape>, "shape"));
  exports.Set("strides", Napi::Function::New(env, guarded<strides>, "strides"));
  exports.Set("dtype", Napi::Function::New(env, guarded<dtype>, "dtype"));
  exports.Set("device", Napi::Function::New(env, guarded<device>, "device"));
  exports.Set("elements", Napi::Function::New(env, guarded<elements>, "elements"));
  exports.Set("requiresGrad", Napi::Function::New(env, guarded<requires_grad>, "requiresGrad"));
  exports.Set("setRequiresGrad", Napi::Function::New(env, guarded<set_requires_grad>, "setRequiresGrad"));
  exports.Set("isLeaf", Napi::Function::New(env, guarded<is_leaf>, "isLeaf"));
  exports.Set("gradFunction", Napi::Function::New(env, guarded<grad_function>, "gradFunction"));
  exports.Set("grad", Napi::Function::New(env, guarded<grad>, "grad"));
  exports.Set("setGrad", Napi::Function::New(env, guarded<set_grad>, "setGrad"));
  exports.Set("backward", Napi::Function::New(env, guarded<backward>, "backward"));
}

}  // namespace dino::node
