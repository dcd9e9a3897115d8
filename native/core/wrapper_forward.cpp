// The halves of a forward, and what evaluates.
#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include "core/loss.h"
#include "core/wrapper.h"

namespace dino {

namespace {

bool is_finite(const at::Tensor& tensor) {
  return !at::isFloatingType(tensor.scalar_type()) || at::isfinite(tensor).all().item<bool>();
}

}  // namespace

Pass Wrapper::begin(const std::vector<at::Tensor>& images, std::vector<CropKey> keys,
                    const PassOptions& options) {
  Pass pass;
  pass.options = options;
  pass.check_stop();
  Stopwatch watch;
  TORCH_CHECK_VALUE(keys.size() == images.size(), "ids: expected one for each of ", images.size(),
                    " images, got ", keys.size());
  const std::vector<at::Tensor> sources = images_.for_crops(images);
  for (const at::Tensor& image : images)
    TORCH_CHECK_VALUE(
        spec_.original_output != OriginalOutput::kOriginal || image.sizes() == images[0].sizes(),
        "images: expected all of one size, since originalOutput is \"original\" and runs the module on them, "
        "got ",
        images[0].sizes(), " and ", image.sizes(),
        "; set originalOutput to \"globalMean\" or \"none\", or resize the images");
  const auto batch = static_cast<int64_t>(images.size());
  uint64_t first_view = 0;
  for (const CropSpec* spec : {&spec_.global_crops, &spec_.local_crops}) {
    std::vector<CropParameters> parameters;
    parameters.reserve(spec->count * keys.size());
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
    pass.check_stop();
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
  pass.check_stop();
  return begin_rendered(std::move(pass), images);
}

Pass Wrapper::begin_rendered(Pass pass, const std::vector<at::Tensor>& images) {
  pass.teacher_was_stale = student_version() != version_at_update_;
  pass.group_crops();
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
  pass.check_stop();

  const ModeGuard mode(student_, Mode::kTrain);
  for (Pass::Group& group : pass.groups) {
    std::vector<at::Tensor> crops;
    for (const size_t i : group.members) crops.push_back(pass.crops[i]);
    group.values = features_.values(student_, at::cat(crops));
    watch.lap(pass.timings.student);
    pass.check_stop();
  }
  if (spec_.original_output != OriginalOutput::kOriginal) return;
  pass.original = first_tensor(student_.forward({images_.for_network(images).to(dtype_)}));
  watch.lap(pass.timings.original);
  pass.check_stop();
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
  pass.check_stop();

  Output output;
  output.teacher_was_stale = pass.teacher_was_stale;
  output.original = spec_.original_output == OriginalOutput::kGlobalMean
                        ? features.narrow(0, 0, static_cast<int64_t>(pass.globals) * pass.batch)
                              .view({static_cast<int64_t>(pass.globals), pass.batch, -1})
                              .mean(0)
                        : pass.original;
  DinoLossOptions options{pass.batch, spec_.student_temperature, pass.options.teacher_temperature};
  options.overwrite_student = student_head_.has_value();
  options.statistics = pass.options.signals;
  options.composed = spec_.composed;
  const DinoLoss loss = dino_loss(student_logits, teacher_logits, center_, options);
  output.loss = loss.loss;
  if (pass.options.signals)
    output.signals =
        teacher_signals(loss.target_mean, loss.target_entropy, teacher_logits.sub(center_), teacher);
  if (!is_finite(output.loss)) {
    output.non_finite = first_non_finite(pass, teacher, student);
    undo(pass);  // Running statistics that took one NaN would keep it.
  }
  center_ = updated_center(center_, loss.teacher_mean, spec_.center_momentum);
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
        return std::string(network == Network::kStudent ? "the student's parameter "
                                                        : "the teacher's parameter ") +
               named.name;
  for (size_t i = 0; i < pass.crops.size(); ++i)
    if (!is_finite(pass.crops[i]))
      return i < pass.globals ? "global crop " + std::to_string(i)
                              : "local crop " + std::to_string(i - pass.globals);
  if (!is_finite(teacher)) return "the teacher's features";
  for (const at::Tensor& rows : student)
    if (!is_finite(rows)) return "the student's features";
  return "the loss";
}

BufferSnapshot Wrapper::buffers() const {
  BufferSnapshot snapshot;
  snapshot.add(student_);
  snapshot.add(teacher_);
  for (const std::optional<Head>* head : {&student_head_, &teacher_head_}) {
    if (!*head) continue;
    for (const auto& [name, tensor] : (*head)->named_buffers()) snapshot.add(tensor);
  }
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

}  // namespace dino
