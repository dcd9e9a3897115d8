#include "core/wrapper.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <chrono>
#include <map>
#include <sstream>
#include <unordered_set>

#include "core/ema.h"
#include "core/loss.h"
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

using Clock = std::chrono::steady_clock;

// Adds the seconds since its making, or since the last lap, to a part's.
class Stopwatch {
 public:
  void lap(double& seconds) {
    const Clock::time_point now = Clock::now();
    seconds += std::chrono::duration<double>(now - last_).count();
    last_ = now;
  }

 private:
  Clock::time_point last_ = Clock::now();
};

void check_stop(const PassOptions& options) {
  if (options.stop) options.stop->check();
}

bool is_finite(const at::Tensor& tensor) {
  return !at::isFloatingType(tensor.scalar_type()) || at::isfinite(tensor).all().item<bool>();
}

at::ScalarType dtype_of(const torch::jit::Module& module) {
  for (const at::Tensor& parameter : module.parameters())
    if (at::isFloatingType(parameter.scalar_type())) return parameter.scalar_type();
  return at::kFloat;
}

// Whatever the order of the crops, those of one size are one group; larger ones first.
std::vector<Pass::Group> groups_by_size(const std::vector<at::Tensor>& crops) {
  std::map<std::pair<int64_t, int64_t>, std::vector<size_t>> by_size;
  for (size_t i = 0; i < crops.size(); ++i) by_size[{-crops[i].size(2), -crops[i].size(3)}].push_back(i);
  std::vector<Pass::Group> groups;
  for (auto& [size, members] : by_size) groups.push_back({std::move(members), {}});
  return groups;
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
    TORCH_CHECK_VALUE(
        false, "the module does not accept images of [", spec_.channels, ", ", height, ", ", width, "]. ",
        advice.empty() ? "DINOWrapper.inspect tells which it does." : advice, " It says: ", reason_of(error));
  }
}

Pass Wrapper::begin(const std::vector<at::Tensor>& images, std::vector<CropKey> keys,
                    const PassOptions& options) {
  Pass pass;
  pass.options = options;
  check_stop(options);
  Stopwatch watch;
  TORCH_CHECK_VALUE(keys.size() == images.size(), "ids: expected one for each of ", images.size(),
                    " images, got ", keys.size());
  const std::vector<at::Tensor> sources = images_.for_crops(images);
  for (const at::Tensor& image : images)
    TORCH_CHECK_VALUE(
        spec_.original_output != OriginalOutput::kOriginal || image.sizes() == images[0].sizes(),
        "images: originalOutput is \"original\", which runs the module on the images themselves: they must "
        "be of "
        "one size, got ",
        images[0].sizes(), " and ", image.sizes(),
        "; set originalOutput to \"globalMean\" or \"none\", or resize the images");
  const auto batch = static_cast<int64_t>(images.size());
  uint64_t first_view = 0;
  for (const CropSpec* spec : {&spec_.global_crops, &spec_.local_crops}) {
    std::vector<CropParameters> parameters;
    for (int64_t view = 0; view < spec->count; ++view)
      for (size_t i = 0; i < keys.size(); ++i) {
        keys[i].view = first_view + view;
        parameters.push_back(sample_crop(*spec, view, sources[i].size(1), sources[i].size(2), keys[i]));
      }
    first_view += spec->count;
    if (parameters.empty()) continue;
    for (at::Tensor& crop :
         images_.normalized(render_crops(sources, *spec, parameters)).to(dtype_).split(batch))
      pass.crops.push_back(std::move(crop));
    check_stop(options);
  }
  pass.globals = spec_.global_crops.count;
  pass.batch = batch;
  watch.lap(pass.timings.augment);
  return begin_rendered(std::move(pass), images);
}

Pass Wrapper::begin_crops(std::vector<at::Tensor> global_crops, std::vector<at::Tensor> local_crops,
                          const std::vector<at::Tensor>& images, const PassOptions& options) {
  TORCH_CHECK_VALUE(global_crops.size() + local_crops.size() >= 2 && !global_crops.empty(),
                    "globalCrops: expected at least one global crop and two crops in all, got ",
                    global_crops.size(), " and ", local_crops.size());
  Pass pass;
  pass.options = options;
  pass.globals = global_crops.size();
  pass.crops = std::move(global_crops);
  pass.crops.insert(pass.crops.end(), local_crops.begin(), local_crops.end());
  pass.batch = pass.crops[0].dim() == 4 ? pass.crops[0].size(0) : 0;
  for (size_t i = 0; i < pass.crops.size(); ++i) {
    at::Tensor& crop = pass.crops[i];
    const bool global = i < pass.globals;
    TORCH_CHECK_VALUE(crop.dim() == 4 && crop.size(0) == pass.batch && crop.size(1) == spec_.channels &&
                          at::isFloatingType(crop.scalar_type()) && crop.numel() > 0,
                      global ? "globalCrops[" : "localCrops[", global ? i : i - pass.globals,
                      "]: expected floating point [", pass.batch, ", ", spec_.channels, ", h, w], got ",
                      crop.scalar_type(), " ", crop.sizes());
    TORCH_CHECK_VALUE(!global || crop.sizes() == pass.crops[0].sizes(),
                      "globalCrops: expected all of one size, got ", pass.crops[0].sizes(), " and ",
                      crop.sizes());
    crop = crop.to(dtype_);
  }
  TORCH_CHECK_VALUE(spec_.original_output != OriginalOutput::kOriginal || !images.empty(),
                    "images: expected them beside the crops, since originalOutput is \"original\"");
  check_stop(options);
  return begin_rendered(std::move(pass), images);
}

Pass Wrapper::begin_rendered(Pass pass, const std::vector<at::Tensor>& images) {
  pass.teacher_was_stale = student_version() != version_at_update_;
  pass.groups = groups_by_size(pass.crops);
  pass.buffers = buffers();
  try {
    run_networks(pass, images);
  } catch (...) {
    undo(pass);
    throw;
  }
  return pass;
}

void Wrapper::run_networks(Pass& pass, const std::vector<at::Tensor>& images) {
  Stopwatch watch;
  {
    at::NoGradGuard no_grad;
    const ModeGuard mode(teacher_, spec_.teacher_batch_statistics ? Mode::kTeacher : Mode::kEval);
    const std::vector<at::Tensor> globals(pass.crops.begin(), pass.crops.begin() + pass.globals);
    pass.teacher_values = features_.values(teacher_, at::cat(globals));
  }
  watch.lap(pass.timings.teacher);
  check_stop(pass.options);

  const ModeGuard mode(student_, Mode::kTrain);
  for (Pass::Group& group : pass.groups) {
    std::vector<at::Tensor> crops;
    for (const size_t i : group.members) crops.push_back(pass.crops[i]);
    group.values = features_.values(student_, at::cat(crops));
    watch.lap(pass.timings.student);
    check_stop(pass.options);
  }
  if (spec_.original_output != OriginalOutput::kOriginal) return;
  pass.original = first_tensor(student_.forward({images_.for_network(images).to(dtype_)}));
  watch.lap(pass.timings.original);
  check_stop(pass.options);
}

Output Wrapper::finish(Pass& pass) try {
  Stopwatch watch;
  const at::Tensor teacher = [&] {
    at::NoGradGuard no_grad;
    return features_.pooled(pass.teacher_values);
  }();
  watch.lap(pass.timings.teacher);
  std::vector<at::Tensor> student;
  for (const Pass::Group& group : pass.groups) student.push_back(features_.pooled(group.values));
  watch.lap(pass.timings.student);
  return finish(pass, teacher, student);
} catch (...) {
  undo(pass);
  throw;
}

Output Wrapper::finish(Pass& pass, const at::Tensor& teacher, const std::vector<at::Tensor>& student) try {
  Stopwatch watch;
  const auto check_rows = [&](const at::Tensor& rows, size_t crops, const char* whose) {
    const int64_t expected = static_cast<int64_t>(crops) * pass.batch;
    TORCH_CHECK_VALUE(rows.dim() == 2 && rows.size(0) == expected && rows.size(1) == feature_dim_ &&
                          at::isFloatingType(rows.scalar_type()),
                      "features of the ", whose, ": expected floating point [", expected, ", ", feature_dim_,
                      "], got ", rows.scalar_type(), " ", rows.sizes());
  };
  check_rows(teacher, pass.globals, "teacher");
  TORCH_CHECK_VALUE(student.size() == pass.groups.size(), "features of the student: expected ",
                    pass.groups.size(), " groups, got ", student.size());
  std::vector<at::Tensor> rows(pass.crops.size());
  for (size_t i = 0; i < student.size(); ++i) {
    const std::vector<size_t>& members = pass.groups[i].members;
    check_rows(student[i], members.size(), "student");
    const std::vector<at::Tensor> parts = student[i].split(pass.batch);
    for (size_t j = 0; j < members.size(); ++j) rows[members[j]] = parts[j];
  }
  const at::Tensor features = at::cat(rows);
  const at::Tensor student_logits =
      student_head_ ? student_head_->forward(features.to(at::kFloat), pass.options.freeze_last_layer)
                    : features;
  watch.lap(pass.timings.student);
  const at::Tensor teacher_logits = [&] {
    at::NoGradGuard no_grad;
    return teacher_head_ ? teacher_head_->forward(teacher.detach().to(at::kFloat)) : teacher.detach();
  }();
  watch.lap(pass.timings.teacher);
  check_stop(pass.options);

  Output output;
  output.teacher_was_stale = pass.teacher_was_stale;
  output.original = spec_.original_output == OriginalOutput::kGlobalMean
                        ? features.narrow(0, 0, static_cast<int64_t>(pass.globals) * pass.batch)
                              .view({static_cast<int64_t>(pass.globals), pass.batch, -1})
                              .mean(0)
                        : pass.original;
  output.loss = dino_loss(student_logits, teacher_logits, center_, pass.batch, spec_.student_temperature,
                          pass.options.teacher_temperature);
  if (pass.options.signals)
    output.signals =
        teacher_signals(teacher_targets(teacher_logits, center_, pass.options.teacher_temperature), teacher);
  if (!is_finite(output.loss)) output.non_finite = first_non_finite(pass, teacher, student);
  center_ = updated_center(center_, teacher_logits, spec_.center_momentum);
  watch.lap(pass.timings.loss);
  output.timings = pass.timings;
  return output;
} catch (...) {
  undo(pass);
  throw;
}

std::string Wrapper::first_non_finite(const Pass& pass, const at::Tensor& teacher,
                                      const std::vector<at::Tensor>& student) const {
  for (const Network network : {Network::kStudent, Network::kTeacher})
    for (const NamedTensor& named : named_tensors(network))
      if (!named.buffer && !is_finite(named.tensor))
        return text("the ", network == Network::kStudent ? "student" : "teacher", "'s parameter ",
                    named.name);
  for (size_t i = 0; i < pass.crops.size(); ++i)
    if (!is_finite(pass.crops[i]))
      return i < pass.globals ? text("global crop ", i) : text("local crop ", i - pass.globals);
  if (!is_finite(teacher)) return "the teacher's features";
  for (const at::Tensor& rows : student)
    if (!is_finite(rows)) return "the student's features";
  return "the loss";
}

BufferSnapshot Wrapper::buffers() const {
  BufferSnapshot snapshot;
  for (const Network network : {Network::kStudent, Network::kTeacher})
    for (const NamedTensor& named : named_tensors(network))
      if (named.buffer && named.tensor.defined()) snapshot.add(named.tensor);
  return snapshot;
}

std::vector<at::Tensor> Wrapper::embed_values(const std::vector<at::Tensor>& images, Network network,
                                              std::optional<std::pair<int64_t, int64_t>> size) {
  at::NoGradGuard no_grad;
  const at::Tensor batch = [&] {
    if (!size) return images_.for_network(images);
    std::vector<at::Tensor> views;
    for (const at::Tensor& image : images_.for_crops(images))
      views.push_back(evaluation_view(image, size->first, size->second));
    return images_.normalized(at::stack(views));
  }();
  const torch::jit::Module& module = network == Network::kTeacher ? teacher_ : student_;
  const ModeGuard mode(module, Mode::kEval);
  return features_.values(module, batch.to(dtype_));
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
  for (const at::Tensor& parameter : student_.parameters())
    version += static_cast<int64_t>(parameter._version());
  return version;
}

}  // namespace dino
