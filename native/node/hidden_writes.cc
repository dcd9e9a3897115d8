#include "node/hidden_writes.h"

#include <algorithm>
#include <array>

namespace dino::node {

namespace {

struct Row {
  std::string_view name, argument;
  HiddenWrite write;
};

// Ours keep an alias out of their schemas because autograd takes what one names for written in every call;
// LibTorch's are older than annotations. All of aten was called to find them, but for those that crash.
constexpr std::array kRows = {
    Row{"dino::multi_crop_loss", "student", {"overwrite_student", true}},
    Row{"dino::masked_patch_loss", "student", {"overwrite_student", true}},
    Row{"aten::batch_norm", "running_mean", {"training"}},
    Row{"aten::batch_norm", "running_var", {"training"}},
    Row{"aten::native_batch_norm", "running_mean", {"training"}},
    Row{"aten::native_batch_norm", "running_var", {"training"}},
    Row{"aten::_batch_norm_impl_index", "running_mean", {"training"}},
    Row{"aten::_batch_norm_impl_index", "running_var", {"training"}},
    Row{"aten::cudnn_batch_norm", "running_mean", {"training"}},
    Row{"aten::cudnn_batch_norm", "running_var", {"training"}},
    Row{"aten::miopen_batch_norm", "running_mean", {"training"}},
    Row{"aten::miopen_batch_norm", "running_var", {"training"}},
    Row{"aten::instance_norm", "running_mean", {"use_input_stats"}},
    Row{"aten::instance_norm", "running_var", {"use_input_stats"}},
    Row{"aten::batch_norm_update_stats", "running_mean", {}},
    Row{"aten::batch_norm_update_stats", "running_var", {}},
    Row{"aten::batch_norm_gather_stats", "running_mean", {}},
    Row{"aten::batch_norm_gather_stats", "running_var", {}},
    Row{"aten::batch_norm_gather_stats_with_counts", "running_mean", {}},
    Row{"aten::batch_norm_gather_stats_with_counts", "running_var", {}},
};

}  // namespace

std::optional<HiddenWrite> hidden_write(std::string_view name, std::string_view argument) {
  const auto* const row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) {
    return each.name == name && each.argument == argument;
  });
  return row == kRows.end() ? std::nullopt : std::optional(row->write);
}

}  // namespace dino::node
