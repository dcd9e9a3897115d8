#include "core/files/pickle_document.h"

#include "core/files/file_error.h"

namespace dino {

NodeId PickleDocument::add(PickleNode node) {
  if (nodes.size() >= kMostNodes) file_error("has a pickle of more than ", kMostNodes, " values");
  nodes.push_back(std::move(node));
  return static_cast<NodeId>(nodes.size() - 1);
}

}  // namespace dino
