// Feeds the readers of native/core/files with broken files: those of the corpus, changed at random, and what
// was found to reach new code (edges, by GCC's -fsanitize-coverage=trace-pc). Anything but a document or a
// FileError is a failure, and its input is kept. Run by scripts/fuzz-files.mjs.
//
//   fuzz_files <seed> <seconds> <cases, 0: no limit> <where to keep a failing input> <corpus files...>
#include <sanitizer/asan_interface.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/files/file_error.h"
#include "core/files/pickle_file.h"
#include "core/files/zip_archive.h"

namespace {

using Random = std::mt19937_64;
using Clock = std::chrono::steady_clock;

constexpr size_t kEdges = 1 << 16;
constexpr size_t kLargestInput = 1 << 17;
constexpr size_t kMostInputs = 8192;
constexpr unsigned kSlowestSeconds = 20;

std::array<uint8_t, kEdges> edges_of_case;
std::string current_input;
std::string failure_path;

void keep_input() {
  std::ofstream(failure_path, std::ios::binary)
      .write(current_input.data(), static_cast<std::streamsize>(current_input.size()));
  std::fprintf(stderr, "the failing input is %s\n", failure_path.c_str());
}

void on_signal(int number) {
  std::fprintf(stderr, "signal %d\n", number);
  keep_input();
  _exit(1);
}

// Of the processor, not of the clock: a machine that is busy or was paused fails nothing.
void limit_time(unsigned seconds) {
  itimerval timer{};
  timer.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

size_t below(Random& random, size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

template <class T>
const T& one_of(Random& random, const std::vector<T>& items) {
  return items[below(random, items.size())];
}

uint64_t interesting(Random& random, size_t size) {
  const std::array<uint64_t, 20> values = {0,          1,           2,          0x7F,       0x80,
                                           0xFF,       0x7FFF,      0xFFFF,     0x7FFFFFFF, 0x80000000,
                                           0xFFFFFFFF, 0x100000000, 1ull << 53, 1ull << 62, ~0ull,
                                           ~0ull >> 1, size,        size - 1,   size + 1,   random()};
  return values[below(random, values.size())];
}

void put(std::string& text, size_t at, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes && at + i < text.size(); ++i)
    text[at + i] = static_cast<char>(value >> (8 * i));
}

// Opcodes of protocols 2 to 5, some with an argument, and names that the reader knows.
const std::vector<std::string> kTokens = {
    "(",
    ".",
    "0",
    "1",
    "2",
    "N",
    "Q",
    "R",
    "a",
    "b",
    "d",
    "e",
    "l",
    "o",
    "s",
    "t",
    "u",
    ")",
    "]",
    "}",
    "K\x01",
    "M\xFF\xFF",
    "J\xFF\xFF\xFF\xFF",
    "h\x01",
    "q\x01",
    "\x81",
    "\x85",
    "\x86",
    "\x87",
    "\x88",
    "\x89",
    "\x8f",
    "\x90",
    "\x91",
    "\x92",
    "\x93",
    "\x94",
    std::string("h\0", 2),
    std::string("q\0", 2),
    std::string("\x8a\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 10),
    std::string("\x8a\0", 2),
    std::string("G\x7F\xF8\0\0\0\0\0\0", 9),
    std::string("X\x01\0\0\0z", 6),
    std::string("B\x01\0\0\0z", 6),
    "ctorch._utils\n_rebuild_tensor_v2\n",
    "ctorch._utils\n_rebuild_tensor_v3\n",
    "ctorch._utils\n_rebuild_parameter\n",
    "ctorch._tensor\n_rebuild_from_type_v2\n",
    "ccollections\nOrderedDict\n",
    "c_codecs\nencode\n",
    "cbuiltins\nset\n",
    "cbuiltins\nlist\n",
    "cbuiltins\ncomplex\n",
    "cbuiltins\nbytearray\n",
    "ctorch\nFloatStorage\n",
    "ctorch.storage\nUntypedStorage\n",
    "ctorch\nuint16\n",
    "ctorch\nSize\n",
    "ctorch\nBoolStorage\n",
    "cos\nsystem\n",
    // Of safetensors' headers.
    "\"",
    "{",
    ":",
    ",",
    "[",
    "\"dtype\":\"F32\"",
    "\"shape\":[",
    "\"data_offsets\":[0,4]",
    "\"__metadata__\":{",
    "\\u0041",
    "\\ud83d\\ude00",
    "18446744073709551616",
};

std::string mutated(Random& random, std::string text, const std::vector<std::string>& corpus) {
  const size_t changes = 1 + below(random, below(random, 4) == 0 ? 16 : 3);
  for (size_t i = 0; i < changes; ++i) {
    const size_t at = below(random, text.size());
    switch (below(random, 9)) {
      case 0:
        if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << below(random, 8)));
        break;
      case 1:
        if (!text.empty()) text[at] = static_cast<char>(interesting(random, text.size()));
        break;
      case 2:
        put(text, at, interesting(random, text.size()), size_t{2} << below(random, 3));
        break;
      case 3:
        text.insert(at, one_of(random, kTokens));
        break;
      case 4:
        text.replace(at, std::min<size_t>(text.size() - at, 1 + below(random, 8)), one_of(random, kTokens));
        break;
      case 5:
        text.erase(at, 1 + below(random, 1 + below(random, 64)));
        break;
      case 6:
        if (below(random, 4) == 0) text.resize(at);
        break;
      case 7: {
        const size_t length = 1 + below(random, std::min<size_t>(text.size() - at, 64));
        const std::string part = text.substr(at, length);
        for (size_t k = 1 + below(random, below(random, 8) == 0 ? 256 : 2); k > 0; --k) text.insert(at, part);
        break;
      }
      case 8: {
        const std::string& other = one_of(random, corpus);
        const size_t from = below(random, other.size());
        text.insert(at, other.substr(from, 1 + below(random, 128)));
        break;
      }
    }
    if (text.size() > kLargestInput) text.resize(kLargestInput);
  }
  return text;
}

struct Record {
  std::string name;
  std::string data;
};

void append_number(std::string& text, uint64_t value, size_t bytes) {
  text.append(bytes, '\0');
  put(text, text.size() - bytes, value, bytes);
}

// A zip archive whose directory is right, or wrong in one number.
std::string zipped(Random& random, const std::vector<Record>& records) {
  std::string result, directory;
  const bool lies = below(random, 8) == 0;
  const auto number = [&](std::string& text, uint64_t value, size_t bytes) {
    append_number(text, lies && below(random, 12) == 0 ? interesting(random, value) : value, bytes);
  };
  for (const Record& record : records) {
    const uint64_t offset = result.size();
    const auto common = [&](std::string& text) {
      text += std::string("\x14\0", 2);
      number(text, 0, 2);         // flags
      number(text, 0, 2);         // method
      append_number(text, 0, 8);  // time, date and no checksum
      number(text, record.data.size(), 4);
      number(text, record.data.size(), 4);
      number(text, record.name.size(), 2);
      number(text, 0, 2);
    };
    result += "PK\x03\x04";
    common(result);
    result += record.name + record.data;
    directory += std::string("PK\x01\x02\0\0", 6);
    common(directory);
    number(directory, 0, 2);
    append_number(directory, 0, 8);
    number(directory, offset, 4);
    directory += record.name;
  }
  const uint64_t at = result.size();
  result += directory + std::string("PK\x05\x06\0\0\0\0", 8);
  number(result, records.size(), 2);
  number(result, records.size(), 2);
  number(result, directory.size(), 4);
  number(result, at, 4);
  append_number(result, 0, 2);
  return result;
}

// The records of an archive of the corpus; empty when it is none.
std::vector<Record> unzipped(const std::string& bytes) {
  std::vector<Record> records;
  try {
    const auto source = dino::bytes_source(bytes);
    if (!dino::is_zip(*source)) return {};
    const dino::ZipArchive archive(*source);
    std::vector<std::string> names = {"data.pkl", "byteorder"};
    for (int i = 0; i < 64; ++i) names.push_back("data/" + std::to_string(i));
    for (const std::string& name : names)
      if (archive.has(name)) records.push_back({archive.folder() + name, archive.text(name, kLargestInput)});
  } catch (const dino::FileError&) {
    return {};
  }
  return records;
}

std::string next_input(Random& random, const std::vector<std::string>& corpus) {
  const std::string& base = one_of(random, corpus);
  const size_t how = below(random, 4);
  if (how > 0) {
    if (std::vector<Record> records = unzipped(base); !records.empty()) {
      // Mostly the pickle: what lies around it is checked before it is reached.
      Record& record = records[below(random, 3) > 0 ? 0 : below(random, records.size())];
      record.data = mutated(random, record.data, corpus);
      if (below(random, 16) == 0)
        records.erase(records.begin() + static_cast<std::ptrdiff_t>(below(random, records.size())));
      return zipped(random, records);
    }
    uint64_t length = 0;
    if (base.size() > 9 && base[8] == '{') std::memcpy(&length, base.data(), 8);
    if (length > 0 && length <= base.size() - 8) {
      const std::string header = mutated(random, base.substr(8, length), corpus);
      std::string result;
      append_number(result, header.size(), 8);
      return result + header + base.substr(8 + length);
    }
  }
  return mutated(random, base, corpus);
}

volatile uint8_t sink;

// Touches the first and the last element of every tensor: the sanitizer sees what lies outside.
void touch(const dino::PickleDocument& document) {
  sink = document.reachable().size() == document.nodes.size();
  for (const dino::PickleNode& node : document.nodes) {
    const auto* tensor = std::get_if<at::Tensor>(&node);
    if (tensor == nullptr || tensor->numel() == 0) continue;
    const auto* first = static_cast<const uint8_t*>(tensor->const_data_ptr());
    int64_t last = 0;
    for (int64_t i = 0; i < tensor->dim(); ++i) last += (tensor->size(i) - 1) * tensor->stride(i);
    sink = first[0];
    sink = first[static_cast<size_t>(last + 1) * tensor->element_size() - 1];
  }
}

}  // namespace

extern "C" void __sanitizer_cov_trace_pc() {
  const auto address = reinterpret_cast<uintptr_t>(__builtin_return_address(0));
  uint8_t& count = edges_of_case[((address >> 2) ^ (address >> 18)) % kEdges];
  if (count < 255) ++count;
}

int main(int argc, char** argv) {
  if (argc < 6) {
    std::fprintf(stderr, "usage: fuzz_files <seed> <seconds> <cases> <failing input> <corpus...>\n");
    return 2;
  }
  Random random(std::strtoull(argv[1], nullptr, 10));
  const double seconds = std::strtod(argv[2], nullptr);
  const uint64_t limit = std::strtoull(argv[3], nullptr, 10);
  failure_path = argv[4];
  __sanitizer_set_death_callback(keep_input);
  for (const int number : {SIGPROF, SIGABRT}) signal(number, on_signal);

  std::vector<std::string> corpus;
  for (int i = 5; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  const size_t given = corpus.size();
  std::array<uint8_t, kEdges> seen{};
  uint64_t cases = 0, documents = 0, refused = 0;
  double slowest = 0;
  const auto begin = Clock::now();
  const auto elapsed = [&](Clock::time_point since) {
    return std::chrono::duration<double>(Clock::now() - since).count();
  };

  // First the corpus itself, which must be read or refused too.
  for (; (cases < given || elapsed(begin) < seconds) && (limit == 0 || cases < limit); ++cases) {
    current_input = cases < given ? corpus[cases] : next_input(random, corpus);
    edges_of_case.fill(0);
    limit_time(kSlowestSeconds);
    const auto start = Clock::now();
    try {
      dino::ReadOptions options;
      options.check_crc = below(random, 8) == 0;
      const auto source = dino::bytes_source(current_input);
      const dino::PickleDocument document = dino::read_file(*source, options);
      touch(document);
      ++documents;
    } catch (const dino::FileError&) {
      ++refused;
    } catch (const std::exception& error) {
      std::fprintf(stderr, "case %llu: another error than FileError: %s\n",
                   static_cast<unsigned long long>(cases), error.what());
      keep_input();
      return 1;
    }
    limit_time(0);
    slowest = std::max(slowest, elapsed(start));
    bool fresh = false;
    for (size_t i = 0; i < kEdges; ++i) {
      if (edges_of_case[i] == 0) continue;
      // How often, as a power of two: a loop that runs further is new too.
      const auto bucket = static_cast<uint8_t>(1u << std::min(7, 31 - __builtin_clz(edges_of_case[i])));
      fresh |= (seen[i] & bucket) == 0;
      seen[i] |= bucket;
    }
    if (fresh && cases >= given && corpus.size() < kMostInputs) corpus.push_back(current_input);
  }
  const auto edges = std::count_if(seen.begin(), seen.end(), [](uint8_t bits) { return bits != 0; });
  std::printf(
      "%llu cases in %.0f s: %llu documents, %llu refused, %zu inputs kept, %ld edges, slowest case %.2f s\n",
      static_cast<unsigned long long>(cases), elapsed(begin), static_cast<unsigned long long>(documents),
      static_cast<unsigned long long>(refused), corpus.size() - given, static_cast<long>(edges), slowest);
  return 0;
}
