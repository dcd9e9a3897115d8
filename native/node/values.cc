#include "node/values.h"

#include <ATen/core/Generator.h>
#include <c10/core/QScheme.h>

#include <array>
#include <cmath>
#include <sstream>

namespace dino::node {

namespace {

struct DTypeName {
  at::ScalarType dtype;
  const char* name;
};
// PyTorch's names; the same list as lib/tensor/dtype.ts and the dtypes that only LibTorch knows.
constexpr std::array kDTypes = {
    DTypeName{at::kFloat, "float32"},
    DTypeName{at::kDouble, "float64"},
    DTypeName{at::kHalf, "float16"},
    DTypeName{at::kBFloat16, "bfloat16"},
    DTypeName{at::kByte, "uint8"},
    DTypeName{at::kChar, "int8"},
    DTypeName{at::kShort, "int16"},
    DTypeName{at::kInt, "int32"},
    DTypeName{at::kLong, "int64"},
    DTypeName{at::kBool, "bool"},
    DTypeName{at::kComplexFloat, "complex64"},
    DTypeName{at::kComplexDouble, "complex128"},
    // Without a typed array in lib/tensor/dtype.ts: files hold them, operators take them.
    DTypeName{at::kUInt16, "uint16"},
    DTypeName{at::kUInt32, "uint32"},
    DTypeName{at::kUInt64, "uint64"},
    DTypeName{at::kComplexHalf, "complex32"},
    DTypeName{at::kFloat8_e4m3fn, "float8_e4m3fn"},
    DTypeName{at::kFloat8_e5m2, "float8_e5m2"},
    DTypeName{at::kFloat8_e4m3fnuz, "float8_e4m3fnuz"},
    DTypeName{at::kFloat8_e5m2fnuz, "float8_e5m2fnuz"},
    DTypeName{at::kFloat8_e8m0fnu, "float8_e8m0fnu"},
};
// Operators take them besides; their elements mean nothing without a scale that they do not carry.
constexpr std::array kQuantized = {
    DTypeName{at::kQInt8, "qint8"},
    DTypeName{at::kQUInt8, "quint8"},
    DTypeName{at::kQInt32, "qint32"},
};

constexpr int64_t kExactInteger = int64_t{1} << 53;

struct LayoutName {
  at::Layout layout;
  const char* name;
};
constexpr std::array kLayouts = {
    LayoutName{at::kStrided, "strided"},      LayoutName{at::kSparse, "sparse_coo"},
    LayoutName{at::kSparseCsr, "sparse_csr"}, LayoutName{at::kSparseCsc, "sparse_csc"},
    LayoutName{at::kSparseBsr, "sparse_bsr"}, LayoutName{at::kSparseBsc, "sparse_bsc"},
    LayoutName{at::kMkldnn, "mkldnn"},        LayoutName{at::kJagged, "jagged"},
};

struct FormatName {
  at::MemoryFormat format;
  const char* name;
};
constexpr std::array kFormats = {
    FormatName{at::MemoryFormat::Contiguous, "contiguous_format"},
    FormatName{at::MemoryFormat::Preserve, "preserve_format"},
    FormatName{at::MemoryFormat::ChannelsLast, "channels_last"},
    FormatName{at::MemoryFormat::ChannelsLast3d, "channels_last_3d"},
};

// 0 for a kind that this version of Node-API does not know.
size_t item_size(napi_typedarray_type type) {
  switch (type) {
    case napi_int8_array:
    case napi_uint8_array:
    case napi_uint8_clamped_array:
      return 1;
    case napi_int16_array:
    case napi_uint16_array:
    case napi_float16_array:
      return 2;
    case napi_int32_array:
    case napi_uint32_array:
    case napi_float32_array:
      return 4;
    case napi_float64_array:
    case napi_bigint64_array:
    case napi_biguint64_array:
      return 8;
    default:
      return 0;
  }
}

std::string text_of(napi_env env, napi_value value) {
  size_t length = 0;
  napi_get_value_string_utf8(env, value, nullptr, 0, &length);
  std::string text(length, '\0');
  napi_get_value_string_utf8(env, value, text.data(), length + 1, &length);
  return text;
}

std::optional<at::ScalarType> dtype_of(const std::string& name) {
  for (const DTypeName& known : kDTypes)
    if (name == known.name) return known.dtype;
  return std::nullopt;
}

std::optional<at::ScalarType> operator_dtype_of(const std::string& name) {
  for (const DTypeName& known : kQuantized)
    if (name == known.name) return known.dtype;
  return dtype_of(name);
}

bool to_integer(napi_env env, napi_value value, napi_valuetype type, int64_t& result) {
  if (type == napi_bigint) {
    bool lossless = false;
    napi_get_value_bigint_int64(env, value, &result, &lossless);
    return lossless;
  }
  double number;
  if (type != napi_number || napi_get_value_double(env, value, &number) != napi_ok) return false;
  if (!is_exact_integer(number)) return false;
  result = static_cast<int64_t>(number);
  return true;
}

// `{ complex: [re, im] }`.
bool to_complex(napi_env env, napi_value value, c10::IValue& result) {
  bool has = false, is_array = false;
  napi_value parts;
  if (napi_has_named_property(env, value, "complex", &has) != napi_ok || !has ||
      napi_get_named_property(env, value, "complex", &parts) != napi_ok ||
      napi_is_array(env, parts, &is_array) != napi_ok || !is_array)
    return false;
  uint32_t length = 0;
  napi_get_array_length(env, parts, &length);
  double numbers[2];
  for (uint32_t i = 0; i < 2; ++i) {
    napi_value part;
    if (length != 2 || napi_get_element(env, parts, i, &part) != napi_ok ||
        napi_get_value_double(env, part, &numbers[i]) != napi_ok)
      return false;
  }
  result = c10::complex<double>(numbers[0], numbers[1]);
  return true;
}

// A JavaScript number is an integer where it can be one, as PyTorch's users write `x.add(1)`.
bool to_scalar(napi_env env, napi_value value, napi_valuetype type, c10::IValue& result) {
  int64_t integer;
  if (type == napi_object) return to_complex(env, value, result);
  if (type == napi_boolean) {
    bool flag;
    napi_get_value_bool(env, value, &flag);
    result = flag;
    return true;
  }
  if (to_integer(env, value, type, integer)) {
    double number = 1;
    if (type == napi_number) napi_get_value_double(env, value, &number);
    if (number == 0 && std::signbit(number)) {
      result = number;
    } else {
      result = integer;
    }
    return true;
  }
  double number;
  if (type != napi_number || napi_get_value_double(env, value, &number) != napi_ok) return false;
  result = number;
  return true;
}

bool to_tensor(Environment& environment, napi_value value, ArgumentKind kind, napi_valuetype type,
               const char* what, at::Tensor& result) {
  napi_env env = environment.env();
  napi_value handle = value;
  if (kind != ArgumentKind::kTensor) {
    bool has = false;
    if (type != napi_object || napi_has_named_property(env, value, "tensor", &has) != napi_ok || !has)
      return false;
    if (napi_get_named_property(env, value, "tensor", &handle) != napi_ok) return false;
  }
  double number;
  if (napi_get_value_double(env, handle, &number) != napi_ok) return false;
  result = environment.tensor(number, what);
  return true;
}

bool to_list(Environment& environment, napi_value value, ArgumentKind kind, const c10::TypePtr& element,
             std::optional<int32_t> fixed, const char* what, c10::IValue& result) {
  napi_env env = environment.env();
  // LibTorch's kernels take a list of plain integers where the schema says SymInt.
  c10::impl::GenericList list(element->kind() == c10::TypeKind::SymIntType ? c10::TypePtr(c10::IntType::get())
                                                                           : element);
  bool is_array = false;
  napi_is_array(env, value, &is_array);
  if (!is_array) {
    c10::IValue single;
    if (!fixed || kind != ArgumentKind::kPlain ||
        !convert(environment, value, kind, element, std::nullopt, what, single))
      return false;
    for (int32_t i = 0; i < *fixed; ++i) list.push_back(single);
    result = std::move(list);
    return true;
  }
  uint32_t length = 0;
  napi_get_array_length(env, value, &length);
  // LibTorch reads a list of fixed length without a look at how long it is. One element stands for all, as a
  // single value does; a list of length 1 in a schema takes any number.
  const bool bounded = fixed && *fixed > 1;
  if (bounded && length != 1 && length != static_cast<uint32_t>(*fixed)) return false;
  list.reserve(length);
  for (uint32_t i = 0; i < length; ++i) {
    napi_value item;
    if (napi_get_element(env, value, i, &item) != napi_ok) return false;
    napi_valuetype type;
    napi_typeof(env, item, &type);
    const bool handle = kind == ArgumentKind::kTensorList && type == napi_number;
    c10::IValue converted;
    if (!convert(environment, item, handle ? ArgumentKind::kTensor : ArgumentKind::kPlain, element,
                 std::nullopt, what, converted))
      return false;
    list.push_back(std::move(converted));
  }
  for (int32_t i = 1; bounded && length == 1 && i < *fixed; ++i) list.push_back(c10::IValue(list.get(0)));
  result = std::move(list);
  return true;
}

bool to_dict(Environment& environment, napi_value value, napi_valuetype type, const c10::DictType& dict,
             const char* what, c10::IValue& result) {
  napi_env env = environment.env();
  napi_value entries;
  bool is_array = false;
  if (type != napi_object || napi_get_named_property(env, value, "dict", &entries) != napi_ok) return false;
  napi_is_array(env, entries, &is_array);
  if (!is_array) return false;
  uint32_t length = 0;
  napi_get_array_length(env, entries, &length);
  c10::impl::GenericDict map(dict.getKeyType(), dict.getValueType());
  for (uint32_t i = 0; i < length; ++i) {
    napi_value pair, key, item;
    c10::IValue converted_key, converted;
    if (napi_get_element(env, entries, i, &pair) != napi_ok ||
        napi_get_element(env, pair, 0, &key) != napi_ok || napi_get_element(env, pair, 1, &item) != napi_ok ||
        !convert(environment, key, ArgumentKind::kPlain, dict.getKeyType(), std::nullopt, what,
                 converted_key) ||
        !convert(environment, item, ArgumentKind::kPlain, dict.getValueType(), std::nullopt, what, converted))
      return false;
    map.insert(std::move(converted_key), std::move(converted));
  }
  result = std::move(map);
  return true;
}

bool to_tuple(Environment& environment, napi_value value, const c10::TupleType& tuple, const char* what,
              c10::IValue& result) {
  napi_env env = environment.env();
  bool is_array = false;
  napi_is_array(env, value, &is_array);
  uint32_t length = 0;
  if (is_array) napi_get_array_length(env, value, &length);
  if (!is_array || length != tuple.elements().size()) return false;
  std::vector<c10::IValue> items(length);
  for (uint32_t i = 0; i < length; ++i) {
    napi_value item;
    if (napi_get_element(env, value, i, &item) != napi_ok ||
        !convert(environment, item, ArgumentKind::kPlain, tuple.elements()[i], std::nullopt, what, items[i]))
      return false;
  }
  result = c10::ivalue::Tuple::create(std::move(items));
  return true;
}

// Enumerations and devices come by name only: LibTorch does not check their numbers.
bool to_named(const std::string& text, c10::TypeKind kind, c10::IValue& result) {
  switch (kind) {
    case c10::TypeKind::StringType:
      result = text;
      return true;
    case c10::TypeKind::DeviceObjType:
      try {
        result = c10::Device(text);
        return true;
      } catch (const c10::Error&) {
        return false;
      }
    case c10::TypeKind::ScalarTypeType: {
      const std::optional<at::ScalarType> dtype = operator_dtype_of(text);
      if (dtype) result = static_cast<int64_t>(*dtype);
      return dtype.has_value();
    }
    case c10::TypeKind::LayoutType:
      for (const LayoutName& known : kLayouts) {
        if (text != known.name) continue;
        result = static_cast<int64_t>(known.layout);
        return true;
      }
      return false;
    case c10::TypeKind::MemoryFormatType:
      for (const FormatName& known : kFormats) {
        if (text != known.name) continue;
        result = static_cast<int64_t>(known.format);
        return true;
      }
      return false;
    default:
      return false;
  }
}

}  // namespace

Napi::Value failure_value(napi_env env, const Failure& failure) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("failure", true);
  object.Set("code", failure.code);
  object.Set("message", failure.message);
  if (!failure.details.empty()) {
    Napi::Object details = Napi::Object::New(env);
    for (const auto& [key, value] : failure.details) details.Set(key, value);
    object.Set("details", details);
  }
  return object;
}

Napi::Value handle_value(Environment& environment, const at::Tensor& tensor, int64_t* graph_bytes) {
  Napi::Env env(environment.env());
  if (!tensor.defined()) return env.Null();
  const bool graph = graph_bytes != nullptr && tensor.requires_grad();
  return Napi::Number::New(env, environment.add(tensor, graph ? std::exchange(*graph_bytes, 0) : 0));
}

bool is_exact_integer(double number) {
  return std::abs(number) <= static_cast<double>(kExactInteger) && number == std::trunc(number);
}

Napi::Value integer_value(napi_env env, int64_t value) {
  // Compared as integers: 2^53 + 1 as a double is 2^53.
  if (value >= -kExactInteger && value <= kExactInteger)
    return Napi::Number::New(env, static_cast<double>(value));
  return Napi::BigInt::New(env, value);
}

Napi::Value plain_value(Environment& environment, const c10::IValue& value, int64_t* graph_bytes) {
  Napi::Env env(environment.env());
  if (value.isTensor()) {
    if (!value.toTensor().defined()) return env.Null();
    Napi::Object object = Napi::Object::New(env);
    object.Set("tensor", handle_value(environment, value.toTensor(), graph_bytes));
    return object;
  }
  if (value.isNone()) return env.Null();
  if (value.isBool()) return Napi::Boolean::New(env, value.toBool());
  if (value.isInt()) return integer_value(env, value.toInt());
  if (value.isDouble()) return Napi::Number::New(env, value.toDouble());
  if (value.isString()) return Napi::String::New(env, value.toStringRef());
  if (value.isDevice()) return Napi::String::New(env, value.toDevice().str());
  if (value.isComplexDouble()) {
    Napi::Object object = Napi::Object::New(env);
    Napi::Array parts = Napi::Array::New(env, 2);
    parts.Set(0u, value.toComplexDouble().real());
    parts.Set(1u, value.toComplexDouble().imag());
    object.Set("complex", parts);
    return object;
  }
  if (value.isTuple() || value.isList()) {
    const auto items = value.isTuple() ? value.toTupleRef().elements().vec() : value.toListRef().vec();
    Napi::Array array = Napi::Array::New(env, items.size());
    for (size_t i = 0; i < items.size(); ++i)
      array.Set(static_cast<uint32_t>(i), plain_value(environment, items[i], graph_bytes));
    return array;
  }
  if (value.isGenericDict()) {
    Napi::Array entries = Napi::Array::New(env);
    uint32_t count = 0;
    for (const auto& entry : value.toGenericDict()) {
      Napi::Array pair = Napi::Array::New(env, 2);
      pair.Set(0u, plain_value(environment, entry.key()));
      pair.Set(1u, plain_value(environment, entry.value(), graph_bytes));
      entries.Set(count++, pair);
    }
    Napi::Object object = Napi::Object::New(env);
    object.Set("dict", entries);
    object.Set("map", value.toGenericDict().keyType()->kind() != c10::TypeKind::StringType);
    return object;
  }
  throw CallError("NOT_IMPLEMENTED",
                  "a result of type " + value.tagKind() + " has no counterpart in JavaScript");
}

Napi::Value result_value(Environment& environment, const c10::IValue& value, const c10::TypePtr& type) {
  Napi::Env env(environment.env());
  if (!value.isInt()) return plain_value(environment, value);
  const int64_t number = value.toInt();
  switch (type->kind()) {
    case c10::TypeKind::ScalarTypeType:
      return Napi::String::New(env, dtype_name(static_cast<at::ScalarType>(number)));
    case c10::TypeKind::QSchemeType:
      return Napi::String::New(env, c10::toString(static_cast<c10::QScheme>(number)));
    case c10::TypeKind::LayoutType:
      for (const LayoutName& known : kLayouts)
        if (number == static_cast<int64_t>(known.layout)) return Napi::String::New(env, known.name);
      break;
    default:
      break;
  }
  return plain_value(environment, value);
}

Napi::Value shape_value(napi_env env, at::IntArrayRef sizes) {
  Napi::Array array = Napi::Array::New(env, sizes.size());
  for (size_t i = 0; i < sizes.size(); ++i)
    array.Set(static_cast<uint32_t>(i), static_cast<double>(sizes[i]));
  return array;
}

std::string describe(napi_env env, napi_value value, ArgumentKind kind) {
  if (kind == ArgumentKind::kTensor) return "a Tensor";
  if (kind == ArgumentKind::kGenerator) return "a Generator";
  napi_valuetype type;
  if (napi_typeof(env, value, &type) != napi_ok) return "nothing";
  std::ostringstream text;
  bool is_array = false;
  napi_is_array(env, value, &is_array);
  switch (type) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "null";
    case napi_boolean: {
      bool flag;
      napi_get_value_bool(env, value, &flag);
      return flag ? "boolean true" : "boolean false";
    }
    case napi_number: {
      double number;
      napi_get_value_double(env, value, &number);
      text << "number " << number;
      return text.str();
    }
    case napi_string:
      return "string '" + text_of(env, value).substr(0, 80) + "'";
    case napi_bigint:
      return "a bigint";
    case napi_function:
      return "a function";
    case napi_symbol:
      return "a symbol";
    default:
      break;
  }
  if (!is_array) {
    // As lib/native/plain.ts wraps them; a dictionary may carry `complex` besides.
    bool has = false;
    if (napi_has_named_property(env, value, "tensor", &has) == napi_ok && has) return "a Tensor";
    if (napi_has_named_property(env, value, "dict", &has) == napi_ok && has) return "a dictionary";
    if (napi_has_named_property(env, value, "complex", &has) == napi_ok && has) return "a complex number";
    return "an object";
  }
  uint32_t length = 0;
  napi_get_array_length(env, value, &length);
  text << "an array of " << length;
  if (kind == ArgumentKind::kTensorList) text << " tensors";
  return text.str();
}

bool convert(Environment& environment, napi_value value, ArgumentKind kind, const c10::TypePtr& type,
             std::optional<int32_t> fixed, const char* what, c10::IValue& result) {
  napi_env env = environment.env();
  napi_valuetype js;
  if (napi_typeof(env, value, &js) != napi_ok) return false;
  const c10::TypeKind expected = type->kind();
  if (expected == c10::TypeKind::OptionalType) {
    if (js == napi_null || js == napi_undefined) {
      result = c10::IValue();
      return true;
    }
    return convert(environment, value, kind, type->expectRef<c10::OptionalType>().getElementType(), fixed,
                   what, result);
  }
  if (expected == c10::TypeKind::TensorType) {
    at::Tensor tensor;
    if (!to_tensor(environment, value, kind, js, what, tensor)) return false;
    result = std::move(tensor);
    return true;
  }
  if (kind == ArgumentKind::kGenerator) {
    double handle;
    if (expected != c10::TypeKind::GeneratorType || napi_get_value_double(env, value, &handle) != napi_ok)
      return false;
    result = *environment.object<at::Generator>(handle, "generator");
    return true;
  }
  if (kind == ArgumentKind::kTensor) return false;
  switch (expected) {
    case c10::TypeKind::NumberType:
      return to_scalar(env, value, js, result);
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType: {
      int64_t integer;
      if (!to_integer(env, value, js, integer)) return false;
      result = integer;
      return true;
    }
    case c10::TypeKind::FloatType: {
      double number;
      if (js != napi_number || napi_get_value_double(env, value, &number) != napi_ok) return false;
      result = number;
      return true;
    }
    case c10::TypeKind::ComplexType: {
      double number;
      if (js == napi_object) return to_complex(env, value, result);
      if (js != napi_number || napi_get_value_double(env, value, &number) != napi_ok) return false;
      result = c10::complex<double>(number, 0);
      return true;
    }
    case c10::TypeKind::BoolType: {
      bool flag;
      if (js != napi_boolean || napi_get_value_bool(env, value, &flag) != napi_ok) return false;
      result = flag;
      return true;
    }
    case c10::TypeKind::NoneType:
      result = c10::IValue();
      return js == napi_null || js == napi_undefined;
    case c10::TypeKind::ListType:
      return to_list(environment, value, kind, type->expectRef<c10::ListType>().getElementType(), fixed, what,
                     result);
    case c10::TypeKind::DictType:
      return to_dict(environment, value, js, type->expectRef<c10::DictType>(), what, result);
    case c10::TypeKind::TupleType:
      return to_tuple(environment, value, type->expectRef<c10::TupleType>(), what, result);
    default:
      return js == napi_string && to_named(text_of(env, value), expected, result);
  }
}

double read_number(Napi::Value value, const char* what, const char* argument) {
  if (!value.IsNumber()) throw argument_error(what, argument, "a number", describe(value.Env(), value));
  return value.As<Napi::Number>().DoubleValue();
}

int64_t read_integer(Napi::Value value, const char* what, const char* argument) {
  napi_valuetype type;
  napi_typeof(value.Env(), value, &type);
  int64_t integer;
  if (!to_integer(value.Env(), value, type, integer))
    throw argument_error(what, argument, "an integer", describe(value.Env(), value));
  return integer;
}

bool read_boolean(Napi::Value value, const char* what, const char* argument) {
  if (!value.IsBoolean()) throw argument_error(what, argument, "a boolean", describe(value.Env(), value));
  return value.As<Napi::Boolean>().Value();
}

std::string read_string(Napi::Value value, const char* what, const char* argument) {
  if (!value.IsString()) throw argument_error(what, argument, "a string", describe(value.Env(), value));
  return value.As<Napi::String>().Utf8Value();
}

uint64_t read_seed(Napi::Value value, const char* what, const char* argument) {
  bool lossless = false;
  uint64_t seed = 0;
  if (value.IsBigInt()) seed = value.As<Napi::BigInt>().Uint64Value(&lossless);
  if (!lossless)
    throw argument_error(what, argument, "a bigint of 0 to 2^64 - 1", describe(value.Env(), value));
  return seed;
}

Napi::Object read_object(Napi::Value value, const char* what, const char* argument) {
  if (!value.IsObject()) throw argument_error(what, argument, "an object", describe(value.Env(), value));
  return value.As<Napi::Object>();
}

Napi::Array read_array(Napi::Value value, const char* what, const char* argument) {
  if (!value.IsArray()) throw argument_error(what, argument, "an array", describe(value.Env(), value));
  return value.As<Napi::Array>();
}

Napi::Function read_function(Napi::Value value, const char* what, const char* argument) {
  if (!value.IsFunction()) throw argument_error(what, argument, "a function", describe(value.Env(), value));
  return value.As<Napi::Function>();
}

Bytes read_bytes(Napi::Value value, const char* what, const char* argument) {
  napi_env env = value.Env();
  bool is = false;
  napi_value buffer;
  Bytes bytes{nullptr, 0};
  // jest runs files in realms of their own, so the kind is asked of Node and never of a constructor; and the
  // size, because a property `byteLength` of the array's own may say anything.
  if (napi_is_typedarray(env, value, &is) == napi_ok && is) {
    auto type = static_cast<napi_typedarray_type>(-1);
    napi_get_typedarray_info(env, value, &type, &bytes.size, &bytes.data, &buffer, nullptr);
    const size_t item = item_size(type);
    if (item == 0) throw argument_error(what, argument, "a typed array", "one of an unknown kind");
    bytes.size *= item;
  } else if (napi_is_dataview(env, value, &is) == napi_ok && is) {
    napi_get_dataview_info(env, value, &bytes.size, &bytes.data, &buffer, nullptr);
  } else {
    throw argument_error(what, argument, "a typed array", describe(env, value));
  }
  bool detached = false;
  if (napi_is_detached_arraybuffer(env, buffer, &detached) == napi_ok && detached)
    throw argument_error(what, argument, "a typed array", "one whose buffer is detached");
  return bytes;
}

std::vector<int64_t> read_shape(Napi::Value value, const char* what, const char* argument) {
  const Napi::Array array = read_array(value, what, argument);
  std::vector<int64_t> shape(array.Length());
  for (uint32_t i = 0; i < shape.size(); ++i) {
    shape[i] = read_integer(array.Get(i), what, argument);
    if (shape[i] < 0)
      throw CallError("INVALID_SHAPE", std::string(what) + ": dimension " + std::to_string(i) + " of " +
                                           argument + " is negative: " + std::to_string(shape[i]));
  }
  return shape;
}

at::ScalarType read_dtype(Napi::Value value, const char* what) {
  const std::string name = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  const std::optional<at::ScalarType> dtype = dtype_of(name);
  if (!dtype)
    throw CallError("INVALID_DTYPE", std::string(what) + ": expected a dtype name such as 'float32', got " +
                                         describe(value.Env(), value));
  return *dtype;
}

const char* dtype_name(at::ScalarType dtype) {
  for (const DTypeName& known : kDTypes)
    if (dtype == known.dtype) return known.name;
  for (const DTypeName& known : kQuantized)
    if (dtype == known.dtype) return known.name;
  return at::toString(dtype);
}

std::vector<at::Tensor> read_tensors(Environment& environment, Napi::Value value, const char* what,
                                     const char* argument, bool optional) {
  const Napi::Array array = read_array(value, what, argument);
  std::vector<at::Tensor> tensors(array.Length());
  for (uint32_t i = 0; i < tensors.size(); ++i) {
    const Napi::Value item = array.Get(i);
    if (optional && item.IsNull()) continue;
    tensors[i] = environment.tensor(read_number(item, what, argument), what);
  }
  return tensors;
}

}  // namespace dino::node
