#include "node/wrapper.h"

#include "node/client.h"
#include "node/environment.h"
#include "node/head.h"
#include "node/load_report.h"
#include "node/modules.h"
#include "node/values.h"
#include "node/wrapper_object.h"
#include "node/wrapper_spec.h"

namespace dino::node {

void WrapperObject::use(Network network, Access& access) const {
  const bool is_student = network == Network::kStudent;
  (is_student ? student_module : teacher_module)->use(access);
  use_tensors(is_student ? student : teacher, access);
}

void WrapperObject::use_both(Access& access) const {
  access.writes.push_back(key());
  use(Network::kStudent, access);
  use(Network::kTeacher, access);
}

std::shared_ptr<WrapperObject> read_wrapper(Environment& environment, const Napi::CallbackInfo& info,
                                            const char* what) {
  return environment.object<WrapperObject>(read_number(info[0], what, "wrapper"), what);
}

Network read_network(Napi::Value value, const char* what) {
  return read_string(value, what, "network") == "student" ? Network::kStudent : Network::kTeacher;
}

Napi::Array handles_value(Environment& at, const std::vector<at::Tensor>& tensors, int64_t* graph_bytes) {
  Napi::Array array = Napi::Array::New(at.env(), tensors.size());
  for (size_t i = 0; i < tensors.size(); ++i) {
    array.Set(static_cast<uint32_t>(i), handle_value(at, tensors[i], graph_bytes));
    at.ledger().mark_in_graph(tensors[i]);
  }
  return array;
}

namespace {

Napi::Value facts_value(Environment& at, const std::shared_ptr<WrapperObject>& object) {
  Napi::Env env(at.env());
  const Wrapper& wrapper = *object->wrapper;
  Napi::Object facts = Napi::Object::New(env);
  facts.Set("wrapper", at.add_object(object));
  facts.Set("featureDim", static_cast<double>(wrapper.feature_dim()));
  facts.Set("prototypes", static_cast<double>(wrapper.prototypes()));
  Napi::Array preflight = Napi::Array::New(env);
  for (const std::string& line : wrapper.preflight()) preflight.Set(preflight.Length(), line);
  facts.Set("preflight", preflight);
  Napi::Array values = Napi::Array::New(env);
  for (const auto& of_size : wrapper.dry_values()) values.Set(values.Length(), handles_value(at, of_size));
  facts.Set("dryValues", values);
  return facts;
}

void list_tensors(WrapperObject& object) {
  object.student = object.wrapper->named_tensors(Network::kStudent);
  object.teacher = object.wrapper->named_tensors(Network::kTeacher);
}

// A module may assign other tensors to its buffers when it runs, so that those which it has are listed anew
// wherever no job is at work on it.
void list_again(Environment& environment, WrapperObject& object) {
  const Ledger& ledger = environment.ledger();
  for (const void* key : {object.key(), object.student_module->key(), object.teacher_module->key()})
    if (!ledger.idle() && !ledger.may_write(key)) return;
  list_tensors(object);
}

Napi::Value create(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "DINOWrapper.create";
  const Napi::Object object = read_object(info[0], kWhat, "spec");
  auto module = environment.object<ModuleObject>(read_number(object.Get("module"), kWhat, "module"), kWhat);
  WrapperSpec spec = read_wrapper_spec(object);
  Access access;
  module->use(access);
  environment.client().submit(
      std::move(access), static_cast<uint32_t>(read_integer(info[1], kWhat, "flags")),
      [module, spec = std::move(spec)]() -> Deliver {
        auto made = std::make_shared<WrapperObject>();
        made->wrapper = std::make_unique<Wrapper>(module->module, spec);
        made->student_module = module;
        made->teacher_module = std::make_shared<ModuleObject>(made->wrapper->teacher());
        list_tensors(*made);
        return [made](Environment& at) { return facts_value(at, made); };
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

// Nobody else knows of the wrapper yet, so that its lists can be made anew.
Napi::Value complete(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "DINOWrapper.create";
  auto object = read_wrapper(environment, info, kWhat);
  const int64_t feature_dim = read_integer(info[1], kWhat, "featureDim");
  Access access;
  object->use_both(access);
  environment.client().submit(
      std::move(access), 0,
      [object, feature_dim]() -> Deliver {
        TORCH_CHECK(object->wrapper->feature_dim() == 0, "the wrapper is complete");
        object->wrapper->complete(feature_dim);
        return [object](Environment& at) {
          list_tensors(*object);
          return facts_value(at, object);
        };
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value ema_update(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "emaUpdate";
  auto object = read_wrapper(environment, info, kWhat);
  const double momentum = read_number(info[1], kWhat, "momentum");
  Access access;
  object->use_both(access);
  for (const NamedTensor& named : object->teacher) access.write(named.tensor);
  environment.client().submit(
      std::move(access), 0,
      [object, momentum]() -> Deliver {
        object->wrapper->ema_update(momentum);
        return deliver_null;
      },
      read_function(info[2], kWhat, "done"));
  return info.Env().Undefined();
}

// "student.x" and "teacher.x"; of the rest only the shapes count: the centre is replaced, and JavaScript
// counts.
std::vector<NamedTensor> state_of(const WrapperObject& object) {
  std::vector<NamedTensor> state;
  for (const auto& [name, tensor, buffer] : object.student)
    state.push_back({"student." + name, tensor, buffer});
  for (const auto& [name, tensor, buffer] : object.teacher)
    state.push_back({"teacher." + name, tensor, buffer});
  state.push_back({"center", at::zeros({1, object.wrapper->prototypes()}), true});
  for (const char* counter : {"step", "imagesSeen"})
    state.push_back({counter, at::zeros({}, at::kLong), true});
  return state;
}

Napi::Value load(Environment& environment, const Napi::CallbackInfo& info) {
  constexpr const char* kWhat = "loadStateDict";
  auto object = read_wrapper(environment, info, kWhat);
  const bool strict = read_boolean(info[2], kWhat, "strict");
  list_again(environment, *object);
  LoadPlan plan = plan_load(environment, state_of(*object), info[1], strict, kWhat);
  Access access;
  object->use_both(access);
  plan.use(access);
  environment.client().submit(
      std::move(access), 0,
      [object, plan = std::move(plan)]() -> Deliver {
        std::vector<std::pair<at::Tensor, at::Tensor>> pairs;
        at::Tensor center;
        for (const auto& [name, target, source] : plan.copies) {
          if (name == "center") center = source;
          if (name.find('.') != std::string::npos) pairs.emplace_back(target, source);
        }
        object->wrapper->load(pairs, center);
        return [report = plan.report](Environment& at) { return report.value(at.env()); };
      },
      read_function(info[3], kWhat, "done"));
  return info.Env().Undefined();
}

Napi::Value tensors(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = read_wrapper(environment, info, "namedParameters");
  const Network network = read_network(info[1], "namedParameters");
  list_again(environment, *object);
  return named_tensors_value(environment, network == Network::kStudent ? object->student : object->teacher);
}

Napi::Value teacher(Environment& environment, const Napi::CallbackInfo& info) {
  return Napi::Number::New(
      info.Env(), environment.add_object(read_wrapper(environment, info, "teacher")->teacher_module));
}

Napi::Value head(Environment& environment, const Napi::CallbackInfo& info) {
  const std::optional<Head>& made = read_wrapper(environment, info, "head")->wrapper->student_head();
  if (!made) return info.Env().Null();
  return Napi::Number::New(info.Env(), environment.add_object(std::make_shared<HeadObject>(*made)));
}

Napi::Value center(Environment& environment, const Napi::CallbackInfo& info) {
  auto object = read_wrapper(environment, info, "center");
  environment.check_module(object->key(), "center");
  return handle_value(environment, object->wrapper->center().clone());
}

}  // namespace

void register_wrapper(Napi::Object exports) {
  register_wrapper_forward(exports);
  register_wrapper_update(exports);
  expose<create>(exports, "wrapperCreate");
  expose<complete>(exports, "wrapperComplete");
  expose<ema_update>(exports, "wrapperEmaUpdate");
  expose<load>(exports, "wrapperLoad");
  expose<tensors>(exports, "wrapperTensors");
  expose<teacher>(exports, "wrapperTeacher");
  expose<head>(exports, "wrapperHead");
  expose<center>(exports, "wrapperCenter");
}

}  // namespace dino::node
