#include "core/files/pickle_document.h"

#include <c10/core/ScalarTypeToTypeMeta.h>
#include <c10/core/TensorImpl.h>

#include "core/files/file_error.h"

namespace dino {

NodeId PickleDocument::add(PickleNode node) {
  if (nodes.size() >= kMostNodes) file_error("has a pickle of more than ", kMostNodes, " values");
  nodes.push_back(std::move(node));
  return static_cast<NodeId>(nodes.size() - 1);
}

void PickleDocument::note_name(size_t bytes) {
  name_bytes += bytes;
  if (name_bytes > kMostNameBytes) file_error("has names of more than ", kMostNameBytes, " characters");
}

std::vector<bool> PickleDocument::reachable() const {
  std::vector<bool> seen(nodes.size());
  std::vector<NodeId> open;
  const auto visit = [&](NodeId id) {
    if (id >= nodes.size() || seen[id]) return;
    seen[id] = true;
    open.push_back(id);
  };
  const auto visit_all = [&](const std::vector<NodeId>& ids) {
    for (const NodeId id : ids) visit(id);
  };
  visit(root);
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (const auto* items = get<PickleSequence>(id)) visit_all(items->items);
    if (const auto* dict = get<PickleDict>(id)) visit_all(dict->entries);
    if (const auto* found = get<std::unique_ptr<PickleObject>>(id)) {
      const PickleObject& object = **found;
      visit(object.arguments);
      visit(object.state);
      visit_all(object.items);
      visit_all(object.entries);
    }
  }
  return seen;
}

at::Tensor tensor_over(c10::Storage storage, c10::ScalarType dtype, int64_t offset, at::IntArrayRef sizes,
                       at::IntArrayRef strides) {
  // Not through at::empty and set_, which warn of complex32.
  at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(
      std::move(storage), c10::DispatchKeySet(c10::DispatchKey::CPU), c10::scalarTypeToTypeMeta(dtype));
  tensor.unsafeGetTensorImpl()->set_sizes_and_strides(sizes, strides, offset);
  return tensor;
}

}  // namespace dino
