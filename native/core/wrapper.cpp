#include "core/wrapper.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <map>
#include <sstream>
#include <unordered_set>

#include "core/ema.h"
#include "core/loss.h"
#include "core/teacher.h"

namespace dino {

namespace {

template <class... Parts>
std::string text(const Parts&... parts) {
  std::ostringstream stream;
  (stream << ... << parts);
  return stream.str();
}

}  // namespace

Wrapper::Wrapper(torch::jit::Module module, WrapperSpec spec)
    : student_(std::move(module)),
      teacher_(frozen_copy(student_)),
      spec_(std::move(spec)),
      normalization_(spec_.normalization.value_or(Normalization::standard(spec_.channels))),
      features_(student_, spec_.strip_head) {
  for (const at::Tensor& parameter : student_.parameters())
    if (at::isFloatingType(parameter.scalar_type())) {
      dtype_ = parameter.scalar_type();
      break;
    }
  dry_run();
  if (spec_.head) {
    spec_.head->in_dim = feature_dim_;
    student_head_.emplace(*spec_.head, spec_.seed);
    teacher_head_.emplace(student_head_->frozen_copy());
  }
  prototypes_ = spec_.head ? spec_.head->prototypes : feature_dim_;
  center_ = at::zeros({1, prototypes_});
  teacher_.eval();
  if (teacher_head_) teacher_head_->train(spec_.teacher_batch_statistics);
  version_at_update_ = student_version();
}

void Wrapper::dry_run() {
  const at::Tensor features = dry_features(spec_.global_crops.height, spec_.global_crops.width);
  feature_dim_ = features.size(1);
  if (spec_.local_crops.count > 0) {
    const at::Tensor local = dry_features(spec_.local_crops.height, spec_.local_crops.width);
    TORCH_CHECK_VALUE(local.size(1) == feature_dim_, "the module's features are ", feature_dim_,
                      " wide for global crops and ", local.size(1), " for local crops");
  }
  const std::string& classifier = features_.classifier();
  preflight_.push_back(!classifier.empty() ? text("features: the input of the classifier '", classifier,
                                                  "', ", feature_dim_, " wide")
                                           : text("features: the module's output, ", feature_dim_, " wide",
                                                  spec_.strip_head ? " (no classifier was found)" : ""));
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

at::Tensor Wrapper::dry_features(int64_t height, int64_t width) const {
  at::NoGradGuard no_grad;
  const ModeGuard mode(student_, Mode::kEval);
  try {
    return features_.run(student_, at::zeros({2, spec_.channels, height, width}, dtype_));
  } catch (const c10::ValueError&) {
    throw;
  } catch (const c10::OutOfMemoryError&) {
    throw;
  } catch (const std::exception& error) {
    const auto* known = dynamic_cast<const c10::Error*>(&error);
    TORCH_CHECK_VALUE(false, "the module does not accept images of [", spec_.channels, ", ", height, ", ",
                      width, "]; choose another globalCropSize or localCropSize. It says: ",
                      known != nullptr ? known->what_without_backtrace() : error.what());
  }
}

Wrapper::Output Wrapper::forward(const at::Tensor& images, double teacher_temperature,
                                 const std::vector<CropKey>& keys) {
  const at::Tensor unit = to_unit_images(images, spec_.channels);
  const int64_t batch = unit.size(0);
  TORCH_CHECK_VALUE(static_cast<int64_t>(keys.size()) == batch, "ids: expected one for each of ", batch,
                    " images, got ", keys.size());
  if (!range_checked_ && images.scalar_type() != at::kByte) {
    check_unit_range(unit);
    range_checked_ = true;
  }
  // Bytes stay bytes until they are rendered: PIL's arithmetic is in bytes.
  const std::vector<at::Tensor> sources = (images.scalar_type() == at::kByte ? images : unit).unbind(0);
  uint64_t first_view = 0;
  const auto render = [&](const CropSpec& spec) {
    std::vector<CropParameters> parameters;
    for (int64_t view = 0; view < spec.count; ++view)
      for (CropKey key : keys) {
        key.view = first_view + view;
        parameters.push_back(sample_crop(spec, view, unit.size(2), unit.size(3), key));
      }
    first_view += spec.count;
    if (parameters.empty()) return std::vector<at::Tensor>();
    return normalized(render_crops(sources, spec, parameters), normalization_).to(dtype_).split(batch);
  };
  const std::vector<at::Tensor> globals = render(spec_.global_crops);
  const std::vector<at::Tensor> locals = render(spec_.local_crops);
  return forward_crops(globals, locals, unit, teacher_temperature);
}

Wrapper::Output Wrapper::forward_crops(const std::vector<at::Tensor>& global_crops,
                                       const std::vector<at::Tensor>& local_crops, const at::Tensor& images,
                                       double teacher_temperature) {
  TORCH_CHECK_VALUE(global_crops.size() + local_crops.size() >= 2 && !global_crops.empty(),
                    "globalCrops: expected at least one global crop and two crops in all, got ",
                    global_crops.size(), " and ", local_crops.size());
  std::vector<at::Tensor> crops = global_crops;
  crops.insert(crops.end(), local_crops.begin(), local_crops.end());
  const int64_t batch = crops[0].dim() == 4 ? crops[0].size(0) : 0;
  for (size_t i = 0; i < crops.size(); ++i) {
    const at::Tensor& crop = crops[i];
    const bool global = i < global_crops.size();
    TORCH_CHECK_VALUE(crop.dim() == 4 && crop.size(0) == batch && crop.size(1) == spec_.channels &&
                          at::isFloatingType(crop.scalar_type()) && crop.numel() > 0,
                      global ? "globalCrops[" : "localCrops[", global ? i : i - global_crops.size(),
                      "]: expected floating point [", batch, ", ", spec_.channels, ", h, w], got ",
                      crop.scalar_type(), " ", crop.sizes());
  }
  for (const at::Tensor& crop : global_crops)
    TORCH_CHECK_VALUE(crop.sizes() == crops[0].sizes(), "globalCrops: expected all of one size, got ",
                      crops[0].sizes(), " and ", crop.sizes());

  Output output;
  output.teacher_was_stale = student_version() != version_at_update_;
  const at::Tensor teacher_logits = [&] {
    at::NoGradGuard no_grad;
    const ModeGuard mode(teacher_, spec_.teacher_batch_statistics ? Mode::kTeacher : Mode::kEval);
    const at::Tensor features = features_.run(teacher_, at::cat(global_crops));
    return teacher_head_ ? teacher_head_->forward(features.to(at::kFloat)) : features;
  }();

  const ModeGuard mode(student_, Mode::kTrain);
  const at::Tensor features = student_features(crops);
  const at::Tensor student_logits =
      student_head_ ? student_head_->forward(features.to(at::kFloat)) : features;
  output.loss = dino_loss(student_logits, teacher_logits, center_, batch, spec_.student_temperature,
                          teacher_temperature);
  center_ = updated_center(center_, teacher_logits, spec_.center_momentum);

  switch (spec_.original_output) {
    case OriginalOutput::kOriginal:
      TORCH_CHECK_VALUE(images.defined(),
                        "images: expected them beside the crops, since originalOutput is \"original\"");
      output.original = first_tensor(
          student_.forward({normalized(to_unit_images(images, spec_.channels), normalization_)}));
      break;
    case OriginalOutput::kGlobalMean: {
      const auto globals = static_cast<int64_t>(global_crops.size());
      output.original = features.narrow(0, 0, globals * batch).view({globals, batch, -1}).mean(0);
      break;
    }
    case OriginalOutput::kNone:
      break;
  }
  return output;
}

at::Tensor Wrapper::network_input(const at::Tensor& images) const {
  return normalized(to_unit_images(images, spec_.channels), normalization_).to(dtype_);
}

// One run for each crop size, whatever the order; rows come back in the order of the crops.
at::Tensor Wrapper::student_features(const std::vector<at::Tensor>& crops) const {
  std::map<std::pair<int64_t, int64_t>, std::vector<size_t>> by_size;
  for (size_t i = 0; i < crops.size(); ++i) by_size[{-crops[i].size(2), -crops[i].size(3)}].push_back(i);
  std::vector<at::Tensor> rows(crops.size());
  for (const auto& [size, members] : by_size) {
    std::vector<at::Tensor> group;
    for (const size_t i : members) group.push_back(crops[i]);
    const std::vector<at::Tensor> parts = features_.run(student_, at::cat(group)).split(crops[0].size(0));
    for (size_t i = 0; i < members.size(); ++i) rows[members[i]] = parts[i];
  }
  return at::cat(rows);
}

at::Tensor Wrapper::embed(const at::Tensor& images, Network network) {
  at::NoGradGuard no_grad;
  const torch::jit::Module& module = network == Network::kTeacher ? teacher_ : student_;
  const ModeGuard mode(module, Mode::kEval);
  return features_.run(module, network_input(images));
}

void Wrapper::ema_update(double momentum) {
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
  for (const at::Tensor& parameter : student_.parameters())
    version += static_cast<int64_t>(parameter._version());
  return version;
}

}  // namespace dino
