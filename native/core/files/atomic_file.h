// A file that appears under its name whole or not at all.
#pragma once
#include <cstddef>
#include <string>

namespace dino {

class AtomicFile {
 public:
  // Opens a temporary file beside the target; of a symbolic link the file that it names is the target. Throws
  // FileError.
  explicit AtomicFile(const std::string& path);
  // Removes the temporary file when commit() was not reached.
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(const void* data, size_t count);
  // Waits until the bytes are on the disk and renames. A file that was there keeps its permissions.
  void commit();

 private:
  std::string target_;
  std::string temporary_;
  int descriptor_ = -1;
};

}  // namespace dino
