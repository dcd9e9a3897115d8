#include "node/load_report.h"

#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "node/environment.h"
#include "node/values.h"

namespace dino::node {

namespace {

// What copy_ would refuse only once others are written, or cut to its real part.
void check_source(const at::Tensor& target, const at::Tensor& source, const std::string& name,
                  const char* what) {
  if (source.layout() == at::kStrided && !source.is_quantized() && (target.is_meta() || !source.is_meta()) &&
      (target.is_complex() || !source.is_complex()))
    return;
  std::ostringstream got;
  got << source.layout() << ' ' << source.scalar_type() << " on " << source.device();
  throw argument_error(what, name.c_str(),
                       target.is_complex() ? "a dense tensor with data" : "a dense, real tensor with data",
                       got.str());
}

}  // namespace

Napi::Value LoadReport::value(Napi::Env env) const {
  const auto strings = [&](const std::vector<std::string>& values) {
    Napi::Array array = Napi::Array::New(env, values.size());
    for (size_t i = 0; i < values.size(); ++i) array.Set(static_cast<uint32_t>(i), values[i]);
    return array;
  };
  Napi::Array mismatches = Napi::Array::New(env, mismatched.size());
  for (size_t i = 0; i < mismatched.size(); ++i) {
    Napi::Object entry = Napi::Object::New(env);
    entry.Set("name", mismatched[i].name);
    entry.Set("expected", shape_value(env, mismatched[i].expected));
    entry.Set("found", shape_value(env, mismatched[i].found));
    mismatches.Set(static_cast<uint32_t>(i), entry);
  }
  Napi::Object report = Napi::Object::New(env);
  report.Set("missing", strings(missing));
  report.Set("unexpected", strings(unexpected));
  report.Set("mismatched", mismatches);
  return report;
}

void LoadPlan::use(Access& access) const {
  for (const Copy& copy : copies) {
    access.write(copy.target);
    access.read(copy.source);
  }
}

LoadPlan plan_load(Environment& environment, const std::vector<NamedTensor>& targets, Napi::Value given,
                   bool strict, const char* what) {
  const Napi::Array entries = read_array(given, what, "tensors");
  std::vector<std::string> names;
  std::unordered_map<std::string, at::Tensor> sources;
  for (uint32_t i = 0; i < entries.Length(); ++i) {
    const Napi::Object entry = read_object(entries.Get(i), what, "tensors");
    names.push_back(read_string(entry.Get("name"), what, "name"));
    sources[names.back()] = environment.tensor(read_number(entry.Get("handle"), what, "handle"), what);
  }
  LoadPlan plan;
  std::unordered_set<std::string> known;
  for (const NamedTensor& target : targets) {
    known.insert(target.name);
    const auto source = sources.find(target.name);
    if (source == sources.end()) {
      plan.report.missing.push_back(target.name);
    } else if (source->second.sizes() != target.tensor.sizes()) {
      plan.report.mismatched.push_back(
          {target.name, target.tensor.sizes().vec(), source->second.sizes().vec()});
    } else {
      check_source(target.tensor, source->second, target.name, what);
      plan.copies.push_back({target.name, target.tensor, source->second});
    }
  }
  for (const std::string& name : names)
    if (!known.contains(name)) plan.report.unexpected.push_back(name);
  if (strict && !plan.report.empty()) plan.copies.clear();
  return plan;
}

}  // namespace dino::node
