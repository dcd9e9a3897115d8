#include "node/tensors.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cstring>

#include "core/pixels.h"
#include "node/client.h"
#include "node/environment.h"
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
  // Last: reading the shape may run getters, which can detach or shrink the buffer.
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

// uint8 [images, channels, height, width] of decoded images of one size, each of 1 or 3 channels.
Napi::Value from_pixels(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "images";
  const Napi::Array list = read_array(info[0], kWhat, "pixels");
  const std::vector<int64_t> size = read_shape(info[1], kWhat, "size");
  if (size.size() != 3 || (size[0] != 1 && size[0] != 3))
    throw CallError("INVALID_SHAPE", std::string(kWhat) + ": expected [channels, height, width]");
  std::vector<Napi::Value> values(list.Length());
  for (uint32_t i = 0; i < values.size(); ++i) values[i] = list.Get(i);
  const std::vector<int64_t> shape{static_cast<int64_t>(values.size()), size[0], size[1], size[2]};
  bytes_of_shape(shape, 1, kWhat);
  const size_t area = static_cast<size_t>(size[1]) * size[2];
  // Last: an element of the list may be a getter, which can detach or shrink the buffers before it.
  std::vector<Bytes> images;
  images.reserve(values.size());
  for (const Napi::Value& value : values) {
    images.push_back(read_bytes(value, kWhat, "pixels"));
    if (images.back().size != area && images.back().size != 3 * area)
      throw CallError("INVALID_SHAPE", std::string(kWhat) + ": " + std::to_string(images.back().size) +
                                           " bytes are not " + std::to_string(area) +
                                           " pixels of 1 or 3 channels");
  }
  at::Tensor tensor = at::empty(shape, at::kByte);
  auto* target = static_cast<uint8_t*>(tensor.data_ptr());
  for (const Bytes& image : images) {
    to_planes(static_cast<const uint8_t*>(image.data), area, image.size == area ? 1 : 3, size[0], target);
    target += size[0] * area;
  }
  return handle_value(environment, tensor);
}

// The elements in row-major order; on any thread.
void copy_out(const at::Tensor& tensor, const Bytes& target) {
  at::NoGradGuard no_grad;
  const at::Tensor dense = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous();
  // A tensor that is zero by its kind (`_efficientzerotensor`) has no memory to read.
  const bool hollow = dense.const_data_ptr() == nullptr;
  if (dense.nbytes() != target.size)
    throw CallError("INVALID_SHAPE", "toTypedArray: the tensor has " + std::to_string(dense.nbytes()) +
                                         " bytes, the target " + std::to_string(target.size));
  if (target.size > 0 && hollow) {
    if (!dense._is_zerotensor())
      throw CallError("TORCH_ERROR", "toTypedArray: the tensor has no memory of its own");
    std::memset(target.data, 0, target.size);
  } else if (target.size > 0) {
    std::memcpy(target.data, dense.const_data_ptr(), target.size);
  }
}

Napi::Value to_bytes(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "toTypedArray";
  const at::Tensor& tensor = subject(environment, info, kWhat);
  environment.check_read(tensor, kWhat);
  copy_out(tensor, read_bytes(info[1], kWhat, "target"));
  return info.Env().Undefined();
}

Napi::Value to_bytes_async(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "toTypedArrayAsync";
  const at::Tensor tensor = subject(environment, info, kWhat);
  const Bytes target = read_bytes(info[1], kWhat, "target");
  Napi::Function done = read_function(info[2], kWhat, "done");
  // The job keeps `done`, and `done` the memory that is written.
  done.Set("target", info[1]);
  Access access;
  access.read(tensor);
  environment.client().submit(
      std::move(access), 0,
      [tensor, target]() -> Deliver {
        copy_out(tensor, target);
        return [](Environment& at) -> Napi::Value { return Napi::Env(at.env()).Null(); };
      },
      done);
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

Napi::Value release(Environment& environment, const Napi::CallbackInfo& info) {
  environment.release(info[0].As<Napi::Number>().DoubleValue());
  return info.Env().Undefined();
}

Napi::Value release_all(Environment& environment, const Napi::CallbackInfo& info) {
  const Bytes handles = read_bytes(info[0], "releaseAll", "handles");
  const auto count = static_cast<size_t>(read_integer(info[1], "releaseAll", "count"));
  const auto* handle = static_cast<const Handle*>(handles.data);
  for (size_t i = 0; i < std::min(count, handles.size / sizeof(Handle)); ++i) environment.release(handle[i]);
  return info.Env().Undefined();
}

}  // namespace

void register_tensors(Napi::Object exports) {
  expose<release>(exports, "release");
  expose<release_all>(exports, "releaseAll");
  expose<from_bytes>(exports, "fromBytes");
  expose<from_pixels>(exports, "fromPixels");
  expose<to_bytes>(exports, "toBytes");
  expose<to_bytes_async>(exports, "toBytesAsync");
  expose<item>(exports, "item");
  expose<shape>(exports, "shape");
  expose<strides>(exports, "strides");
  expose<dtype>(exports, "dtype");
  expose<device>(exports, "device");
  expose<elements>(exports, "elements");
}

}  // namespace dino::node
