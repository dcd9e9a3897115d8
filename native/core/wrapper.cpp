#include "core/wrapper.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <sstream>
#include <unordered_set>

#include "core/ema.h"
#include "core/size_probe.h"
#include "core/teacher.h"

namespace dino {

namespace {

template <class... Parts>
std::string text(const Parts&... parts) {
  std::ostringstream stream;
  (stream << ... << parts);
  return stream.str();
}

at::ScalarType dtype_of(const torch::jit::Module& module) {
  for (const at::Tensor& parameter : module.parameters())
    if (at::isFloatingType(parameter.scalar_type())) return parameter.scalar_type();
  return at::kFloat;
}

}  // namespace

Wrapper::Wrapper(torch::jit::Module module, WrapperSpec spec)
    : student_(std::move(module)),
      teacher_(frozen_copy(student_)),
      spec_(std::move(spec)),
      images_(spec_.channels, spec_.input_range,
              spec_.normalization.value_or(Normalization::standard(spec_.channels))),
      features_(student_, spec_.features),
      dtype_(dtype_of(student_)) {
  dry_values_.push_back(dry_run(spec_.global_crops.height, spec_.global_crops.width));
  if (spec_.local_crops.count > 0)
    dry_values_.push_back(dry_run(spec_.local_crops.height, spec_.local_crops.width));
  teacher_.eval();
  if (custom()) return;
  const int64_t width = features_.pooled(dry_values_[0]).size(1);
  if (dry_values_.size() > 1) {
    const int64_t local = features_.pooled(dry_values_[1]).size(1);
    TORCH_CHECK_VALUE(local == width, "the module's features are ", width, " wide for global crops and ",
                      local, " for local crops");
  }
  complete(width);
}

void Wrapper::complete(int64_t feature_dim) {
  TORCH_CHECK_VALUE(feature_dim > 0, "features: expected a width of 1 or more, got ", feature_dim);
  dry_values_.clear();
  feature_dim_ = feature_dim;
  if (spec_.head) {
    spec_.head->in_dim = feature_dim_;
    student_head_.emplace(*spec_.head, spec_.seed);
    teacher_head_.emplace(student_head_->frozen_copy());
    teacher_head_->train(spec_.teacher_batch_statistics);
    std::unordered_set<std::string> names;
    for (const NamedTensor& named : named_tensors(Network::kStudent))
      TORCH_CHECK_VALUE(
          names.insert(named.name).second, "the module has a '", named.name,
          "', which is what DINO's head calls its own; set head: null, or rename the submodule");
  }
  prototypes_ = spec_.head ? spec_.head->prototypes : feature_dim_;
  center_ = at::zeros({1, prototypes_});
  version_at_update_ = student_version();
  describe();
}

void Wrapper::describe() {
  const std::string& classifier = features_.classifier();
  const std::vector<std::string>& layers = features_.options().layers;
  std::string names;
  for (const std::string& layer : layers) names += (names.empty() ? "'" : ", '") + layer + "'";
  preflight_.push_back(
      !layers.empty() ? text("features: the output of ", names, ", ", feature_dim_, " wide")
      : !classifier.empty()
          ? text("features: the input of the classifier '", classifier, "', ", feature_dim_, " wide")
          : text("features: the module's output, ", feature_dim_, " wide",
                 features_.options().classifier == "auto" ? " (no classifier was found)" : ""));
  int64_t parameters = 0, frozen = 0;
  for (const at::Tensor& parameter : student_.parameters()) {
    parameters += parameter.numel();
    if (!parameter.requires_grad()) frozen += parameter.numel();
  }
  preflight_.push_back(
      text("parameters: ", parameters, frozen > 0 ? text(", ", frozen, " of them frozen") : ""));
  if (parameters == frozen)
    preflight_.push_back("frozen: nothing to train; set requiresGrad on the parameters");
  if (const int64_t norms = count_batch_norms(student_))
    preflight_.push_back(
        text("BatchNorm: ", norms, " layers; the teacher uses ",
             spec_.teacher_batch_statistics ? "the batch's statistics" : "averaged statistics"));
  if (const auto training = baked_training(student_))
    preflight_.push_back(*training ? "traced in train mode: BatchNorm uses the batch's statistics in "
                                     "evaluation too; script the module"
                                   : "traced in eval: BatchNorm and dropout are baked off; trace the module "
                                     "in train mode, or script it");
}

std::vector<at::Tensor> Wrapper::dry_run(int64_t height, int64_t width) const {
  at::NoGradGuard no_grad;
  const ModeGuard mode(student_, Mode::kEval);
  try {
    return features_.values(student_, at::zeros({2, spec_.channels, height, width}, dtype_));
  } catch (const c10::ValueError&) {
    throw;
  } catch (const c10::OutOfMemoryError&) {
    throw;
  } catch (const std::exception& error) {
    const std::string advice = crop_size_advice(student_, spec_.channels, dtype_);
    TORCH_CHECK_VALUE(false, "the module does not accept images of [", spec_.channels, ", ", height, ", ",
                      width, "]. ", advice.empty() ? "DINOWrapper.inspect tells which it does." : advice,
                      " It says: ", reason_of(error));
  }
}

void Wrapper::ema_update(double momentum, const std::unordered_set<const at::TensorImpl*>& moved) {
  at::NoGradGuard no_grad;
  const bool average_buffers = !spec_.teacher_batch_statistics;
  std::vector<at::Tensor> average, online;
  const std::vector<NamedTensor> teacher = named_tensors(Network::kTeacher);
  const std::vector<NamedTensor> student = named_tensors(Network::kStudent);
  TORCH_CHECK(teacher.size() == student.size(),
              "emaUpdate: the module's tensors changed since the wrapper was made");
  for (size_t i = 0; i < teacher.size(); ++i) {
    TORCH_CHECK(teacher[i].name == student[i].name, "emaUpdate: expected the student's '", teacher[i].name,
                "', got '", student[i].name, "'");
    if (teacher[i].buffer && !average_buffers) continue;
    if (moved.count(teacher[i].tensor.unsafeGetTensorImpl()) > 0) continue;
    if (at::isFloatingType(teacher[i].tensor.scalar_type())) {
      average.push_back(teacher[i].tensor);
      online.push_back(student[i].tensor);
    } else {
      teacher[i].tensor.copy_(student[i].tensor);
    }
  }
  dino::ema_update(average, online, momentum);
  version_at_update_ = student_version();
}

void Wrapper::load(const std::vector<std::pair<at::Tensor, at::Tensor>>& pairs, const at::Tensor& center) {
  at::NoGradGuard no_grad;
  for (const auto& [target, source] : pairs) target.copy_(source);
  if (center.defined()) center_ = center.detach().to(center_.scalar_type()).clone();
  version_at_update_ = student_version();
}

std::vector<NamedTensor> Wrapper::named_tensors(Network network) const {
  const bool teacher = network == Network::kTeacher;
  const torch::jit::Module& module = teacher ? teacher_ : student_;
  const std::optional<Head>& head = teacher ? teacher_head_ : student_head_;
  std::vector<NamedTensor> result;
  std::unordered_set<const at::TensorImpl*> seen;  // Tied weights are one tensor of several names.
  const auto add = [&](const std::string& name, const at::Tensor& tensor, bool buffer) {
    if (seen.insert(tensor.unsafeGetTensorImpl()).second) result.push_back({name, tensor, buffer});
  };
  for (const auto& parameter : module.named_parameters()) add(parameter.name, parameter.value, false);
  if (head)
    for (const auto& [name, tensor] : head->named_parameters()) add("head." + name, tensor, false);
  for (const auto& buffer : module.named_buffers()) add(buffer.name, buffer.value, true);
  if (head)
    for (const auto& [name, tensor] : head->named_buffers()) add("head." + name, tensor, true);
  return result;
}

// Every write to a tensor raises its version, so the sum tells whether any parameter was written.
int64_t Wrapper::student_version() const {
  int64_t version = 0;
  for (const NamedTensor& named : named_tensors(Network::kStudent))
    if (!named.buffer) version += static_cast<int64_t>(named.tensor._version());
  return version;
}

}  // namespace dino
