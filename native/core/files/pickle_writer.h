// Files that `torch.load` reads, with weights_only=True too: protocol 2 and the few constructors that it
// allows.
#pragma once
#include <functional>

#include "core/files/pickle_document.h"

namespace dino {

struct WriteOptions {
  // Tensors are written without requires_grad, as in a module's state_dict().
  bool detach = false;
};

// Passes the bytes of a zip file with the document's root to `write`, in order. A storage that its tensors
// need whole is written once and stays shared; of any other only the tensors' own elements are written.
// Throws FileError for a value that PyTorch would not read back, and what `write` throws.
void write_zip_pickle(const PickleDocument& document, const WriteOptions& options,
                      const std::function<void(const void*, size_t)>& write);

}  // namespace dino
