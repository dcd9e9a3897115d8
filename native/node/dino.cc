#include "node/dino.h"

#include "core/ema.h"
#include "core/knn.h"
#include "core/loss.h"
#include "node/client.h"
#include "node/environment.h"
#include "node/head.h"
#include "node/modules.h"
#include "node/values.h"
#include "node/wrapper.h"

namespace dino::node {

namespace {

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
      std::move(access), static_cast<uint32_t>(read_integer(info[7], kWhat, "flags")),
      [=]() -> Deliver {
        const auto [value, mean, target_mean, target_entropy] =
            dino_loss(student, teacher, center, {batch, student_temperature, teacher_temperature});
        const at::Tensor moved = updated_center(center, mean, momentum);
        return [value = value, moved, student](Environment& at) -> Napi::Value {
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
        return deliver_null;
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value neighbours(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "knn";
  const Napi::Object spec = read_object(info[0], kWhat, "spec");
  const auto tensor = [&](const char* name) {
    return environment.tensor(read_number(spec.Get(name), kWhat, name), kWhat);
  };
  const at::Tensor train = tensor("trainFeatures");
  const at::Tensor train_labels = tensor("trainLabels");
  const at::Tensor test = tensor("testFeatures");
  std::optional<at::Tensor> test_labels;
  if (!spec.Get("testLabels").IsNull()) test_labels = tensor("testLabels");
  const std::vector<int64_t> ks = read_shape(spec.Get("k"), kWhat, "k");
  const double temperature = read_number(spec.Get("temperature"), kWhat, "temperature");
  const int64_t classes = read_integer(spec.Get("classes"), kWhat, "classes");
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
  register_wrapper(exports);
  register_head(exports);
  expose<loss>(exports, "dinoLoss");
  expose<average>(exports, "emaUpdate");
  expose<neighbours>(exports, "knn");
}

}  // namespace dino::node
