#include "core/files/dtypes.h"

#include <array>
#include <cstring>

namespace dino {

namespace {

constexpr std::array kNames = {
    DTypeNames{c10::kFloat, "float32", "FloatStorage", "F32"},
    DTypeNames{c10::kDouble, "float64", "DoubleStorage", "F64"},
    DTypeNames{c10::kHalf, "float16", "HalfStorage", "F16"},
    DTypeNames{c10::kBFloat16, "bfloat16", "BFloat16Storage", "BF16"},
    DTypeNames{c10::kByte, "uint8", "ByteStorage", "U8"},
    DTypeNames{c10::kChar, "int8", "CharStorage", "I8"},
    DTypeNames{c10::kShort, "int16", "ShortStorage", "I16"},
    DTypeNames{c10::kInt, "int32", "IntStorage", "I32"},
    DTypeNames{c10::kLong, "int64", "LongStorage", "I64"},
    DTypeNames{c10::kBool, "bool", "BoolStorage", "BOOL"},
    DTypeNames{c10::kComplexFloat, "complex64", "ComplexFloatStorage", "C64"},
    DTypeNames{c10::kComplexDouble, "complex128", "ComplexDoubleStorage", nullptr},
    DTypeNames{c10::kComplexHalf, "complex32", nullptr, nullptr},
    DTypeNames{c10::kUInt16, "uint16", nullptr, "U16"},
    DTypeNames{c10::kUInt32, "uint32", nullptr, "U32"},
    DTypeNames{c10::kUInt64, "uint64", nullptr, "U64"},
    DTypeNames{c10::kFloat8_e4m3fn, "float8_e4m3fn", nullptr, "F8_E4M3"},
    DTypeNames{c10::kFloat8_e5m2, "float8_e5m2", nullptr, "F8_E5M2"},
    DTypeNames{c10::kFloat8_e4m3fnuz, "float8_e4m3fnuz", nullptr, "F8_E4M3FNUZ"},
    DTypeNames{c10::kFloat8_e5m2fnuz, "float8_e5m2fnuz", nullptr, "F8_E5M2FNUZ"},
    DTypeNames{c10::kFloat8_e8m0fnu, "float8_e8m0fnu", nullptr, "F8_E8M0"},
    // Only their storages are read, so that the rest of such a file is: quantised tensors stay inert.
    DTypeNames{c10::kQInt8, "qint8", "QInt8Storage", nullptr},
    DTypeNames{c10::kQUInt8, "quint8", "QUInt8Storage", nullptr},
    DTypeNames{c10::kQInt32, "qint32", "QInt32Storage", nullptr},
};

const DTypeNames* find(const char* DTypeNames::*field, const std::string& name) {
  for (const DTypeNames& names : kNames)
    if (names.*field != nullptr && name == names.*field) return &names;
  return nullptr;
}

}  // namespace

const DTypeNames* dtype_by_name(const std::string& name) {
  return find(&DTypeNames::name, name);
}
const DTypeNames* dtype_by_storage(const std::string& name) {
  return find(&DTypeNames::storage, name);
}
const DTypeNames* dtype_by_safetensors(const std::string& name) {
  return find(&DTypeNames::safetensors, name);
}

const DTypeNames* dtype_names(c10::ScalarType dtype) {
  for (const DTypeNames& names : kNames)
    if (names.dtype == dtype) return &names;
  return nullptr;
}

}  // namespace dino
