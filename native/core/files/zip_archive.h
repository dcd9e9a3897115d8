// The directory of a zip archive as PyTorch writes it: records stored without compression, zip64 included.
#pragma once
#include <string>
#include <unordered_map>

#include "core/files/byte_source.h"

namespace dino {

class ZipArchive {
 public:
  struct Record {
    uint64_t offset;  // of the first byte of the data
    uint64_t size;
    uint32_t crc;  // 0 where the writer left it out, as torch.save does when it is told to
  };

  // Reads the central directory and checks that the records lie apart and inside of the file, so that all of
  // them together never take more memory than the file. `source` must outlive the archive.
  explicit ZipArchive(const ByteSource& source);

  // The folder that all records lie in, with its slash: torch.save names it after the file.
  const std::string& folder() const { return folder_; }
  bool has(const std::string& name) const { return entries_.count(folder_ + name) > 0; }
  // Throws FileError when there is no such record, or it is compressed or encrypted.
  Record record(const std::string& name) const;
  // A small record's contents, checked. `limit` in bytes.
  std::string text(const std::string& name, uint64_t limit) const;

 private:
  struct Entry {
    uint64_t header;
    uint64_t packed;
    uint64_t size;
    uint32_t crc;
    uint16_t flags;
    uint16_t method;
    uint64_t end;  // where the next record begins
  };
  struct Directory {
    uint64_t offset;
    uint64_t size;
    uint64_t entries;
  };

  Directory find_directory() const;
  void read_entries(const Directory& directory);
  void check_layout(uint64_t end);

  const ByteSource& source_;
  std::unordered_map<std::string, Entry> entries_;
  std::string folder_;
};

// CRC-32 as in zip (polynomial 0xEDB88320) of what `crc` is already the sum of, continued.
uint32_t crc32(uint32_t crc, const void* data, size_t count);
uint32_t crc32(const ByteSource& source, uint64_t offset, uint64_t count);
// Throws FileError when a record's sum is known and is another one.
void check_crc(const ZipArchive::Record& record, const std::string& name, uint32_t found);

}  // namespace dino
