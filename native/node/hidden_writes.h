// What operators write without their schemas saying so: the ledger of pending jobs must know it all the same.
#pragma once
#include <optional>
#include <string_view>

namespace dino::node {

struct HiddenWrite {
  // The argument, true or false, with which the other one is written; empty where it always is.
  std::string_view flag;
  // What is written there is a gradient, which the graph of the result goes on writing.
  bool gradient = false;
};

// nullopt for an argument of which the schema tells everything. `name` is the operator's ("aten::add").
std::optional<HiddenWrite> hidden_write(std::string_view name, std::string_view argument);

}  // namespace dino::node
