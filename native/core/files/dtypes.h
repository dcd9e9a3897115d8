// The names of dtypes in the files that are read and written.
#pragma once
#include <c10/core/ScalarType.h>

#include <string>

namespace dino {

struct DTypeNames {
  c10::ScalarType dtype;
  const char* name;     // PyTorch's
  const char* storage;  // class of a typed storage in a pickle; nullptr: saved as UntypedStorage with a dtype
  const char* safetensors;  // nullptr: not part of that format
};

// nullptr when there is none. By PyTorch's name without "torch.", by storage class without its module.
const DTypeNames* dtype_by_name(const std::string& name);
const DTypeNames* dtype_by_storage(const std::string& name);
const DTypeNames* dtype_by_safetensors(const std::string& name);
const DTypeNames* dtype_names(c10::ScalarType dtype);

}  // namespace dino
