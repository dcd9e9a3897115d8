#include "core/files/byte_source.h"

#include <c10/core/CPUAllocator.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>

#include "core/files/file_error.h"

namespace dino {

namespace {

constexpr size_t kBuffer = 1 << 16;

// The whole file in memory, private to this process.
struct Mapping {
  void* data;
  size_t size;
  ~Mapping() { munmap(data, size); }
};

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, uint64_t size) : ByteSource(size), descriptor_(descriptor) {}
  ~FileSource() override { close(descriptor_); }

 protected:
  void fetch(uint64_t offset, void* target, size_t count) const override {
    auto* next = static_cast<char*>(target);
    while (count > 0) {
      const ssize_t got = pread(descriptor_, next, count, static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) file_error("cannot be read: ", std::strerror(errno));
      if (got == 0) file_error("became shorter while it was read");
      next += got;
      offset += static_cast<uint64_t>(got);
      count -= static_cast<size_t>(got);
    }
  }

  c10::DataPtr mapped(uint64_t offset) const override {
    std::call_once(once_, [this] {
      void* data = mmap(nullptr, size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, descriptor_, 0);
      if (data != MAP_FAILED) mapping_.reset(new Mapping{data, size()});
    });
    if (!mapping_) return {};
    auto* keep = new std::shared_ptr<Mapping>(mapping_);
    return {static_cast<char*>(mapping_->data) + offset, keep,
            [](void* context) { delete static_cast<std::shared_ptr<Mapping>*>(context); }, at::kCPU};
  }

 private:
  int descriptor_;
  mutable std::once_flag once_;
  mutable std::shared_ptr<Mapping> mapping_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string bytes) : ByteSource(bytes.size()), bytes_(std::move(bytes)) {}

 protected:
  void fetch(uint64_t offset, void* target, size_t count) const override {
    std::memcpy(target, bytes_.data() + offset, count);
  }

 private:
  std::string bytes_;
};

}  // namespace

void ByteSource::check(uint64_t offset, uint64_t count) const {
  if (offset > size_ || count > size_ - offset)
    file_error("is cut short: ", count, " bytes at offset ", offset, " reach beyond its end at ", size_);
}

void ByteSource::read(uint64_t offset, void* target, uint64_t count) const {
  check(offset, count);
  if (count > 0) fetch(offset, target, count);
}

c10::Storage ByteSource::storage(uint64_t offset, uint64_t count, bool map, uint64_t alignment) const {
  check(offset, count);
  if (map && count > 0 && offset % alignment == 0) {
    if (c10::DataPtr data = mapped(offset))
      return c10::Storage(c10::Storage::use_byte_size_t(), count, std::move(data), nullptr,
                          /*resizable=*/false);
  }
  c10::Storage storage = new_storage(count);
  read(offset, storage.mutable_data(), count);
  return storage;
}

c10::DataPtr ByteSource::mapped(uint64_t) const {
  return {};
}

std::shared_ptr<ByteSource> open_file(const std::string& path) {
  // A path with a zero byte would be another one to the system.
  if (path.find('\0') != std::string::npos) file_error("cannot be opened: the path holds a zero byte");
  // Without O_NONBLOCK a named pipe would block the engine.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) file_error("cannot be opened: ", std::strerror(errno));
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(descriptor);
    file_error("is no regular file");
  }
  return std::make_shared<FileSource>(descriptor, static_cast<uint64_t>(status.st_size));
}

std::shared_ptr<ByteSource> bytes_source(std::string bytes) {
  return std::make_shared<MemorySource>(std::move(bytes));
}

c10::Storage new_storage(uint64_t count) {
  c10::Allocator* allocator = c10::GetCPUAllocator();
  return c10::Storage(c10::Storage::use_byte_size_t(), count, allocator->allocate(count), allocator,
                      /*resizable=*/true);
}

ByteReader::ByteReader(const ByteSource& source, uint64_t begin, uint64_t end)
    : source_(source), begin_(begin), end_(end) {
  if (begin > end || end > source.size()) file_error("is cut short");
}

void ByteReader::fill() {
  begin_ += next_;
  next_ = 0;
  buffer_.resize(std::min<uint64_t>(kBuffer, end_ - begin_));
  if (buffer_.empty()) file_error("is cut short: it ends in the middle of a value");
  source_.read(begin_, buffer_.data(), buffer_.size());
}

uint8_t ByteReader::byte() {
  if (next_ == buffer_.size()) fill();
  return buffer_[next_++];
}

void ByteReader::read(void* target, uint64_t count) {
  if (count > left()) file_error("is cut short: ", count, " bytes are announced, ", left(), " are left");
  auto* out = static_cast<char*>(target);
  while (count > 0) {
    if (next_ == buffer_.size()) fill();
    const size_t part = std::min<uint64_t>(count, buffer_.size() - next_);
    std::memcpy(out, buffer_.data() + next_, part);
    next_ += part;
    out += part;
    count -= part;
  }
}

std::string ByteReader::text(uint64_t count) {
  if (count > left()) file_error("is cut short: ", count, " bytes are announced, ", left(), " are left");
  std::string text(count, '\0');
  read(text.data(), count);
  return text;
}

std::string ByteReader::line(size_t limit) {
  std::string text;
  for (uint8_t next = byte(); next != '\n'; next = byte()) {
    if (text.size() == limit) file_error("has a name of more than ", limit, " characters");
    text.push_back(static_cast<char>(next));
  }
  return text;
}

}  // namespace dino
