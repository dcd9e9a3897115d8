#include "core/system_memory.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace dino {

namespace {

size_t number_in_file(const char* path) {
  std::ifstream file(path);
  size_t value = 0;
  return file >> value ? value : std::numeric_limits<size_t>::max();
}

size_t meminfo(const std::string& key) {
  std::ifstream file("/proc/meminfo");
  std::string line;
  while (std::getline(file, line))
    if (line.starts_with(key)) return std::stoull(line.substr(key.size())) * 1024;
  return std::numeric_limits<size_t>::max();
}

}  // namespace

size_t available_memory() {
  const size_t limit = number_in_file("/sys/fs/cgroup/memory.max");
  if (limit == std::numeric_limits<size_t>::max()) return meminfo("MemAvailable:");
  const size_t used = std::min(limit, number_in_file("/sys/fs/cgroup/memory.current"));
  return std::min(meminfo("MemAvailable:"), limit - used);
}

size_t total_memory() {
  return std::min(meminfo("MemTotal:"), number_in_file("/sys/fs/cgroup/memory.max"));
}

}  // namespace dino
