#include "core/files/json.h"

#include "core/files/file_error.h"

namespace dino {

namespace {

void append_utf8(std::string& text, uint32_t code) {
  const auto put = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  const auto rest = [&](int shift) { put(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | (code >> 6));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    rest(6);
  } else {
    put(0xF0 | (code >> 18));
    rest(12);
    rest(6);
  }
  rest(0);
}

}  // namespace

void JsonReader::object(const std::function<void(const std::string& key)>& entry) {
  expect('{');
  if (take('}')) return;
  do {
    std::string key = string();
    expect(':');
    entry(key);
  } while (take(','));
  expect('}');
}

void JsonReader::array(const std::function<void()>& item) {
  expect('[');
  if (take(']')) return;
  do {
    item();
  } while (take(','));
  expect(']');
}

std::string JsonReader::string() {
  expect('"');
  std::string text;
  for (char c = next(); c != '"'; c = next()) {
    if (static_cast<unsigned char>(c) < 0x20) fail("a character that may stand in a string");
    if (c != '\\') {
      text.push_back(c);
      continue;
    }
    switch (next()) {
      case '"':
        text.push_back('"');
        break;
      case '\\':
        text.push_back('\\');
        break;
      case '/':
        text.push_back('/');
        break;
      case 'b':
        text.push_back('\b');
        break;
      case 'f':
        text.push_back('\f');
        break;
      case 'n':
        text.push_back('\n');
        break;
      case 'r':
        text.push_back('\r');
        break;
      case 't':
        text.push_back('\t');
        break;
      case 'u': {
        uint32_t code = hex();
        if (code >= 0xD800 && code < 0xDC00) {
          if (next() != '\\' || next() != 'u') fail("the second half of a character");
          const uint32_t low = hex();
          if (low < 0xDC00 || low > 0xDFFF) fail("the second half of a character");
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        } else if (code >= 0xDC00 && code <= 0xDFFF) {
          fail("the first half of a character");
        }
        append_utf8(text, code);
        break;
      }
      default:
        fail("a known escape");
    }
  }
  return text;
}

int64_t JsonReader::integer() {
  skip_space();
  const size_t begin = at_;
  int64_t value = 0;
  for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, text_[at_] - '0', &value))
      fail("an integer below 2^63");
  }
  if (at_ == begin || (text_[begin] == '0' && at_ > begin + 1)) fail("an integer of 0 or more");
  return value;
}

void JsonReader::end() {
  skip_space();
  if (at_ != text_.size()) fail("the end");
}

char JsonReader::next() {
  if (at_ == text_.size()) fail("more");
  return text_[at_++];
}

void JsonReader::skip_space() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

void JsonReader::expect(char wanted) {
  const char text[] = {'\'', wanted, '\'', '\0'};
  if (!take(wanted)) fail(text);
}

bool JsonReader::take(char wanted) {
  skip_space();
  if (at_ == text_.size() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

uint32_t JsonReader::hex() {
  uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = next();
    const bool digit = c >= '0' && c <= '9';
    const char letter = static_cast<char>(c | 0x20);
    if (!digit && (letter < 'a' || letter > 'f')) fail("four hexadecimal digits");
    value = value * 16 + static_cast<uint32_t>(digit ? c - '0' : letter - 'a' + 10);
  }
  return value;
}

void JsonReader::fail(const char* expected) const {
  file_error("has a broken header: expected ", expected, " at its byte ", at_);
}

std::string json_string(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result.push_back('\\');
      result.push_back(c);
    } else if (byte < 0x20) {
      result += "\\u00";
      result.push_back(kDigits[byte >> 4]);
      result.push_back(kDigits[byte & 15]);
    } else {
      result.push_back(c);
    }
  }
  return result + "\"";
}

bool is_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto byte = [&](size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
    const uint32_t first = byte(i);
    const size_t length = first < 0x80         ? 1
                          : (first >> 5) == 6  ? 2
                          : (first >> 4) == 14 ? 3
                          : (first >> 3) == 30 ? 4
                                               : 0;
    if (length == 0) return false;
    uint32_t code = length == 1 ? first : first & (0x7Fu >> length);
    for (size_t k = 1; k < length; ++k) {
      if ((byte(i + k) >> 6) != 2) return false;
      code = (code << 6) | (byte(i + k) & 0x3F);
    }
    // Neither longer than needed, nor half of a surrogate pair, nor beyond Unicode.
    constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[length] || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) return false;
    i += length;
  }
  return true;
}

}  // namespace dino
