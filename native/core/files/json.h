// As much JSON as a safetensors header has: objects, arrays, strings and integers that are not negative.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace dino {

// Reads from front to back; every method throws FileError when something else comes.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  // Calls `entry` with each key; it must read the value.
  void object(const std::function<void(const std::string& key)>& entry);
  void array(const std::function<void()>& item);
  std::string string();
  int64_t integer();
  // Nothing but white space may be left.
  void end();

 private:
  char next();
  void skip_space();
  void expect(char wanted);
  // Whether `wanted` comes next, which is read then.
  bool take(char wanted);
  uint32_t hex();
  [[noreturn]] void fail(const char* expected) const;

  std::string_view text_;
  size_t at_ = 0;
};

// The text in quotation marks with what JSON wants escaped.
std::string json_string(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace dino
