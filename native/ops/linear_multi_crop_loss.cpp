#include "linear_multi_crop_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <vector>

#include "multi_crop_loss.h"
#include "overlap.h"

namespace dino::ops {

namespace {

// Rows of the weight whose products with its gradient exist at a time.
constexpr int64_t kWeightRows = 1024;

void check_layer(const LinearLoss& loss, const char* name, const char* input_name, const char* g_name,
                 const at::Tensor& input, const at::Tensor& v, const std::optional<at::Tensor>& g) {
  const auto check_like = [&](const char* argument, const at::Tensor& tensor) {
    TORCH_CHECK_VALUE(tensor.scalar_type() == loss.student_input.scalar_type() &&
                          tensor.device() == loss.student_input.device() && tensor.layout() == at::kStrided,
                      "dino::linear_multi_crop_loss: ", argument, ": expected a strided tensor of ",
                      loss.student_input.scalar_type(), " on ", loss.student_input.device(),
                      " as student_input, got ", tensor.layout(), " ", tensor.scalar_type(), " on ",
                      tensor.device());
  };
  check_like(input_name, input);
  check_like(name, v);
  TORCH_CHECK_VALUE(
      input.dim() == 2 && input.size(0) > 0 && input.size(1) > 0 && input.size(0) % loss.batch == 0,
      "dino::linear_multi_crop_loss: ", input_name, ": expected [crops * ", loss.batch, ", features], got ",
      input.sizes());
  TORCH_CHECK_VALUE(v.dim() == 2 && v.size(0) > 0 && v.size(1) == input.size(1),
                    "dino::linear_multi_crop_loss: ", name, ": expected [prototypes, ", input.size(1),
                    "], got ", v.sizes());
  if (!g) return;
  check_like(g_name, *g);
  TORCH_CHECK_VALUE((g->dim() == 1 || (g->dim() == 2 && g->size(1) == 1)) && g->size(0) == v.size(0),
                    "dino::linear_multi_crop_loss: ", g_name, ": expected [", v.size(0), ", 1] or [",
                    v.size(0), "], got ", g->sizes());
}

void check_buffer(const char* name, const std::optional<at::Tensor>& buffer,
                  const std::optional<at::Tensor>& like) {
  if (!buffer) return;
  TORCH_CHECK_VALUE(like && buffer->sizes() == like->sizes() &&
                        buffer->options().type_equal(like->options()) && buffer->is_contiguous(),
                    "dino::linear_multi_crop_loss: ", name,
                    ": expected a contiguous tensor like the one that it is the gradient of, got ",
                    buffer->scalar_type(), " ", buffer->sizes());
}

// Gradients are written while arguments are still read.
void check_buffers_apart(const LinearLoss& loss, const LinearGradients& gradients) {
  std::vector<Argument> arguments;
  const auto add = [&](const char* name, const at::Tensor& tensor, bool written) {
    arguments.push_back({name, 0, &tensor, written});
  };
  if (gradients.input) add("grad_input", *gradients.input, true);
  if (gradients.v) add("grad_v", *gradients.v, true);
  if (gradients.g) add("grad_g", *gradients.g, true);
  if (arguments.empty() || loss.student_input.is_meta()) return;
  add("student_input", loss.student_input, false);
  add("teacher_input", loss.teacher_input, false);
  add("weight_v", loss.weight_v, false);
  if (loss.weight_g) add("weight_g", *loss.weight_g, false);
  add("teacher_weight_v", loss.teacher_weight_v, false);
  if (loss.teacher_weight_g) add("teacher_weight_g", *loss.teacher_weight_g, false);
  if (loss.center) add("center", *loss.center, false);
  if (const auto found = find_overlap(arguments)) {
    const bool first = found->first.written;
    const Argument& written = first ? found->first : found->second;
    const Argument& other = first ? found->second : found->first;
    TORCH_CHECK_VALUE(false, "dino::linear_multi_crop_loss: ", written.list,
                      ": expected memory apart from that of ", other.list, ", got the same");
  }
}

// A linear layer that makes the logits of some rows, in memory that is kept.
class LogitLayer {
 public:
  LogitLayer(const at::Tensor& input, const at::Tensor& v, const std::optional<at::Tensor>& g, int64_t batch,
             int64_t images)
      : input_(input.detach()),
        v_(v.detach()),
        batch_(batch),
        crops_(input.size(0) / batch),
        rows_(at::empty({crops_ * images, input.size(1)}, input.options())),
        logits_(at::empty({crops_ * images, v.size(0)}, input.options())) {
    if (!g) return;
    lengths_ = at::linalg_vector_norm(v_, 2, at::IntArrayRef{1});
    scale_ = g->detach().reshape({-1}) / lengths_;
  }

  // Of all crops of images [begin, begin + count), crop by crop.
  at::Tensor logits(int64_t begin, int64_t count) {
    at::Tensor rows = rows_.narrow(0, 0, crops_ * count);
    for (int64_t crop = 0; crop < crops_; ++crop)
      rows.narrow(0, crop * count, count).copy_(input_.narrow(0, crop * batch_ + begin, count));
    at::Tensor result = logits_.narrow(0, 0, crops_ * count);
    at::mm_out(result, rows, v_.t());
    if (scale_.defined()) result.mul_(scale_);
    return result;
  }

  // From the gradient of what logits() returned last, which is used up.
  void add_gradients(at::Tensor& gradient, int64_t begin, int64_t count, const LinearGradients& gradients) {
    at::Tensor rows = rows_.narrow(0, 0, crops_ * count);
    if (sums_.defined()) at::addmm_out(sums_, sums_, gradient.t(), rows, begin == 0 ? 0 : 1);
    if (!gradients.input) return;
    if (scale_.defined()) gradient.mul_(scale_);
    // The rows have served.
    at::mm_out(rows, gradient, v_);
    for (int64_t crop = 0; crop < crops_; ++crop)
      gradients.input->narrow(0, crop * batch_ + begin, count).copy_(rows.narrow(0, crop * count, count));
  }

  // Before the first add_gradients. The sums over rows for the weight, [K, D], are kept in v's gradient.
  void begin_gradients(const LinearGradients& gradients) {
    if (gradients.v) {
      sums_ = gradients.v->detach();
    } else if (gradients.g) {
      sums_ = at::empty_like(v_, at::MemoryFormat::Contiguous);
    }
  }

  // After the last: from the gradient of g v / |v| to those of v and g.
  void end_gradients(const LinearGradients& gradients) {
    if (!sums_.defined() || !scale_.defined()) return;
    for (int64_t begin = 0; begin < v_.size(0); begin += kWeightRows) {
      const int64_t count = std::min(kWeightRows, v_.size(0) - begin);
      const auto part = [&](const at::Tensor& tensor) { return tensor.narrow(0, begin, count); };
      at::Tensor sums = part(sums_);
      const at::Tensor lengths = part(lengths_).unsqueeze(1), unit = part(v_) / lengths;
      const at::Tensor along = (sums * unit).sum(1, true);
      if (gradients.g) part(gradients.g->detach().view({-1, 1})).copy_(along);
      if (gradients.v) sums.sub_(unit * along).mul_(part(scale_).unsqueeze(1));
    }
  }

 private:
  at::Tensor input_, v_;
  int64_t batch_, crops_;
  at::Tensor rows_, logits_;
  // [K]; without g undefined.
  at::Tensor lengths_, scale_;
  at::Tensor sums_;
};

const c10::TypedOperatorHandle<MultiCropLossKernel>& multi_crop_loss_operator() {
  static const auto op = c10::Dispatcher::singleton()
                             .findSchemaOrThrow("dino::_multi_crop_loss", "")
                             .typed<MultiCropLossKernel>();
  return op;
}

}  // namespace

int64_t check_linear_multi_crop_loss(const LinearLoss& loss, const LinearGradients& gradients) {
  constexpr const char* kName = "linear_multi_crop_loss";
  TORCH_CHECK_VALUE(loss.batch >= 1, "dino::linear_multi_crop_loss: batch: expected 1 or more, got ",
                    loss.batch);
  check_loss_dtype(kName, "student_input", loss.student_input);
  check_layer(loss, "weight_v", "student_input", "weight_g", loss.student_input, loss.weight_v,
              loss.weight_g);
  check_layer(loss, "teacher_weight_v", "teacher_input", "teacher_weight_g", loss.teacher_input,
              loss.teacher_weight_v, loss.teacher_weight_g);
  TORCH_CHECK_VALUE(loss.teacher_weight_v.size(0) == loss.weight_v.size(0),
                    "dino::linear_multi_crop_loss: teacher_weight_v: expected ", loss.weight_v.size(0),
                    " prototypes as weight_v, got ", loss.teacher_weight_v.size(0));
  check_buffer("grad_input", gradients.input, loss.student_input);
  check_buffer("grad_v", gradients.v, loss.weight_v);
  check_buffer("grad_g", gradients.g, loss.weight_g);
  check_buffers_apart(loss, gradients);
  // The rest as multi_crop_loss wants it, of logits that do not exist yet.
  const auto meta = loss.student_input.options().device(at::kMeta);
  const int64_t prototypes = loss.weight_v.size(0);
  const at::Tensor student = at::empty({loss.student_input.size(0), prototypes}, meta);
  const at::Tensor teacher = at::empty({loss.teacher_input.size(0), prototypes}, meta);
  std::optional<at::Tensor> center;
  if (loss.center) {
    TORCH_CHECK_VALUE(loss.center->device() == loss.student_input.device(),
                      "dino::linear_multi_crop_loss: center: expected it on ", loss.student_input.device(),
                      ", got ", loss.center->device());
    center = at::empty(loss.center->sizes(), loss.center->options().device(at::kMeta));
  }
  const Targets targets{teacher, center, loss.teacher_temperature, false};
  check_targets(kName, student, targets, loss.student_temperature);
  const int64_t student_crops = student.size(0) / loss.batch, teacher_crops = teacher.size(0) / loss.batch;
  check_pair_weights(kName, loss.weights, teacher_crops, student_crops);
  const int64_t crops = student_crops + teacher_crops;
  const auto size = static_cast<int64_t>(loss.student_input.itemsize());
  int64_t bytes = 0;
  TORCH_CHECK_VALUE(!__builtin_mul_overflow(crops * size, prototypes, &bytes) && bytes <= loss.memory,
                    "dino::linear_multi_crop_loss: memory: expected at least the ", crops * size, " * ",
                    prototypes, " bytes of one image's logits, got ", loss.memory);
  // Chunks of one size, rather than a small one at the end.
  const int64_t most = std::min(loss.memory / bytes, loss.batch);
  const int64_t chunks = (loss.batch + most - 1) / most;
  return (loss.batch + chunks - 1) / chunks;
}

TargetLoss linear_multi_crop_loss_kernel(
    const at::Tensor& student_input, const at::Tensor& teacher_input, const at::Tensor& weight_v,
    const std::optional<at::Tensor>& weight_g, const at::Tensor& teacher_weight_v,
    const std::optional<at::Tensor>& teacher_weight_g, const std::optional<at::Tensor>& center, int64_t batch,
    at::ArrayRef<double> weights, double student_temperature, double teacher_temperature, int64_t memory,
    bool statistics, const std::optional<at::Tensor>& grad_input, const std::optional<at::Tensor>& grad_v,
    const std::optional<at::Tensor>& grad_g) {
  const LinearGradients gradients{grad_input, grad_v, grad_g};
  const int64_t images = check_linear_multi_crop_loss(
      {student_input, teacher_input, weight_v, weight_g, teacher_weight_v, teacher_weight_g, center, batch,
       weights, student_temperature, teacher_temperature, memory, statistics},
      gradients);
  at::NoGradGuard no_grad;
  LogitLayer student(student_input, weight_v, weight_g, batch, images);
  LogitLayer teacher(teacher_input, teacher_weight_v, teacher_weight_g, batch, images);
  student.begin_gradients(gradients);
  const bool wanted = grad_input || grad_v || grad_g;
  TargetLoss total;
  std::vector<double> share(weights.size());
  for (int64_t begin = 0; begin < batch; begin += images) {
    const int64_t count = std::min(images, batch - begin);
    const double part = static_cast<double>(count) / static_cast<double>(batch);
    // The chunk's mean over its images counts for so much of the mean over all.
    std::transform(weights.begin(), weights.end(), share.begin(), [&](double w) { return w * part; });
    at::Tensor logits = student.logits(begin, count);
    auto [loss, teacher_mean, target_mean, target_entropy] = multi_crop_loss_operator().call(
        logits, teacher.logits(begin, count), center, count, share, student_temperature, teacher_temperature,
        false, statistics, wanted ? std::optional<at::Tensor>(logits) : std::nullopt);
    if (wanted) student.add_gradients(logits, begin, count, gradients);
    if (begin == 0) {
      total = {loss, teacher_mean.mul_(part), target_mean.mul_(part), target_entropy.mul_(part)};
    } else {
      std::get<0>(total).add_(loss);
      std::get<1>(total).add_(teacher_mean, part);
      std::get<2>(total).add_(target_mean, part);
      std::get<3>(total).add_(target_entropy, part);
    }
  }
  student.end_gradients(gradients);
  return total;
}

TargetLoss linear_multi_crop_loss(const at::Tensor& student_input, const at::Tensor& teacher_input,
                                  const at::Tensor& weight_v, const std::optional<at::Tensor>& weight_g,
                                  const at::Tensor& teacher_weight_v,
                                  const std::optional<at::Tensor>& teacher_weight_g,
                                  const std::optional<at::Tensor>& center, int64_t batch,
                                  at::ArrayRef<double> weights, double student_temperature,
                                  double teacher_temperature, int64_t memory, bool statistics) {
  static const auto kernel = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("dino::_linear_multi_crop_loss", "")
                                 .typed<LinearMultiCropLossKernel>();
  return kernel.call(student_input, teacher_input, weight_v, weight_g, teacher_weight_v, teacher_weight_g,
                     center, batch, weights, student_temperature, teacher_temperature, memory, statistics,
                     std::nullopt, std::nullopt, std::nullopt);
}

void register_linear_multi_crop_loss(Registrar& registrar) {
  registrar.definitions.def(kLinearMultiCropLossSchema);
  registrar.definitions.def(kLinearMultiCropLossKernelSchema);
  registrar.composed.impl("linear_multi_crop_loss", TORCH_FN(linear_multi_crop_loss));
  registrar.composed.impl("_linear_multi_crop_loss", TORCH_FN(linear_multi_crop_loss_kernel));
  registrar.meta.impl("_linear_multi_crop_loss", TORCH_FN(linear_multi_crop_loss_meta));
  registrar.autograd.impl("linear_multi_crop_loss", TORCH_FN(linear_multi_crop_loss_autograd));
}

}  // namespace dino::ops
