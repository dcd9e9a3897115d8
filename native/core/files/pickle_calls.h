// The constructors that PyTorch's own pickles call, done without Python.
#pragma once
#include <optional>

#include "core/files/pickle_document.h"

namespace dino {

// Whether a global belongs to the format, so that it is not reported as foreign.
bool is_known_global(const std::string& name);

// The value of calling `callable` with the tuple `arguments`: a new node or one that is there. Nothing when
// the call stays inert. Throws FileError for a tensor that reaches beyond its storage.
std::optional<NodeId> call_known(PickleDocument& document, const std::string& callable, NodeId arguments);

}  // namespace dino
