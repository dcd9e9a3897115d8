#include "core/files/atomic_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/files/file_error.h"

namespace dino {

namespace {

[[noreturn]] void cannot_be_written() {
  file_error("cannot be written: ", std::strerror(errno));
}

std::string resolved(const std::string& path) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return path;
  char* real = realpath(path.c_str(), nullptr);
  if (real == nullptr) return path;
  std::string result(real);
  free(real);
  return result;
}

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

}  // namespace

AtomicFile::AtomicFile(const std::string& path) {
  // A path with a zero byte would be another one to the system.
  if (path.empty() || path.find('\0') != std::string::npos)
    file_error("cannot be written: the path is no file's");
  target_ = resolved(path);
  static std::atomic<uint64_t> count{0};
  const std::string prefix = folder_of(target_) + (target_.find('/') == std::string::npos ? "/" : "") +
                             ".dino-" + std::to_string(getpid()) + "-";
  // A killed process of the same number may have left its file behind.
  do {
    temporary_ = prefix + std::to_string(count++) + ".tmp";
    descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) {
    temporary_.clear();
    cannot_be_written();
  }
}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void AtomicFile::write(const void* data, size_t count) {
  const auto* next = static_cast<const char*>(data);
  while (count > 0) {
    const ssize_t done = ::write(descriptor_, next, std::min<size_t>(count, 1 << 30));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) cannot_be_written();
    next += done;
    count -= static_cast<size_t>(done);
  }
}

void AtomicFile::commit() {
  struct stat status {};
  if (stat(target_.c_str(), &status) == 0 && S_ISREG(status.st_mode))
    fchmod(descriptor_, status.st_mode & 07777);
  if (fsync(descriptor_) != 0) cannot_be_written();
  if (close(std::exchange(descriptor_, -1)) != 0) cannot_be_written();
  if (rename(temporary_.c_str(), target_.c_str()) != 0) cannot_be_written();
  temporary_.clear();
  // The new name must outlive a power cut too; file systems that cannot do it have no better way.
  const int folder = open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  fsync(folder);
  close(folder);
}

}  // namespace dino
