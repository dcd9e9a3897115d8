#include "core/pass.h"

#include <map>
#include <utility>

namespace dino {

void Stopwatch::lap(double& seconds) {
  const Clock::time_point now = Clock::now();
  seconds += std::chrono::duration<double>(now - last_).count();
  last_ = now;
}

void Pass::group_crops() {
  std::map<std::pair<int64_t, int64_t>, std::vector<size_t>> by_size;
  for (size_t i = 0; i < crops.size(); ++i) by_size[{-crops[i].size(2), -crops[i].size(3)}].push_back(i);
  groups.clear();
  for (auto& [size, members] : by_size) groups.push_back({std::move(members), {}});
}

void Pass::check_stop() const {
  if (options.stop) options.stop->check();
}

}  // namespace dino
