// JavaScript values to native ones and back.
#pragma once
#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>
#include <napi.h>

#include <optional>
#include <string>
#include <vector>

#include "node/environment.h"
#include "node/failure.h"

namespace dino::node {

// Bits of `flags` and of `kinds` as lib/native/binding.ts defines them.
constexpr uint32_t kFlagGrad = 1;
constexpr uint32_t kFlagUnsafe = 2;
constexpr uint32_t kFlagAnomaly = 8;
enum class ArgumentKind : uint32_t { kPlain = 0, kTensor = 1, kTensorList = 2, kGenerator = 3 };

Napi::Value failure_value(napi_env env, const Failure& failure);

// A new handle, or null for an undefined tensor. The first one that requires gradients takes `graph_bytes`,
// what its graph keeps alive, and leaves 0 there.
Napi::Value handle_value(Environment& environment, const at::Tensor& tensor, int64_t* graph_bytes = nullptr);
// Whether a number is an integer of at most 2^53 either way: what JavaScript holds exactly.
bool is_exact_integer(double number);
// A number where it is exact, up to 2^53 either way, a bigint beyond.
Napi::Value integer_value(napi_env env, int64_t value);
// Plain of binding.ts: tensors become new handles.
Napi::Value plain_value(Environment& environment, const c10::IValue& value, int64_t* graph_bytes = nullptr);
// The same by the type that a schema gives it: a dtype, layout or quantisation scheme becomes its name.
Napi::Value result_value(Environment& environment, const c10::IValue& value, const c10::TypePtr& type);
Napi::Value shape_value(napi_env env, at::IntArrayRef sizes);

// What came, for an error: "string 'abc'", "number 1.5", "Tensor", "array of 3".
std::string describe(napi_env env, napi_value value, ArgumentKind kind = ArgumentKind::kPlain);

// Converts by LibTorch's type; false when the value is not of that type. `fixed` is the length of a list
// for which a single number stands (`int[2]`); above 1 the list must have it. Throws DISPOSED for a stale
// handle.
bool convert(Environment& environment, napi_value value, ArgumentKind kind, const c10::TypePtr& type,
             std::optional<int32_t> fixed, const char* what, c10::IValue& result);

// Readers for our own entry points. Each throws INVALID_ARGUMENT naming `what` and `argument`.
double read_number(Napi::Value value, const char* what, const char* argument);
int64_t read_integer(Napi::Value value, const char* what, const char* argument);
bool read_boolean(Napi::Value value, const char* what, const char* argument);
std::string read_string(Napi::Value value, const char* what, const char* argument);
uint64_t read_seed(Napi::Value value, const char* what, const char* argument);
Napi::Object read_object(Napi::Value value, const char* what, const char* argument);
Napi::Array read_array(Napi::Value value, const char* what, const char* argument);
Napi::Function read_function(Napi::Value value, const char* what, const char* argument);
struct Bytes {
  void* data;
  size_t size;
};
// The bytes of a typed array or DataView, of a shared buffer too. Valid until JavaScript runs again.
Bytes read_bytes(Napi::Value value, const char* what, const char* argument);
std::vector<int64_t> read_shape(Napi::Value value, const char* what, const char* argument);
at::ScalarType read_dtype(Napi::Value value, const char* what);
const char* dtype_name(at::ScalarType dtype);
// Handles of tensors; null where `optional` allows an absent one (an undefined tensor then).
std::vector<at::Tensor> read_tensors(Environment& environment, Napi::Value value, const char* what,
                                     const char* argument, bool optional = false);

// An entry point: every exception becomes a returned Failure, except JavaScript's own, which go on.
using EntryPoint = Napi::Value (*)(Environment&, const Napi::CallbackInfo&);
template <EntryPoint entry>
Napi::Value guarded(const Napi::CallbackInfo& info) {
  try {
    return entry(Environment::of(info.Env()), info);
  } catch (const Napi::Error&) {
    throw;
  } catch (...) {
    return failure_value(info.Env(), current_failure());
  }
}

template <EntryPoint entry>
void expose(Napi::Object exports, const char* name) {
  exports.Set(name, Napi::Function::New(exports.Env(), guarded<entry>, name));
}

}  // namespace dino::node
