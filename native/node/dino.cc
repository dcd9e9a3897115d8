#include "node/dino.h"

#include "core/cpu_allocator.h"
#include "core/ema.h"
#include "core/knn.h"
#include "core/loss.h"
#include "core/system_memory.h"
#include "core/wrapper.h"
#include "node/client.h"
#include "node/crops.h"
#include "node/environment.h"
#include "node/modules.h"
#include "node/values.h"

namespace dino::node {

namespace {

// A wrapper and what its jobs touch, listed once.
struct WrapperObject {
  std::unique_ptr<Wrapper> wrapper;
  std::vector<NamedTensor> student;
  std::vector<NamedTensor> teacher;

  // Jobs replace the centre and move the teacher: between them, nobody looks.
  const void* key() const { return wrapper.get(); }
  void use_student(Access& access) const {
    access.reads.push_back(wrapper->student()._ivalue().get());
    use_tensors(student, access);
  }
  void use_teacher(Access& access) const {
    access.reads.push_back(wrapper->teacher()._ivalue().get());
    use_tensors(teacher, access);
  }
  void use_both(Access& access) const {
    access.writes.push_back(key());
    use_student(access);
    use_teacher(access);
  }
};

Napi::Value get(const Napi::Object& object, const char* name) {
  return object.Get(name);
}

HeadOptions read_head(const Napi::Object& object) {
  constexpr const char* kWhat = "head";
  HeadOptions options;
  options.in_dim = read_integer(get(object, "inDim"), kWhat, "inDim");
  options.prototypes = read_integer(get(object, "prototypes"), kWhat, "prototypes");
  options.hidden_dim = read_integer(get(object, "hiddenDim"), kWhat, "hiddenDim");
  options.bottleneck_dim = read_integer(get(object, "bottleneckDim"), kWhat, "bottleneckDim");
  options.layers = read_integer(get(object, "layers"), kWhat, "layers");
  options.batch_norm = read_boolean(get(object, "batchNorm"), kWhat, "batchNorm");
  options.norm_last_layer = read_boolean(get(object, "normLastLayer"), kWhat, "normLastLayer");
  options.mlp_bias = read_boolean(get(object, "mlpBias"), kWhat, "mlpBias");
  return options;
}

std::vector<double> read_numbers(Napi::Value value, const char* what, const char* name) {
  const Napi::Array array = read_array(value, what, name);
  std::vector<double> numbers(array.Length());
  for (uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = read_number(array.Get(i), what, name);
  return numbers;
}

WrapperSpec read_wrapper(const Napi::Object& object) {
  constexpr const char* kWhat = "DINOWrapper.create";
  WrapperSpec spec;
  spec.global_crops = read_crops(read_object(get(object, "globalCrops"), kWhat, "globalCrops"), kWhat);
  spec.local_crops = read_crops(read_object(get(object, "localCrops"), kWhat, "localCrops"), kWhat);
  if (!get(object, "head").IsNull()) spec.head = read_head(read_object(get(object, "head"), kWhat, "head"));
  const std::string original = read_string(get(object, "originalOutput"), kWhat, "originalOutput");
  spec.original_output = original == "original"     ? OriginalOutput::kOriginal
                         : original == "globalMean" ? OriginalOutput::kGlobalMean
                                                    : OriginalOutput::kNone;
  spec.strip_head = read_string(get(object, "stripHead"), kWhat, "stripHead") == "auto";
  spec.channels = read_integer(get(object, "channels"), kWhat, "channels");
  if (!get(object, "normalize").IsNull()) {
    const Napi::Object normalize = read_object(get(object, "normalize"), kWhat, "normalize");
    Normalization own{read_numbers(get(normalize, "mean"), kWhat, "mean"),
                      read_numbers(get(normalize, "std"), kWhat, "std")};
    const auto channels = static_cast<size_t>(spec.channels);
    if (own.mean.size() != channels || own.std.size() != channels)
      throw argument_error(kWhat, "normalize",
                           "a mean and a std for each of " + std::to_string(channels) + " channels",
                           std::to_string(own.mean.size()) + " and " + std::to_string(own.std.size()));
    spec.normalization = std::move(own);
  }
  spec.teacher_batch_statistics =
      read_string(get(object, "teacherBatchNorm"), kWhat, "teacherBatchNorm") == "batch";
  spec.student_temperature = read_number(get(object, "studentTemperature"), kWhat, "studentTemperature");
  spec.center_momentum = read_number(get(object, "centerMomentum"), kWhat, "centerMomentum");
  spec.seed = read_seed(get(object, "seed"), kWhat, "seed");
  return spec;
}

std::shared_ptr<WrapperObject> subject(Environment& environment, const Napi::CallbackInfo& info,
                                       const char* what) {
  return environment.object<WrapperObject>(read_number(info[0], what, "wrapper"), what);
}

// Fewer images than these always fit.
constexpr size_t kManyImages = size_t{1} << 20;

uint32_t read_flags(Napi::Value value, const char* what) {
  return static_cast<uint32_t>(read_integer(value, what, "flags"));
}

Deliver nothing() {
  return [](Environment& at) -> Napi::Value { return Napi::Env(at.env()).Null(); };
}

Napi::Value wrapper_create(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "DINOWrapper.create";
  const Napi::Object object = read_object(info[0], kWhat, "spec");
  auto module = environment.object<ModuleObject>(read_number(get(object, "module"), kWhat, "module"), kWhat);
  WrapperSpec spec = read_wrapper(object);
  Access access;
  module->use(access);
  environment.client().submit(
      std::move(access), read_flags(info[1], kWhat),
      [module, spec = std::move(spec)]() -> Deliver {
        auto made = std::make_shared<WrapperObject>();
        made->wrapper = std::make_unique<Wrapper>(module->module, spec);
        made->student = made->wrapper->named_tensors(Network::kStudent);
        made->teacher = made->wrapper->named_tensors(Network::kTeacher);
        return [made](Environment& at) -> Napi::Value {
          Napi::Env env(at.env());
          Napi::Object facts = Napi::Object::New(env);
          facts.Set("wrapper", at.add_object(made));
          facts.Set("featureDim", static_cast<double>(made->wrapper->feature_dim()));
          facts.Set("prototypes", static_cast<double>(made->wrapper->prototypes()));
          Napi::Array preflight = Napi::Array::New(env);
          for (const std::string& line : made->wrapper->preflight()) preflight.Set(preflight.Length(), line);
          facts.Set("preflight", preflight);
          return facts;
        };
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

// [original, loss, teacherWasStale]; the graph that `run` made is reported with the loss.
Deliver deliver_output(const std::function<Wrapper::Output()>& run) {
  const int64_t before = allocated_by_thread();
  auto output = std::make_shared<Wrapper::Output>(run());
  const int64_t kept = std::max<int64_t>(allocated_by_thread() - before, 0);
  return [output, kept](Environment& at) -> Napi::Value {
    Napi::Array result = Napi::Array::New(at.env(), 3);
    result.Set(0u, handle_value(at, output->original));
    result.Set(1u, Napi::Number::New(at.env(), at.add(output->loss, kept)));
    result.Set(2u, output->teacher_was_stale);
    at.ledger().mark_in_graph(output->loss);
    if (output->original.defined()) at.ledger().mark_in_graph(output->original);
    return result;
  };
}

Napi::Value wrapper_forward(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "forward";
  auto object = subject(environment, info, kWhat);
  const at::Tensor images = environment.tensor(read_number(info[1], kWhat, "images"), kWhat);
  const Napi::Object options = read_object(info[2], kWhat, "options");
  const double temperature = read_number(get(options, "teacherTemperature"), kWhat, "teacherTemperature");
  const uint64_t seed = read_seed(get(options, "seed"), kWhat, "seed");
  const uint64_t first = read_seed(get(options, "firstImage"), kWhat, "firstImage");
  const auto epoch = static_cast<uint64_t>(read_integer(get(options, "epoch"), kWhat, "epoch"));
  const bool has_ids = get(options, "ids").IsTypedArray();
  const size_t batch = images.dim() > 0 ? images.size(0) : 0;
  // An expanded tensor takes no memory itself, its images' keys do.
  if (batch > kManyImages && batch > available_memory() / sizeof(CropKey))
    throw CallError("OUT_OF_MEMORY",
                    "forward: not enough memory for a batch of " + std::to_string(batch) + " images");
  std::vector<CropKey> keys(batch);
  if (has_ids) {
    const auto ids = get(options, "ids").As<Napi::BigInt64Array>();
    if (ids.TypedArrayType() != napi_bigint64_array || ids.ElementLength() != keys.size())
      throw argument_error(kWhat, "ids", "a BigInt64Array of " + std::to_string(keys.size()),
                           describe(info.Env(), ids));
    for (size_t i = 0; i < keys.size(); ++i) keys[i] = {seed, epoch + 1, static_cast<uint64_t>(ids[i]), 0};
  } else {
    for (size_t i = 0; i < keys.size(); ++i) keys[i] = {seed, 0, first + i, 0};
  }
  Access access;
  object->use_both(access);
  access.read(images);
  environment.client().submit(
      std::move(access), read_flags(info[3], kWhat),
      [object, images, temperature, keys = std::move(keys)]() -> Deliver {
        return deliver_output([&] { return object->wrapper->forward(images, temperature, keys); });
      },
      read_function(info[4], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value wrapper_forward_crops(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "forwardCrops";
  auto object = subject(environment, info, kWhat);
  std::vector<at::Tensor> globals = read_tensors(environment, info[1], kWhat, "globalCrops");
  std::vector<at::Tensor> locals = read_tensors(environment, info[2], kWhat, "localCrops");
  at::Tensor images;
  if (!info[3].IsNull()) images = environment.tensor(read_number(info[3], kWhat, "images"), kWhat);
  const double temperature = read_number(info[4], kWhat, "teacherTemperature");
  Access access;
  object->use_both(access);
  for (const auto* list : {&globals, &locals})
    for (const at::Tensor& crop : *list) access.read(crop);
  access.read(images);
  environment.client().submit(
      std::move(access), read_flags(info[5], kWhat),
      [object, globals = std::move(globals), locals = std::move(locals), images, temperature]() -> Deliver {
        return deliver_output(
            [&] { return object->wrapper->forward_crops(globals, locals, images, temperature); });
      },
      read_function(info[6], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value wrapper_embed(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "embed";
  auto object = subject(environment, info, kWhat);
  const at::Tensor images = environment.tensor(read_number(info[1], kWhat, "images"), kWhat);
  const Network network =
      read_string(info[2], kWhat, "network") == "student" ? Network::kStudent : Network::kTeacher;
  Access access;
  access.reads.push_back(object->key());
  network == Network::kStudent ? object->use_student(access) : object->use_teacher(access);
  access.read(images);
  environment.client().submit(
      std::move(access), 0,
      [object, images, network]() -> Deliver {
        const at::Tensor features = object->wrapper->embed(images, network);
        return [features](Environment& at) { return handle_value(at, features); };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value wrapper_ema_update(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "emaUpdate";
  auto object = subject(environment, info, kWhat);
  const double momentum = read_number(info[1], kWhat, "momentum");
  Access access;
  object->use_both(access);
  for (const NamedTensor& named : object->teacher) access.write(named.tensor);
  environment.client().submit(
      std::move(access), 0,
      [object, momentum]() -> Deliver {
        object->wrapper->ema_update(momentum);
        return nothing();
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value wrapper_tensors(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = subject(environment, info, "namedParameters");
  const bool student = read_string(info[1], "namedParameters", "network") == "student";
  return named_tensors_value(environment, student ? object->student : object->teacher);
}

Napi::Value wrapper_teacher(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = subject(environment, info, "teacher");
  auto teacher = std::make_shared<ModuleObject>(object->wrapper->teacher());
  return Napi::Number::New(info.Env(), environment.add_object(std::move(teacher)));
}

Napi::Value wrapper_center(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = subject(environment, info, "center");
  environment.check_module(object->key(), "center");
  return handle_value(environment, object->wrapper->center().clone());
}

Napi::Value loss(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "losses.dino";
  const auto tensor = [&](size_t i, const char* name) {
    return environment.tensor(read_number(info[i], kWhat, name), kWhat);
  };
  const at::Tensor student = tensor(0, "student");
  const at::Tensor teacher = tensor(1, "teacher");
  const at::Tensor center = tensor(2, "center");
  const int64_t batch = read_integer(info[3], kWhat, "batch");
  const double teacher_temperature = read_number(info[4], kWhat, "teacherTemperature");
  const double student_temperature = read_number(info[5], kWhat, "studentTemperature");
  const double momentum = read_number(info[6], kWhat, "centerMomentum");
  Access access;
  for (const at::Tensor* each : {&student, &teacher, &center}) access.read(*each);
  environment.client().submit(
      std::move(access), read_flags(info[7], kWhat),
      [=]() -> Deliver {
        const at::Tensor value =
            dino_loss(student, teacher, center, batch, student_temperature, teacher_temperature);
        const at::Tensor moved = updated_center(center, teacher, momentum);
        return [value, moved, student](Environment& at) -> Napi::Value {
          Napi::Object result = Napi::Object::New(at.env());
          result.Set("loss", handle_value(at, value));
          result.Set("center", handle_value(at, moved));
          at.ledger().mark_in_graph(student);
          at.ledger().mark_in_graph(value);
          return result;
        };
      },
      read_function(info[8], kWhat, "done"));
  return info.Env().Undefined();
}

struct HeadObject {
  Head head;
  std::vector<NamedTensor> tensors;

  HeadObject(const HeadOptions& options, uint64_t seed) : head(options, seed) {
    for (auto& [name, tensor] : head.named_parameters()) tensors.push_back({name, tensor, false});
    for (auto& [name, tensor] : head.named_buffers()) tensors.push_back({name, tensor, true});
  }
};

std::shared_ptr<HeadObject> head_subject(Environment& environment, const Napi::CallbackInfo& info) {
  return environment.object<HeadObject>(read_number(info[0], "DINOHead", "head"), "DINOHead");
}

Napi::Value head_create(Environment& environment, const Napi::CallbackInfo& info) {
  auto head = std::make_shared<HeadObject>(read_head(read_object(info[0], "DINOHead", "options")),
                                           read_seed(info[1], "DINOHead", "seed"));
  return Napi::Number::New(info.Env(), environment.add_object(std::move(head)));
}

Napi::Value head_forward(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "DINOHead.forward";
  auto object = head_subject(environment, info);
  const at::Tensor input = environment.tensor(read_number(info[1], kWhat, "input"), kWhat);
  Access access;
  access.reads.push_back(object.get());
  use_tensors(object->tensors, access);
  access.read(input);
  environment.client().submit(
      std::move(access), read_flags(info[2], kWhat),
      [object, input]() -> Deliver {
        const at::Tensor output = object->head.forward(input);
        return [output, input](Environment& at) -> Napi::Value {
          const Napi::Value value = handle_value(at, output);
          if (output.requires_grad()) {
            at.ledger().mark_in_graph(input);
            at.ledger().mark_in_graph(output);
          }
          return value;
        };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value head_train(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = head_subject(environment, info);
  environment.check_module(object.get(), "DINOHead.train");
  object->head.train(read_boolean(info[1], "DINOHead.train", "mode"));
  return info.Env().Undefined();
}

Napi::Value head_tensors(Environment& environment, const Napi::CallbackInfo& info) {
  return named_tensors_value(environment, head_subject(environment, info)->tensors);
}

Napi::Value average(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "EMA.update";
  std::vector<at::Tensor> ema = read_tensors(environment, info[0], kWhat, "ema");
  std::vector<at::Tensor> online = read_tensors(environment, info[1], kWhat, "online");
  const double momentum = read_number(info[2], kWhat, "momentum");
  Access access;
  for (const at::Tensor& tensor : ema) access.write(tensor);
  for (const at::Tensor& tensor : online) access.read(tensor);
  environment.client().submit(
      std::move(access), 0,
      [ema = std::move(ema), online = std::move(online), momentum]() -> Deliver {
        dino::ema_update(ema, online, momentum);
        return nothing();
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value neighbours(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "knn";
  const Napi::Object spec = read_object(info[0], kWhat, "spec");
  const auto tensor = [&](const char* name) {
    return environment.tensor(read_number(get(spec, name), kWhat, name), kWhat);
  };
  const at::Tensor train = tensor("trainFeatures");
  const at::Tensor train_labels = tensor("trainLabels");
  const at::Tensor test = tensor("testFeatures");
  std::optional<at::Tensor> test_labels;
  if (!get(spec, "testLabels").IsNull()) test_labels = tensor("testLabels");
  const std::vector<int64_t> ks = read_shape(get(spec, "k"), kWhat, "k");
  const double temperature = read_number(get(spec, "temperature"), kWhat, "temperature");
  const int64_t classes = read_integer(get(spec, "classes"), kWhat, "classes");
  if (classes < 1) throw argument_error(kWhat, "classes", "1 or more", std::to_string(classes));
  Access access;
  for (const at::Tensor* each : {&train, &train_labels, &test}) access.read(*each);
  if (test_labels) access.read(*test_labels);
  environment.client().submit(
      std::move(access), 0,
      [=]() -> Deliver {
        auto results = std::make_shared<std::vector<KnnResult>>(
            knn(train, train_labels, test, test_labels, ks, temperature, classes));
        return [results](Environment& at) -> Napi::Value {
          Napi::Env env(at.env());
          Napi::Array array = Napi::Array::New(env, results->size());
          const auto share = [&](const std::optional<double>& value) {
            return value ? Napi::Value(Napi::Number::New(env, *value)) : env.Null();
          };
          for (size_t i = 0; i < results->size(); ++i) {
            const KnnResult& result = (*results)[i];
            Napi::Object facts = Napi::Object::New(env);
            facts.Set("k", static_cast<double>(result.k));
            facts.Set("top1", share(result.top1));
            facts.Set("top5", share(result.top5));
            facts.Set("votes", handle_value(at, result.votes));
            facts.Set("predictions", handle_value(at, result.predictions));
            array.Set(static_cast<uint32_t>(i), facts);
          }
          return array;
        };
      },
      read_function(info[1], kWhat, "done"));
  return info.Env().Undefined();
}

}  // namespace

void register_dino(Napi::Object exports) {
  expose<wrapper_create>(exports, "wrapperCreate");
  expose<wrapper_forward>(exports, "wrapperForward");
  expose<wrapper_forward_crops>(exports, "wrapperForwardCrops");
  expose<wrapper_embed>(exports, "wrapperEmbed");
  expose<wrapper_ema_update>(exports, "wrapperEmaUpdate");
  expose<wrapper_tensors>(exports, "wrapperTensors");
  expose<wrapper_teacher>(exports, "wrapperTeacher");
  expose<wrapper_center>(exports, "wrapperCenter");
  expose<loss>(exports, "dinoLoss");
  expose<head_create>(exports, "headCreate");
  expose<head_forward>(exports, "headForward");
  expose<head_train>(exports, "headTrain");
  expose<head_tensors>(exports, "headTensors");
  expose<average>(exports, "emaUpdate");
  expose<neighbours>(exports, "knn");
}

}  // namespace dino::node
