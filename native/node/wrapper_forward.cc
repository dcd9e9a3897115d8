// The wrapper's forwards and embeddings as jobs.
#include "core/cpu_allocator.h"
#include "core/system_memory.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/values.h"
#include "node/wrapper_object.h"

namespace dino::node {

namespace {

// A forward between its two halves, of which JavaScript makes the features.
struct PassObject {
  std::shared_ptr<WrapperObject> owner;
  Pass pass;
};

uint32_t read_flags(Napi::Value value, const char* what) {
  return static_cast<uint32_t>(read_integer(value, what, "flags"));
}

// A batch, or a list of images of any sizes.
struct Images {
  at::Tensor batch;
  std::vector<at::Tensor> list;

  size_t count() const { return batch.defined() ? (batch.dim() > 0 ? batch.size(0) : 0) : list.size(); }
  void use(Access& access) const {
    access.read(batch);
    for (const at::Tensor& image : list) access.read(image);
  }
  std::vector<at::Tensor> all(int64_t channels) const {
    return batch.defined() ? images_of(batch, channels) : list;
  }
};

// What is kept of one image beside its pixels; `views`: of the crops that are drawn for it.
size_t bytes_of_image(size_t views) {
  return sizeof(CropKey) + 2 * (sizeof(at::Tensor) + sizeof(at::TensorImpl)) + views * sizeof(CropParameters);
}

// Fewer images than these always fit.
constexpr size_t kManyImages = size_t{1} << 20;

Images read_images(Environment& environment, Napi::Value value, const char* what, size_t views = 0) {
  Images images;
  if (value.IsNumber()) {
    images.batch = environment.tensor(read_number(value, what, "images"), what);
  } else {
    images.list = read_tensors(environment, value, what, "images");
  }
  // An expanded tensor takes no memory itself, what is kept of each of its images does.
  const size_t count = images.count();
  if (count > kManyImages && count > available_memory() / bytes_of_image(views))
    throw CallError("OUT_OF_MEMORY", std::string(what) + ": not enough memory for a batch of " +
                                         std::to_string(count) + " images");
  return images;
}

PassOptions read_pass_options(Environment& environment, const Napi::Object& object, const char* what) {
  PassOptions options;
  options.teacher_temperature = read_number(object.Get("teacherTemperature"), what, "teacherTemperature");
  options.freeze_last_layer = read_boolean(object.Get("freezeLastLayer"), what, "freezeLastLayer");
  options.signals = read_boolean(object.Get("signals"), what, "signals");
  if (!object.Get("stop").IsNull())
    options.stop = environment.object<StopFlag>(read_number(object.Get("stop"), what, "stop"), what);
  return options;
}

std::vector<CropKey> read_keys(const Napi::Object& options, size_t batch, const char* what) {
  const uint64_t seed = read_seed(options.Get("seed"), what, "seed");
  const uint64_t first = read_seed(options.Get("firstImage"), what, "firstImage");
  const auto epoch = static_cast<uint64_t>(read_integer(options.Get("epoch"), what, "epoch"));
  std::vector<CropKey> keys(batch);
  if (!options.Get("ids").IsTypedArray()) {
    for (size_t i = 0; i < batch; ++i) keys[i] = {seed, 0, first + i, 0};
    return keys;
  }
  const auto ids = options.Get("ids").As<Napi::BigInt64Array>();
  if (ids.TypedArrayType() != napi_bigint64_array || ids.ElementLength() != batch)
    throw argument_error(what, "ids", "a BigInt64Array of " + std::to_string(batch),
                         describe(options.Env(), ids));
  for (size_t i = 0; i < batch; ++i) keys[i] = {seed, epoch + 1, static_cast<uint64_t>(ids[i]), 0};
  return keys;
}

Napi::Value timings_value(Napi::Env env, const Timings& timings) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("augment", timings.augment);
  object.Set("teacher", timings.teacher);
  object.Set("student", timings.student);
  object.Set("loss", timings.loss);
  object.Set("original", timings.original);
  return object;
}

Napi::Value signals_value(Napi::Env env, const std::optional<TeacherSignals>& signals) {
  if (!signals) return env.Null();
  Napi::Object object = Napi::Object::New(env);
  object.Set("entropy", signals->entropy);
  object.Set("meanEntropy", signals->mean_entropy);
  object.Set("information", signals->information());
  object.Set("prototypesInUse", static_cast<double>(signals->prototypes_in_use));
  object.Set("effectiveRank", signals->effective_rank);
  return object;
}

// WrapperOutput of binding.ts; the graph that the job has made is reported with the loss.
Deliver deliver_output(Output made, int64_t allocated_before) {
  const int64_t kept = std::max<int64_t>(allocated_by_thread() - allocated_before, 0);
  auto output = std::make_shared<Output>(std::move(made));
  return [output, kept](Environment& at) -> Napi::Value {
    Napi::Env env(at.env());
    Napi::Object result = Napi::Object::New(env);
    result.Set("original", handle_value(at, output->original));
    result.Set("loss", Napi::Number::New(env, at.add(output->loss, kept)));
    result.Set("teacherWasStale", output->teacher_was_stale);
    result.Set("timings", timings_value(env, output->timings));
    result.Set("signals", signals_value(env, output->signals));
    result.Set("nonFinite", output->non_finite.empty()
                                ? env.Null()
                                : Napi::Value(Napi::String::New(env, output->non_finite)));
    at.ledger().mark_in_graph(output->loss);
    if (output->original.defined()) at.ledger().mark_in_graph(output->original);
    return result;
  };
}

// WrapperPass of binding.ts.
Deliver deliver_pass(std::shared_ptr<WrapperObject> owner, Pass pass, int64_t allocated_before) {
  const int64_t kept = std::max<int64_t>(allocated_by_thread() - allocated_before, 0);
  auto object = std::make_shared<PassObject>(PassObject{std::move(owner), std::move(pass)});
  return [object, kept](Environment& at) -> Napi::Value {
    Napi::Env env(at.env());
    int64_t graph_bytes = kept;
    Napi::Object result = Napi::Object::New(env);
    result.Set("teacher", handles_value(at, object->pass.teacher_values));
    Napi::Array groups = Napi::Array::New(env);
    for (const Pass::Group& group : object->pass.groups)
      groups.Set(groups.Length(), handles_value(at, group.values, &graph_bytes));
    result.Set("student", groups);
    result.Set("pass", at.add_object(object));
    return result;
  };
}

// As after a call of a module itself: results may be tensors that its attributes hold.
Deliver with_shared(std::shared_ptr<WrapperObject> owner, Deliver deliver) {
  std::vector<std::pair<std::shared_ptr<ModuleObject>, std::vector<at::Tensor>>> shared;
  for (const auto& module : {owner->student_module, owner->teacher_module})
    if (module->has_tensor_attributes()) shared.emplace_back(module, module->attribute_tensors());
  if (shared.empty()) return deliver;
  return [shared = std::move(shared), deliver = std::move(deliver)](Environment& at) {
    const Napi::Value value = deliver(at);
    for (const auto& [module, tensors] : shared) at.ledger().share(module->key(), tensors);
    return value;
  };
}

// Runs the first half of a forward, and the second as well where the features need nothing of JavaScript's.
void submit_forward(Environment& environment, std::shared_ptr<WrapperObject> object, Access access,
                    uint32_t flags, std::function<Pass(Wrapper&)> begin, Napi::Function done) {
  object->use_both(access);
  environment.client().submit(
      std::move(access), flags,
      [object, begin = std::move(begin)]() -> Deliver {
        const int64_t before = allocated_by_thread();
        Wrapper& wrapper = *object->wrapper;
        Pass pass = begin(wrapper);
        if (wrapper.custom()) return with_shared(object, deliver_pass(object, std::move(pass), before));
        Output output = wrapper.finish(pass);
        pass = {};
        return with_shared(object, deliver_output(std::move(output), before));
      },
      done);
}

Napi::Value forward(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "forward";
  auto object = read_wrapper(environment, info, kWhat);
  Images images = read_images(environment, info[1], kWhat, static_cast<size_t>(object->wrapper->views()));
  const Napi::Object given = read_object(info[2], kWhat, "options");
  const PassOptions options = read_pass_options(environment, given, kWhat);
  std::vector<CropKey> keys = read_keys(given, images.count(), kWhat);
  Access access;
  images.use(access);
  submit_forward(
      environment, std::move(object), std::move(access), read_flags(info[3], kWhat),
      [images = std::move(images), options, keys = std::move(keys)](Wrapper& wrapper) {
        return wrapper.begin(images.all(wrapper.channels()), keys, options);
      },
      read_function(info[4], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value forward_crops(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "forwardCrops";
  auto object = read_wrapper(environment, info, kWhat);
  std::vector<at::Tensor> globals = read_tensors(environment, info[1], kWhat, "globalCrops");
  std::vector<at::Tensor> locals = read_tensors(environment, info[2], kWhat, "localCrops");
  Images images;
  if (!info[3].IsNull()) images = read_images(environment, info[3], kWhat);
  const PassOptions options = read_pass_options(environment, read_object(info[4], kWhat, "options"), kWhat);
  Access access;
  for (const auto* list : {&globals, &locals})
    for (const at::Tensor& crop : *list) access.read(crop);
  images.use(access);
  submit_forward(
      environment, std::move(object), std::move(access), read_flags(info[5], kWhat),
      [globals = std::move(globals), locals = std::move(locals), images = std::move(images),
       options](Wrapper& wrapper) {
        return wrapper.begin_crops(globals, locals, images.all(wrapper.channels()), options);
      },
      read_function(info[6], kWhat, "done"));
  return info.Env().Undefined();
}

std::shared_ptr<PassObject> read_pass(Environment& environment, const Napi::CallbackInfo& info,
                                      const std::shared_ptr<WrapperObject>& owner, const char* what) {
  auto pass = environment.object<PassObject>(read_number(info[1], what, "pass"), what);
  if (pass->owner != owner) throw argument_error(what, "pass", "one of this wrapper's", "another's");
  return pass;
}

Napi::Value finish(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "forward";
  auto object = read_wrapper(environment, info, kWhat);
  auto pass = read_pass(environment, info, object, kWhat);
  const at::Tensor teacher = environment.tensor(read_number(info[2], kWhat, "teacher"), kWhat);
  std::vector<at::Tensor> student = read_tensors(environment, info[3], kWhat, "student");
  Access access;
  object->use_both(access);
  access.read(teacher);
  for (const at::Tensor& rows : student) access.read(rows);
  environment.client().submit(
      std::move(access), read_flags(info[4], kWhat),
      [object, pass, teacher, student = std::move(student)]() -> Deliver {
        const int64_t before = allocated_by_thread();
        Output output = object->wrapper->finish(pass->pass, teacher, student);
        return with_shared(object, deliver_output(std::move(output), before));
      },
      read_function(info[5], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value undo(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "forward";
  auto object = read_wrapper(environment, info, kWhat);
  auto pass = read_pass(environment, info, object, kWhat);
  Access access;
  object->use_both(access);
  environment.client().submit(
      std::move(access), 0,
      [pass]() -> Deliver {
        Wrapper::undo(pass->pass);
        return deliver_null;
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

// Rows, or with features of JavaScript's what the network gave, one value a layer.
Napi::Value embed(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "embed";
  auto object = read_wrapper(environment, info, kWhat);
  Images images = read_images(environment, info[1], kWhat);
  const Network network = read_network(info[2], kWhat);
  std::optional<std::pair<int64_t, int64_t>> size;
  if (!info[3].IsNull()) {
    const std::vector<int64_t> sides = read_shape(info[3], kWhat, "size");
    if (sides.size() != 2 || sides[0] < 1 || sides[1] < 1)
      throw argument_error(kWhat, "size", "[height, width]", describe(info.Env(), info[3]));
    size.emplace(sides[0], sides[1]);
  }
  Access access;
  // The range of the first images is looked at once.
  access.writes.push_back(object->key());
  object->use(network, access);
  images.use(access);
  environment.client().submit(
      std::move(access), 0,
      [object, images = std::move(images), network, size]() -> Deliver {
        Wrapper& wrapper = *object->wrapper;
        std::vector<at::Tensor> values = wrapper.embed_values(images.all(wrapper.channels()), network, size);
        if (!wrapper.custom()) {
          at::NoGradGuard no_grad;
          values = {wrapper.features().pooled(values)};
        }
        return with_shared(object,
                           [values](Environment& at) -> Napi::Value { return handles_value(at, values); });
      },
      read_function(info[4], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value stop_create(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), environment.add_object(std::make_shared<StopFlag>()));
}

Napi::Value stop_request(Environment& environment, const Napi::CallbackInfo& info) {
  environment.object<StopFlag>(read_number(info[0], "abort", "stop"), "abort")->request();
  return info.Env().Undefined();
}

}  // namespace

void register_wrapper_forward(Napi::Object exports) {
  expose<forward>(exports, "wrapperForward");
  expose<forward_crops>(exports, "wrapperForwardCrops");
  expose<finish>(exports, "wrapperFinish");
  expose<undo>(exports, "wrapperUndo");
  expose<embed>(exports, "wrapperEmbed");
  expose<stop_create>(exports, "stopCreate");
  expose<stop_request>(exports, "stopRequest");
}

}  // namespace dino::node
