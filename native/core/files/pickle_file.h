// The files that torch.save and torch.jit.save write, without executing anything.
#pragma once
#include "core/files/byte_source.h"
#include "core/files/pickle_document.h"

namespace dino {

struct ReadOptions {
  // Tensors over a mapping of the file instead of copies; their checksums are not read then.
  bool map = false;
  bool check_crc = true;
};

// Whether the bytes begin as a zip archive, and as a pickle.
bool is_zip(const ByteSource& source);
bool is_pickle(const ByteSource& source);

// Zip format: records data.pkl, data/<key> and byteorder, of torch.save or of a TorchScript archive.
PickleDocument read_zip_pickle(const ByteSource& source, const ReadOptions& options);
// The format before it: magic number, version, sys_info, the object, the keys of its storages, their
// contents.
PickleDocument read_legacy_pickle(const ByteSource& source);

// A file of any format that is known, by its content. Throws FileError when it is none or is not what it
// should be.
PickleDocument read_file(const ByteSource& source, const ReadOptions& options);

}  // namespace dino
