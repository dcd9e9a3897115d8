#include "core/files/zip_archive.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "core/files/file_error.h"

namespace dino {

namespace {

// APPNOTE.TXT of PKWARE, sections 4.3.7 to 4.3.16; all numbers little-endian.
constexpr uint32_t kLocalHeader = 0x04034b50;
constexpr uint32_t kCentralHeader = 0x02014b50;
constexpr uint32_t kEnd = 0x06054b50;
constexpr uint32_t kEnd64 = 0x06064b50;
constexpr uint32_t kLocator64 = 0x07064b50;
constexpr uint64_t kEndSize = 22;
constexpr uint64_t kLocatorSize = 20;
constexpr uint64_t kLocalSize = 30;
constexpr uint64_t kCentralSize = 46;
constexpr uint16_t kExtra64 = 1;
constexpr uint16_t kEncrypted = 1;

template <class T>
T number_at(const std::string& bytes, size_t offset) {
  T value;
  if (offset > bytes.size() || bytes.size() - offset < sizeof value) file_error("has a broken zip directory");
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

std::string bytes_at(const ByteSource& source, uint64_t offset, uint64_t count) {
  if (offset > source.size() || count > source.size() - offset) file_error("has a broken zip directory");
  std::string bytes(count, '\0');
  source.read(offset, bytes.data(), count);
  return bytes;
}

using Tables = std::array<std::array<uint32_t, 256>, 8>;

// Slicing by 8: table k is for a byte that k more bytes follow.
constexpr Tables crc_tables() {
  Tables tables{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = value & 1 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
    tables[0][i] = value;
  }
  for (size_t k = 1; k < 8; ++k)
    for (size_t i = 0; i < 256; ++i)
      tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][tables[k - 1][i] & 255];
  return tables;
}

}  // namespace

ZipArchive::ZipArchive(const ByteSource& source) : source_(source) {
  const Directory directory = find_directory();
  read_entries(directory);
  check_layout(directory.offset);
}

ZipArchive::Directory ZipArchive::find_directory() const {
  const uint64_t size = source_.size();
  if (size < kEndSize) file_error("is cut short: a zip archive has at least ", kEndSize, " bytes");
  // A comment of at most 65,535 bytes may follow the end record.
  const uint64_t tail = std::min<uint64_t>(size, kEndSize + 65535);
  const std::string bytes = bytes_at(source_, size - tail, tail);
  for (size_t i = tail - kEndSize + 1; i-- > 0;) {
    if (number_at<uint32_t>(bytes, i) != kEnd) continue;
    if (number_at<uint16_t>(bytes, i + 20) != tail - kEndSize - i) continue;
    Directory directory{number_at<uint32_t>(bytes, i + 16), number_at<uint32_t>(bytes, i + 12),
                        number_at<uint16_t>(bytes, i + 10)};
    uint64_t end = size - tail + i;
    if (i >= kLocatorSize && number_at<uint32_t>(bytes, i - kLocatorSize) == kLocator64) {
      const uint64_t at = number_at<uint64_t>(bytes, i - kLocatorSize + 8);
      const std::string record = bytes_at(source_, at, 56);
      if (number_at<uint32_t>(record, 0) != kEnd64) file_error("has a broken zip directory");
      directory = {number_at<uint64_t>(record, 48), number_at<uint64_t>(record, 40),
                   number_at<uint64_t>(record, 32)};
      end = at;
    }
    if (directory.offset > end || directory.size > end - directory.offset)
      file_error("has a zip directory that reaches beyond its end");
    if (directory.entries > directory.size / kCentralSize)
      file_error("has a zip directory of ", directory.entries, " records in ", directory.size, " bytes");
    return directory;
  }
  file_error("is cut short: the end of the zip archive is missing");
}

void ZipArchive::read_entries(const Directory& directory) {
  ByteReader reader(source_, directory.offset, directory.offset + directory.size);
  for (uint64_t i = 0; i < directory.entries; ++i) {
    const std::string header = reader.text(kCentralSize);
    if (number_at<uint32_t>(header, 0) != kCentralHeader) file_error("has a broken zip directory");
    const std::string name = reader.text(number_at<uint16_t>(header, 28));
    const std::string extra = reader.text(number_at<uint16_t>(header, 30));
    reader.text(number_at<uint16_t>(header, 32));
    Entry entry{number_at<uint32_t>(header, 42),
                number_at<uint32_t>(header, 20),
                number_at<uint32_t>(header, 24),
                number_at<uint32_t>(header, 16),
                number_at<uint16_t>(header, 8),
                number_at<uint16_t>(header, 10),
                0};
    for (size_t at = 0; at + 4 <= extra.size();) {
      const auto kind = number_at<uint16_t>(extra, at);
      const auto length = number_at<uint16_t>(extra, at + 2);
      if (length > extra.size() - at - 4) break;  // Padding, which PyTorch's writer does not give a header.
      if (kind == kExtra64) {
        // Only the fields that do not fit 32 bits, in this order.
        size_t next = at + 4;
        for (uint64_t* field : {&entry.size, &entry.packed, &entry.header}) {
          if (*field != 0xFFFFFFFF) continue;
          if (next + 8 > at + 4 + length) file_error("has a broken zip directory");
          *field = number_at<uint64_t>(extra, next);
          next += 8;
        }
      }
      at += 4 + size_t{length};
    }
    if (i == 0) folder_ = name.substr(0, name.find('/') + 1);
    if (!entries_.emplace(name, entry).second) file_error("has two records '", name, "'");
  }
}

void ZipArchive::check_layout(uint64_t end) {
  struct Extent {
    uint64_t begin;
    uint64_t least;  // without the local header's extra field, which record() checks
    const std::string* name;
    Entry* entry;
  };
  std::vector<Extent> extents;
  for (auto& [name, entry] : entries_) {
    if (entry.packed > source_.size() || entry.header > source_.size())
      file_error("has a record '", name, "' that reaches beyond its end");
    extents.push_back({entry.header, kLocalSize + name.size() + entry.packed, &name, &entry});
  }
  std::sort(extents.begin(), extents.end(),
            [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
  for (size_t i = 0; i < extents.size(); ++i) {
    const uint64_t limit = i + 1 < extents.size() ? extents[i + 1].begin : end;
    if (extents[i].begin > limit || extents[i].least > limit - extents[i].begin)
      file_error("has a record '", *extents[i].name, "' that overlaps what follows it");
    extents[i].entry->end = limit;
  }
}

ZipArchive::Record ZipArchive::record(const std::string& name) const {
  const auto found = entries_.find(folder_ + name);
  if (found == entries_.end()) file_error("has no record '", name, "'");
  const Entry& entry = found->second;
  if ((entry.flags & kEncrypted) != 0) file_error("has an encrypted record '", name, "'");
  if (entry.method != 0 || entry.packed != entry.size)
    file_error("has a compressed record '", name, "'; PyTorch's files are not compressed");
  const std::string header = bytes_at(source_, entry.header, kLocalSize);
  if (number_at<uint32_t>(header, 0) != kLocalHeader) file_error("has no header for its record '", name, "'");
  const uint64_t name_size = number_at<uint16_t>(header, 26);
  if (bytes_at(source_, entry.header + kLocalSize, name_size) != found->first)
    file_error("names its record '", name, "' in two ways");
  const uint64_t offset = entry.header + kLocalSize + name_size + number_at<uint16_t>(header, 28);
  if (offset > entry.end || entry.size > entry.end - offset)
    file_error("has a record '", name, "' that overlaps what follows it");
  return {offset, entry.size, entry.crc};
}

std::string ZipArchive::text(const std::string& name, uint64_t limit) const {
  const Record found = record(name);
  if (found.size > limit) file_error("has a record '", name, "' of ", found.size, " bytes");
  std::string bytes(found.size, '\0');
  source_.read(found.offset, bytes.data(), found.size);
  return bytes;
}

uint32_t crc32(uint32_t crc, const void* data, size_t count) {
  static constexpr Tables kTables = crc_tables();
  const auto* next = static_cast<const uint8_t*>(data);
  crc = ~crc;
  for (; count >= 8; count -= 8, next += 8) {
    uint64_t word;
    std::memcpy(&word, next, 8);
    word ^= crc;
    crc = 0;
    for (size_t k = 0; k < 8; ++k) crc ^= kTables[7 - k][(word >> (8 * k)) & 255];
  }
  for (; count > 0; --count, ++next) crc = (crc >> 8) ^ kTables[0][(crc ^ *next) & 255];
  return ~crc;
}

uint32_t crc32(const ByteSource& source, uint64_t offset, uint64_t count) {
  std::vector<char> buffer(std::min<uint64_t>(count, 1 << 20));
  uint32_t crc = 0;
  for (uint64_t done = 0; done < count; done += buffer.size()) {
    if (buffer.size() > count - done) buffer.resize(count - done);
    source.read(offset + done, buffer.data(), buffer.size());
    crc = crc32(crc, buffer.data(), buffer.size());
  }
  return crc;
}

void check_crc(const ZipArchive::Record& record, const std::string& name, uint32_t found) {
  if (record.crc != 0 && found != record.crc)
    file_error("is damaged: the checksum of its record '", name, "' is wrong");
}

}  // namespace dino
