// What readers and writers of files throw when a file is not what it should be.
#pragma once
#include <c10/util/StringUtil.h>

#include <stdexcept>
#include <string>

namespace dino {

// The message says what is wrong with the contents; whoever knows the path puts it before that.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

template <class... Parts>
[[noreturn]] void file_error(const Parts&... parts) {
  throw FileError(c10::str(parts...));
}

}  // namespace dino
