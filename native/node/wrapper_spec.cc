#include "node/wrapper_spec.h"

#include "node/crops.h"
#include "node/head.h"
#include "node/values.h"

namespace dino::node {

namespace {

constexpr const char* kWhat = "DINOWrapper.create";

std::vector<double> read_numbers(Napi::Value value, const char* name) {
  const Napi::Array array = read_array(value, kWhat, name);
  std::vector<double> numbers(array.Length());
  for (uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = read_number(array.Get(i), kWhat, name);
  return numbers;
}

// The value that belongs to one of a few names, the first where it is none of them: lib/ has checked it.
template <class T>
T read_choice(const Napi::Object& object, const char* name,
              std::initializer_list<std::pair<const char*, T>> choices) {
  const std::string given = read_string(object.Get(name), kWhat, name);
  for (const auto& [choice, value] : choices)
    if (given == choice) return value;
  return choices.begin()->second;
}

FeatureOptions read_features(const Napi::Object& object) {
  FeatureOptions options;
  const Napi::Array layers = read_array(object.Get("returnLayers"), kWhat, "returnLayer");
  for (uint32_t i = 0; i < layers.Length(); ++i)
    options.layers.push_back(read_string(layers.Get(i), kWhat, "returnLayer"));
  options.classifier = read_string(object.Get("stripHead"), kWhat, "stripHead");
  options.pooling = read_choice<Pooling>(object, "pooling",
                                         {{"auto", Pooling::kAuto},
                                          {"cls", Pooling::kCls},
                                          {"gap", Pooling::kGap},
                                          {"flatten", Pooling::kFlatten},
                                          {"custom", Pooling::kCustom}});
  return options;
}

}  // namespace

WrapperSpec read_wrapper_spec(const Napi::Object& object) {
  WrapperSpec spec;
  spec.global_crops = read_crops(read_object(object.Get("globalCrops"), kWhat, "globalCrops"), kWhat);
  spec.local_crops = read_crops(read_object(object.Get("localCrops"), kWhat, "localCrops"), kWhat);
  if (!object.Get("head").IsNull()) spec.head = read_head(read_object(object.Get("head"), kWhat, "head"));
  spec.original_output = read_choice<OriginalOutput>(object, "originalOutput",
                                                     {{"none", OriginalOutput::kNone},
                                                      {"original", OriginalOutput::kOriginal},
                                                      {"globalMean", OriginalOutput::kGlobalMean}});
  spec.features = read_features(object);
  spec.input_range = read_choice<InputRange>(object, "inputRange",
                                             {{"auto", InputRange::kAuto},
                                              {"uint8", InputRange::kUint8},
                                              {"unit", InputRange::kUnit},
                                              {"normalized", InputRange::kNormalized}});
  spec.channels = read_integer(object.Get("channels"), kWhat, "channels");
  if (!object.Get("normalize").IsNull()) {
    const Napi::Object normalize = read_object(object.Get("normalize"), kWhat, "normalize");
    Normalization own{read_numbers(normalize.Get("mean"), "mean"), read_numbers(normalize.Get("std"), "std")};
    const auto channels = static_cast<size_t>(spec.channels);
    if (own.mean.size() != channels || own.std.size() != channels)
      throw argument_error(kWhat, "normalize",
                           "a mean and a std for each of " + std::to_string(channels) + " channels",
                           std::to_string(own.mean.size()) + " and " + std::to_string(own.std.size()));
    spec.normalization = std::move(own);
  }
  spec.teacher_batch_statistics =
      read_string(object.Get("teacherBatchNorm"), kWhat, "teacherBatchNorm") == "batch";
  spec.composed = read_string(object.Get("operators"), kWhat, "operators") == "composed";
  spec.student_temperature = read_number(object.Get("studentTemperature"), kWhat, "studentTemperature");
  spec.center_momentum = read_number(object.Get("centerMomentum"), kWhat, "centerMomentum");
  spec.seed = read_seed(object.Get("seed"), kWhat, "seed");
  return spec;
}

}  // namespace dino::node
