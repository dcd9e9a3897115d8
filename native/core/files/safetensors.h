// The safetensors format: 8 bytes of length, a JSON header, the tensors' bytes without gaps.
// https://github.com/huggingface/safetensors#format
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/files/byte_source.h"
#include "core/files/pickle_document.h"
#include "core/named_tensor.h"

namespace dino {

// Whether the first bytes can be a header's length and its beginning.
bool is_safetensors(const ByteSource& source);

// A dictionary of tensors, in the order of their bytes. Throws FileError for a header that is no JSON of the
// expected form, an unknown dtype, a tensor named twice, an extent that is not shape times element size, and
// bytes that overlap or belong to no tensor.
PickleDocument read_safetensors(const ByteSource& source, bool map);

// Passes the file's bytes to `write` in order. Tensors that are not contiguous are copied, one at a time.
// Throws FileError for a dtype that the format does not have, and for a name that is given twice.
void write_safetensors(const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata,
                       const std::function<void(const void*, size_t)>& write);

}  // namespace dino
