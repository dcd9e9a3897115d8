#include "node/operators.h"

#include <ATen/ScalarOps.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <c10/util/SmallVector.h>

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "node/client.h"
#include "node/environment.h"
#include "node/hidden_writes.h"
#include "node/process.h"
#include "node/values.h"

namespace dino::node {

namespace {

struct ArgumentPlan {
  std::string name;
  std::string type_text;
  c10::TypePtr type;
  std::optional<int32_t> fixed;
  std::optional<c10::IValue> default_value;
  bool keyword_only;
  bool written;
  bool takes_tensor;
  std::optional<HiddenWrite> hidden_write;
  // Of the flag of hidden_write, -1 where it has none.
  int flag = -1;
};

struct Overload {
  c10::OperatorHandle handle;
  std::vector<ArgumentPlan> arguments;
  // Why the overload may only be called with kFlagUnsafe; empty for one that is safe.
  std::string unsafe;
  // The argument that the single result is an alias of (`add_`, `out=`), or -1.
  int returned_argument = -1;
  bool returns_one_tensor = false;
  bool writes = false;
  // `mul_` by a number rounds it to the tensor's dtype first; PyTorch's users get the overload for tensors,
  // with a number that keeps its precision.
  std::optional<c10::OperatorHandle> of_wrapped_number = std::nullopt;

  void run(torch::jit::Stack& stack) const {
    if (!of_wrapped_number) return handle.callBoxed(stack);
    stack.back() = at::native::wrapped_scalar_tensor(stack.back().toScalar());
    of_wrapped_number->callBoxed(stack);
  }
};

struct Operator {
  std::string name;
  std::vector<Overload> overloads;
};

// A call's arguments as they came: positional ones first, then one for each of `names`.
struct Arguments {
  c10::SmallVector<napi_value, 8> values;
  std::vector<std::string> names;
  uint64_t kinds;

  size_t positional() const { return values.size() - names.size(); }
  ArgumentKind kind(size_t index) const {
    // 26 arguments fit into the exact range of a double; no schema has a tensor beyond them.
    return index < 26 ? static_cast<ArgumentKind>(kinds >> (2 * index) & 3) : ArgumentKind::kPlain;
  }
};

// Where the values of a matched overload came from: `source[i]` is the index in Arguments, -1 for a default.
struct Bound {
  const Overload* overload;
  torch::jit::Stack stack;
  c10::SmallVector<int, 8> source;

  // Whether this call writes an argument: only before it runs, when the stack holds its arguments.
  bool writes(size_t i) const {
    const ArgumentPlan& argument = overload->arguments[i];
    return argument.written || writes_unsaid(argument);
  }
  // Whether it puts a gradient there.
  bool writes_gradient(size_t i) const {
    const ArgumentPlan& argument = overload->arguments[i];
    return writes_unsaid(argument) && argument.hidden_write->gradient;
  }

 private:
  bool writes_unsaid(const ArgumentPlan& argument) const {
    return argument.hidden_write && (argument.flag < 0 || stack[argument.flag].toBool());
  }
};

// Where matching an overload ended: at which of its arguments, and where its value came from (see Bound).
struct Mismatch {
  size_t progress = 0;
  int source = -1;
};
using Mismatches = c10::SmallVector<Mismatch, 8>;

// As the schema has it, "ScalarType" and not "int"; that a size may be symbolic is no concern of the
// caller's.
std::string type_text(const c10::Argument& argument) {
  std::string text = argument.real_type()->str();
  for (size_t at; (at = text.find("SymInt")) != std::string::npos;) text.replace(at, 6, "int");
  if (const size_t at = text.find("[]"); argument.N() && at != std::string::npos)
    text.insert(at + 1, std::to_string(*argument.N()));
  return text;
}

Overload plan(const c10::OperatorHandle& handle) {
  const c10::FunctionSchema& schema = handle.schema();
  Overload overload{handle, {}, {}};
  for (const c10::Argument& argument : schema.arguments()) {
    const c10::AliasInfo* alias = argument.alias_info();
    overload.arguments.push_back({argument.name(), type_text(argument), argument.real_type(), argument.N(),
                                  argument.default_value(), argument.kwarg_only(),
                                  alias != nullptr && alias->isWrite(),
                                  argument.real_type()->kind() == c10::TypeKind::TensorType,
                                  hidden_write(schema.name(), argument.name())});
    const auto& hidden = overload.arguments.back().hidden_write;
    if (hidden && !hidden->flag.empty())
      overload.arguments.back().flag = schema.argumentIndexWithName(std::string(hidden->flag)).value();
  }
  overload.writes = std::any_of(overload.arguments.begin(), overload.arguments.end(),
                                [](const ArgumentPlan& argument) { return argument.written; });
  const auto& returns = schema.returns();
  overload.returns_one_tensor = returns.size() == 1 && returns[0].type()->kind() == c10::TypeKind::TensorType;
  if (overload.returns_one_tensor && returns[0].alias_info() != nullptr &&
      returns[0].alias_info()->isWrite()) {
    for (size_t i = 0; i < schema.arguments().size(); ++i) {
      const c10::AliasInfo* alias = schema.arguments()[i].alias_info();
      if (alias != nullptr && *alias == *returns[0].alias_info())
        overload.returned_argument = static_cast<int>(i);
    }
  }
  if (c10::toString(schema.operator_name()) == "aten::mul_.Scalar")
    overload.of_wrapped_number = c10::Dispatcher::singleton().findSchemaOrThrow("aten::mul_", "Tensor");
  return overload;
}

// Every operator of the process by name. Plans are made once and never go away.
class Registry {
 public:
  static Registry& instance() {
    static Registry* registry = new Registry;
    return *registry;
  }

  const Operator* find(const std::string& name) {
    std::lock_guard lock(mutex_);
    if (const auto found = planned_.find(name); found != planned_.end()) return found->second;
    // "aten::add" is all overloads, "aten::add.Tensor" one of them, "aten::relu.default" the nameless one.
    const size_t dot = name.find('.');
    const std::string base = name.substr(0, dot);
    std::string only = dot == std::string::npos ? "" : name.substr(dot + 1);
    if (only == "default") only.clear();
    std::vector<c10::OperatorName> names;
    for (const c10::OperatorName& candidate : c10::Dispatcher::singleton().getAllOpNames())
      if (candidate.name == base && (dot == std::string::npos || candidate.overload_name == only))
        names.push_back(candidate);
    Operator made{name, {}};
    for (const c10::OperatorName& overload : names) {
      const auto handle = c10::Dispatcher::singleton().findSchema(overload);
      if (!handle) continue;
      made.overloads.push_back(plan(*handle));
      if (const auto found = guarded_.find(c10::toString(overload)); found != guarded_.end())
        made.overloads.back().unsafe = found->second;
    }
    if (made.overloads.empty()) return nullptr;
    // The first overload that fits is called: the nameless one, then those with fewer arguments.
    std::sort(made.overloads.begin(), made.overloads.end(), [](const Overload& a, const Overload& b) {
      const auto key = [](const Overload& o) {
        return std::tuple(!o.handle.schema().overload_name().empty(), o.arguments.size(),
                          std::string_view(o.handle.schema().overload_name()));
      };
      return key(a) < key(b);
    });
    operators_.push_back(std::move(made));
    return planned_[name] = &operators_.back();
  }

  // From now on this overload ("aten::add.Tensor") needs kFlagUnsafe; `reason` is for the error.
  void guard(const std::string& overload, std::string reason) {
    std::lock_guard lock(mutex_);
    guarded_.emplace(overload, std::move(reason));
  }

  std::vector<std::string> names(const std::string& space) {
    std::vector<std::string> result;
    const std::string prefix = space + "::";
    for (const c10::OperatorName& name : c10::Dispatcher::singleton().getAllOpNames())
      if (name.name.starts_with(prefix)) result.push_back(name.name.substr(prefix.size()));
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

 private:
  std::mutex mutex_;
  std::deque<Operator> operators_;
  std::unordered_map<std::string, std::string> guarded_;
  std::unordered_map<std::string, const Operator*> planned_;
};

// Operators by the number that JavaScript uses; an environment is a thread, so no lock is needed.
thread_local std::vector<const Operator*> operators_of_thread;

bool is_empty_list(const c10::IValue& value) {
  return value.isList() && value.toListRef().empty();
}

bool is_empty_list(napi_env env, napi_value value) {
  bool is_array = false;
  uint32_t length = 1;
  if (napi_is_array(env, value, &is_array) == napi_ok && is_array) napi_get_array_length(env, value, &length);
  return length == 0;
}

bool bind(Environment& environment, const Overload& overload, const Arguments& given, Bound& bound,
          Mismatch& mismatch) {
  const std::string& name = overload.handle.schema().name();
  bound.overload = &overload;
  bound.stack.clear();
  bound.stack.reserve(overload.arguments.size());
  bound.source.clear();
  size_t used = 0;
  for (size_t i = 0; i < overload.arguments.size(); ++i) {
    const ArgumentPlan& argument = overload.arguments[i];
    int source = -1;
    if (i < given.positional() && !argument.keyword_only) {
      source = static_cast<int>(i);
    } else {
      const auto found = std::find(given.names.begin(), given.names.end(), argument.name);
      if (found != given.names.end())
        source = static_cast<int>(given.positional() + (found - given.names.begin()));
    }
    mismatch = {i, source};
    if (source < 0) {
      if (!argument.default_value) return false;
      bound.stack.push_back(*argument.default_value);
    } else {
      ++used;
      const ArgumentKind kind = given.kind(source);
      double handle;
      if (argument.takes_tensor && kind == ArgumentKind::kTensor &&
          napi_get_value_double(environment.env(), given.values[source], &handle) == napi_ok) {
        bound.stack.emplace_back(environment.tensor(handle, name.c_str()));
        bound.source.push_back(source);
        continue;
      }
      c10::IValue value;
      napi_valuetype type = napi_object;
      if (argument.default_value && kind == ArgumentKind::kPlain)
        napi_typeof(environment.env(), given.values[source], &type);
      const bool as_default =
          type == napi_undefined ||
          (type == napi_object && argument.default_value && is_empty_list(*argument.default_value) &&
           is_empty_list(environment.env(), given.values[source]));
      if (as_default) {
        bound.stack.push_back(*argument.default_value);
      } else if (convert(environment, given.values[source], kind, argument.type, argument.fixed, name.c_str(),
                         value)) {
        bound.stack.push_back(std::move(value));
      } else {
        return false;
      }
    }
    bound.source.push_back(source);
  }
  mismatch = {overload.arguments.size(), -1};
  return used == given.values.size();
}

// The error of the overload that was matched farthest; what others expect at the same argument is named too.
CallError refusal(Environment& environment, const Operator& op, const Arguments& given,
                  const Mismatches& mismatches) {
  size_t farthest = 0;
  for (const Mismatch& mismatch : mismatches) farthest = std::max(farthest, mismatch.progress);
  std::string argument, expected, found;
  for (size_t i = 0; i < mismatches.size(); ++i) {
    if (mismatches[i].progress != farthest) continue;
    const std::vector<ArgumentPlan>& plans = op.overloads[i].arguments;
    const bool all = farthest == plans.size();
    const std::string name = all ? "(all)" : plans[farthest].name;
    const std::string type = all ? "at most " + std::to_string(plans.size()) + " arguments of these names"
                                 : plans[farthest].type_text;
    if (!expected.empty()) {
      if (name == argument && expected.find(type) == std::string::npos) expected += " or " + type;
      continue;
    }
    argument = name;
    expected = type;
    if (all) {
      found = std::to_string(given.values.size());
      if (!given.names.empty()) found += " with '" + given.names.back() + "'";
    } else if (const int source = mismatches[i].source; source < 0) {
      found = "nothing";
    } else {
      found = describe(environment.env(), given.values[source], given.kind(source));
    }
  }
  CallError error = argument_error(op.name, argument, expected, found);
  if (op.overloads.size() == 1) return error;
  Failure failure = error.failure();
  failure.message += ". Its overloads:";
  for (const Overload& overload : op.overloads)
    failure.message += "\n  " + c10::toString(overload.handle.schema());
  return CallError(std::move(failure));
}

// The first overload that fits. Values are read once for each overload that is tried, and never for the
// error: getters may give other values, or throw.
Bound bind(Environment& environment, const Operator& op, const Arguments& given) {
  Bound bound;
  Mismatches mismatches;
  for (const Overload& overload : op.overloads) {
    Mismatch mismatch;
    if (bind(environment, overload, given, bound, mismatch)) return bound;
    const Napi::Env env(environment.env());
    if (env.IsExceptionPending()) throw env.GetAndClearPendingException();
    mismatches.push_back(mismatch);
  }
  throw refusal(environment, op, given, mismatches);
}

void check_safe(const Bound& bound, uint32_t flags) {
  const std::string& reason = bound.overload->unsafe;
  if (reason.empty() || (flags & kFlagUnsafe) != 0) return;
  const c10::FunctionSchema& schema = bound.overload->handle.schema();
  const std::string overload = c10::toString(schema.operator_name());
  throw CallError(Failure{"UNSAFE_OPERATOR",
                          schema.name() + ": LibTorch can fail inside " + overload +
                              " in a way that no error reports (" + reason +
                              "); the option { unsafe: true } calls it all the same",
                          {{"operator", schema.name()}, {"overload", overload}, {"reason", reason}}});
}

template <class F>
void each_tensor(const c10::IValue& value, F visit) {
  if (value.isTensor()) {
    visit(value.toTensor());
  } else if (value.isList()) {
    for (const c10::IValue& item : value.toListRef()) each_tensor(item, visit);
  }
}

void check_busy(Environment& environment, const Bound& bound) {
  const char* name = bound.overload->handle.schema().name().c_str();
  for (size_t i = 0; i < bound.stack.size(); ++i) {
    const bool written = bound.writes(i);
    each_tensor(bound.stack[i], [&](const at::Tensor& tensor) {
      written ? environment.check_write(tensor, name) : environment.check_read(tensor, name);
    });
  }
}

bool any_requires_grad(const torch::jit::Stack& values) {
  bool result = false;
  for (const c10::IValue& value : values)
    each_tensor(value,
                [&](const at::Tensor& tensor) { result |= tensor.defined() && tensor.requires_grad(); });
  return result;
}

// Tensors and written arguments of a call, kept for what must be noted once its result is known.
struct Noted {
  // A tensor of a written list, of which there is no handle at hand, and what it was before.
  struct Listed {
    at::Tensor tensor;
    const void* storage;
    size_t bytes;

    explicit Listed(const at::Tensor& of)
        : tensor(of), storage(storage_key(of)), bytes(storage == nullptr ? 0 : of.storage().nbytes()) {}
    bool changed() const {
      return storage_key(tensor) != storage || (storage != nullptr && tensor.storage().nbytes() != bytes);
    }
  };

  std::vector<at::Tensor> arguments;
  // Those of them that hold a gradient afterwards.
  std::vector<at::Tensor> gradients;
  std::vector<Handle> written;
  std::vector<Listed> listed;

  // The tensors through which the call's graph can be reached, once it has run: those that it wrote as well.
  template <class F>
  void each_result(const torch::jit::Stack& results, F visit) const {
    for (const c10::IValue& value : results) each_tensor(value, visit);
    for (const at::Tensor& tensor : arguments) visit(tensor);
  }

  // `recorded`: whether the call may be recorded by autograd.
  Noted(Environment& environment, const Arguments& given, const Bound& bound, bool recorded) {
    for (size_t i = 0; i < bound.stack.size(); ++i) {
      if (recorded)
        each_tensor(bound.stack[i], [&](const at::Tensor& tensor) {
          arguments.push_back(tensor);
          if (bound.writes_gradient(i)) gradients.push_back(tensor);
        });
      const int source = bound.source[i];
      double handle;
      if (bound.overload->arguments[i].written && source >= 0 &&
          given.kind(source) == ArgumentKind::kTensor &&
          napi_get_value_double(environment.env(), given.values[source], &handle) == napi_ok)
        written.push_back(handle);
      if (bound.overload->arguments[i].written && bound.stack[i].isList())
        each_tensor(bound.stack[i], [&](const at::Tensor& tensor) { listed.emplace_back(tensor); });
    }
  }

  void apply(Environment& environment, const torch::jit::Stack& results) const {
    for (const Handle handle : written) environment.remeasure(handle);
    std::unordered_set<const c10::TensorImpl*> changed;
    for (const Listed& each : listed)
      if (each.changed()) changed.insert(each.tensor.unsafeGetTensorImpl());
    if (!changed.empty()) environment.remeasure(changed);
    // An operator that returns nothing has written its result into its arguments.
    const bool in_graph =
        results.empty() ? std::any_of(arguments.begin(), arguments.end(),
                                      [](const at::Tensor& t) { return t.defined() && t.requires_grad(); })
                        : !arguments.empty() && any_requires_grad(results);
    if (!in_graph) return;
    for (const at::Tensor& tensor : arguments) environment.ledger().mark_in_graph(tensor);
    for (const at::Tensor& tensor : gradients) environment.ledger().mark_written_by_graph(tensor);
    for (const c10::IValue& value : results)
      each_tensor(value, [&](const at::Tensor& tensor) { environment.ledger().mark_in_graph(tensor); });
  }
};

// Whether little would be kept alive if a tensor were freed late. What is recorded may hold a graph of any
// size.
bool is_light(const at::Tensor& tensor) {
  constexpr size_t kLight = 4096;
  return tensor.has_storage() && tensor.storage().nbytes() <= kLight && !tensor.requires_grad();
}

Napi::Value call_value(Environment& environment, int returned_source, const Overload& overload,
                       const torch::jit::Stack& results) {
  Napi::Env env(environment.env());
  if (returned_source >= 0) return Napi::Number::New(env, -1.0 - returned_source);
  if (overload.returns_one_tensor && !overload.writes && results.size() == 1 &&
      results[0].toTensor().defined()) {
    const at::Tensor& tensor = results[0].toTensor();
    const Handle handle = environment.add(tensor);
    return Napi::Number::New(env, is_light(tensor) ? -handle : handle);
  }
  const std::vector<c10::Argument>& returns = overload.handle.schema().returns();
  const auto value = [&](size_t i) {
    return result_value(environment, results[i], returns.at(i).real_type());
  };
  Napi::Object object = Napi::Object::New(env);
  if (results.size() == 1) {
    object.Set("value", value(0));
  } else if (results.empty()) {
    object.Set("value", env.Null());
  } else {
    Napi::Array array = Napi::Array::New(env, results.size());
    for (size_t i = 0; i < results.size(); ++i) array.Set(static_cast<uint32_t>(i), value(i));
    object.Set("value", array);
  }
  return object;
}

struct Header {
  const Operator* op;
  uint32_t flags;
  Arguments arguments;
};

// id, flags, kinds, names, then `extra` more, then the operator's own arguments.
Header read_header(const Napi::CallbackInfo& info, size_t extra) {
  Header header;
  double numbers[3] = {-1, 0, 0};
  for (size_t i = 0; i < 3; ++i) napi_get_value_double(info.Env(), info[i], &numbers[i]);
  const auto [id, flags, kinds] = numbers;
  if (!(id >= 0 && id < static_cast<double>(operators_of_thread.size())) || info.Length() < 4 + extra)
    throw CallError("INTERNAL", "call: no such operator number");
  header.op = operators_of_thread[static_cast<size_t>(id)];
  header.flags = static_cast<uint32_t>(flags);
  header.arguments.kinds = static_cast<uint64_t>(kinds);
  for (size_t i = 4 + extra; i < info.Length(); ++i) header.arguments.values.push_back(info[i]);
  if (info[3].IsArray()) {
    const Napi::Array names = info[3].As<Napi::Array>();
    for (uint32_t i = 0; i < names.Length(); ++i)
      header.arguments.names.push_back(read_string(names.Get(i), header.op->name.c_str(), "name"));
    if (header.arguments.names.size() > header.arguments.values.size())
      throw CallError("INTERNAL", "call: more names than arguments");
  }
  return header;
}

int returned_source(const Bound& bound) {
  const int argument = bound.overload->returned_argument;
  return argument < 0 ? -1 : bound.source[argument];
}

Napi::Value call(Environment& environment, const Napi::CallbackInfo& info) {
  const Header header = read_header(info, 0);
  Bound bound = bind(environment, *header.op, header.arguments);
  check_safe(bound, header.flags);
  if (!environment.ledger().idle()) check_busy(environment, bound);
  const bool grad = (header.flags & kFlagGrad) != 0;
  const Noted noted(environment, header.arguments, bound, grad && any_requires_grad(bound.stack));
  use_threads(environment.threads());
  std::optional<Origin> origin;
  if (grad && (header.flags & kFlagAnomaly) != 0) origin.emplace(environment.origin());
  {
    at::AutoGradMode mode(grad);
    bound.overload->run(bound.stack);
  }
  if (origin) noted.each_result(bound.stack, [&](const at::Tensor& tensor) { origin->mark(tensor); });
  const Napi::Value value = call_value(environment, returned_source(bound), *bound.overload, bound.stack);
  noted.apply(environment, bound.stack);
  return value;
}

Napi::Value call_async(Environment& environment, const Napi::CallbackInfo& info) {
  const Header header = read_header(info, 1);
  const Napi::Function done = read_function(info[4], header.op->name.c_str(), "done");
  auto bound = std::make_shared<Bound>(bind(environment, *header.op, header.arguments));
  check_safe(*bound, header.flags);
  const bool grad = (header.flags & kFlagGrad) != 0;
  Access access;
  for (size_t i = 0; i < bound->stack.size(); ++i) {
    const bool written = bound->writes(i);
    each_tensor(bound->stack[i], [&](const at::Tensor& t) { written ? access.write(t) : access.read(t); });
  }
  // Whether an argument requires a gradient may be decided by a job before this one.
  Noted noted(environment, header.arguments, *bound, grad);
  environment.client().submit(
      std::move(access), header.flags,
      [bound, noted = std::move(noted)]() -> Deliver {
        bound->overload->run(bound->stack);
        return [bound, noted](Environment& at) {
          noted.each_result(bound->stack, [&](const at::Tensor& tensor) { at.mark_result(tensor); });
          const Napi::Value value = call_value(at, returned_source(*bound), *bound->overload, bound->stack);
          noted.apply(at, bound->stack);
          return value;
        };
      },
      done);
  return info.Env().Undefined();
}

Napi::Value find_operator(Environment&, const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const std::string name = read_string(info[0], "operator", "name");
  const Operator* op = Registry::instance().find(name);
  if (op == nullptr)
    throw CallError(Failure{"UNKNOWN_OPERATOR", "there is no operator '" + name + "'", {{"operator", name}}});
  const auto known = std::find(operators_of_thread.begin(), operators_of_thread.end(), op);
  const size_t id = known - operators_of_thread.begin();
  if (known == operators_of_thread.end()) operators_of_thread.push_back(op);

  Napi::Array schemas = Napi::Array::New(env);
  Napi::Array names = Napi::Array::New(env);
  std::vector<std::string> seen;
  bool writes = false;
  for (const Overload& overload : op->overloads) {
    schemas.Set(schemas.Length(), c10::toString(overload.handle.schema()));
    writes |= overload.writes;
    for (const ArgumentPlan& argument : overload.arguments) {
      if (std::find(seen.begin(), seen.end(), argument.name) != seen.end()) continue;
      seen.push_back(argument.name);
      names.Set(names.Length(), argument.name);
    }
  }
  Napi::Object object = Napi::Object::New(env);
  object.Set("id", static_cast<double>(id));
  object.Set("name", op->name);
  object.Set("schemas", schemas);
  object.Set("argumentNames", names);
  object.Set("writes", writes);
  return object;
}

Napi::Value guard_operators(Environment&, const Napi::CallbackInfo& info) {
  const Napi::Object table = read_object(info[0], "guardOperators", "table");
  const Napi::Array overloads = table.GetPropertyNames();
  for (uint32_t i = 0; i < overloads.Length(); ++i) {
    const std::string overload = read_string(overloads.Get(i), "guardOperators", "overload");
    Registry::instance().guard(overload, read_string(table.Get(overload), "guardOperators", "reason"));
  }
  return info.Env().Undefined();
}

Napi::Value operator_names(Environment&, const Napi::CallbackInfo& info) {
  const std::vector<std::string> names =
      Registry::instance().names(read_string(info[0], "operatorNames", "namespace"));
  Napi::Array array = Napi::Array::New(info.Env(), names.size());
  for (size_t i = 0; i < names.size(); ++i) array.Set(static_cast<uint32_t>(i), names[i]);
  return array;
}

}  // namespace

void register_operators(Napi::Object exports) {
  expose<find_operator>(exports, "operator");
  expose<operator_names>(exports, "operatorNames");
  expose<guard_operators>(exports, "guardOperators");
  expose<call>(exports, "call");
  expose<call_async>(exports, "callAsync");
}

}  // namespace dino::node
