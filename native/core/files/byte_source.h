// The bytes of a file or of memory, read by offset; nothing is handed out that was not checked against the
// size.
#pragma once
#include <c10/core/Storage.h>

#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace dino {

static_assert(std::endian::native == std::endian::little, "the formats are read as they lie in memory");

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  uint64_t size() const { return size_; }
  // Fills `target`. Throws FileError when the bytes are not all there.
  void read(uint64_t offset, void* target, uint64_t count) const;
  // The bytes as a storage of their own; with `map` a private mapping of the file where that is possible:
  // pages are read when they are touched and copied when they are written, and the file must not shrink
  // meanwhile. Copied all the same where the offset is no multiple of `alignment`, the size of an element.
  c10::Storage storage(uint64_t offset, uint64_t count, bool map, uint64_t alignment = 16) const;

 protected:
  explicit ByteSource(uint64_t size) : size_(size) {}
  virtual void fetch(uint64_t offset, void* target, size_t count) const = 0;
  // An empty pointer where there is nothing to map.
  virtual c10::DataPtr mapped(uint64_t offset) const;

 private:
  void check(uint64_t offset, uint64_t count) const;
  uint64_t size_;
};

// Throws FileError when the path cannot be opened or is no regular file.
std::shared_ptr<ByteSource> open_file(const std::string& path);
std::shared_ptr<ByteSource> bytes_source(std::string bytes);

// A storage of `count` bytes that are not set yet. Throws FileError when there is not enough memory.
c10::Storage new_storage(uint64_t count);

// Reads a part of a source from front to back.
class ByteReader {
 public:
  ByteReader(const ByteSource& source, uint64_t begin, uint64_t end);

  // Offset in the source of what comes next.
  uint64_t position() const { return begin_ + next_; }
  uint64_t left() const { return end_ - position(); }
  // Throw FileError at the end of the part.
  uint8_t byte();
  void read(void* target, uint64_t count);
  std::string text(uint64_t count);
  // Up to the next line feed, which is read but not returned; at most `limit` characters.
  std::string line(size_t limit);
  template <class T>
  T number() {
    T value;
    read(&value, sizeof value);
    return value;
  }

 private:
  void fill();

  const ByteSource& source_;
  uint64_t begin_;  // of the buffer, in the source
  uint64_t end_;
  size_t next_ = 0;
  std::vector<uint8_t> buffer_;
};

}  // namespace dino
