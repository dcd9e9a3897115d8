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

at::Tensor tensor_over(c10::Storage storage, c10::ScalarType dtype, int64_t offset, at::IntArrayRef sizes,
                       at::IntArrayRef strides) {
  // Not through at::empty and set_, which warn of complex32.
  at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(
      std::move(storage), c10::DispatchKeySet(c10::DispatchKey::CPU), c10::scalarTypeToTypeMeta(dtype));
  tensor.unsafeGetTensorImpl()->set_sizes_and_strides(sizes, strides, offset);
  return tensor;
}

}  // namespace dino
