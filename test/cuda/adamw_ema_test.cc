// dino::adamw_ema_: norms by groups, clipping, AdamW and the average, against the formulas in double.
#include <algorithm>
#include <limits>
#include <memory>

#include "checks.h"
#include "ops/cuda/adamw_ema.cu"

namespace {

using namespace cuda_test;
using namespace dino::ops::cuda;

constexpr double kBeta1 = 0.9, kBeta2 = 0.99, kEps = 1e-6;
constexpr double kLargest = std::numeric_limits<float>::max();

struct Options {
  std::vector<int64_t> sizes{};
  std::vector<int> groups{};  // of each tensor; empty: nothing is clipped
  float max_norm = 1;
  int64_t offset = 0;
  double average_take = 0.01;
  bool skip_non_finite = false;
  // Written into the gradients of these tensors, as their last element.
  std::vector<int> special_tensors{};
  double special = 0;
};

template <class T>
struct Tensors {
  Tensors(int64_t size, int64_t offset, unsigned seed, bool averaged)
      : parameter(normal(size, seed), offset),
        gradient(normal(size, seed + 1, 0.1), offset),
        mean(normal(size, seed + 2, 0.1), offset),
        square(size, offset),
        average(averaged ? size : 0, offset) {
    const std::vector<double> values = normal(size, seed + 3), averages = normal(size, seed + 4);
    for (int64_t i = 0; i < size; ++i) square[i] = static_cast<float>(values[i] * values[i]);
    for (int64_t i = 0; i < average.size(); ++i) average[i] = static_cast<float>(averages[i]);
  }
  Buffer<T> parameter, gradient;
  Buffer<float> mean, square, average;
};

// A chunk's group of clipping, norms and factors by the rule of native/core/clip.cpp.
struct Clipping {
  std::vector<double> norms, factors;
  bool finite = true;
};

template <class T>
Clipping clip(const Options& options, const std::vector<std::unique_ptr<Tensors<T>>>& tensors) {
  Clipping result;
  if (options.groups.empty()) return result;
  const int groups = *std::max_element(options.groups.begin(), options.groups.end()) + 1;
  for (int g = 0; g < groups; ++g) {
    double sum = 0;
    for (size_t i = 0; i < tensors.size(); ++i)
      if (options.groups[i] == g)
        for (const double v : tensors[i]->gradient.values()) sum += v * v;
    double norm = std::sqrt(sum);
    if (norm > kLargest) norm = INFINITY;  // float32
    result.finite = result.finite && std::isfinite(norm);
    result.norms.push_back(norm);
    result.factors.push_back(std::isfinite(norm) ? std::fmin(1, options.max_norm / (norm + 1e-6)) : 1);
  }
  return result;
}

// One after the other, as the operator: the values after the step.
struct Stepped {
  std::vector<double> parameter, mean, square, average;
};

template <class T>
Stepped step(const Tensors<T>& t, const AdamWRow& row, double clip) {
  Stepped s{t.parameter.values(), t.mean.values(), t.square.values(), t.average.values()};
  const std::vector<double> gradients = t.gradient.values();
  for (size_t i = 0; i < gradients.size(); ++i) {
    const double g = gradients[i] * clip;
    s.mean[i] = kBeta1 * s.mean[i] + (1 - kBeta1) * g;
    s.square[i] = kBeta2 * s.square[i] + (1 - kBeta2) * g * g;
    s.parameter[i] =
        s.parameter[i] * row.keep - row.size * s.mean[i] / (std::sqrt(s.square[i]) / row.root + kEps);
  }
  return s;
}

template <class T>
void check_call(Dtype dtype, const std::string& what, const Options& options) {
  std::vector<std::unique_ptr<Tensors<T>>> tensors;
  const auto& sizes = options.sizes;
  // Sums of a group lie side by side, whatever the order of the tensors.
  std::vector<int64_t> first{0};
  std::vector<int64_t> slot(sizes.size());
  const int groups =
      options.groups.empty() ? 0 : *std::max_element(options.groups.begin(), options.groups.end()) + 1;
  for (int g = 0; g < groups; ++g) {
    int64_t next = first.back();
    for (size_t i = 0; i < sizes.size(); ++i)
      if (options.groups[i] == g) {
        slot[i] = next;
        next += sums_of(sizes[i]);
      }
    first.push_back(next);
  }
  const Buffer<double> sums(first.back());
  const Buffer<float> norms(groups), factors(groups);
  const Buffer<int> skip(1);

  std::vector<GradientRow> gradients;
  std::vector<AdamWRow> rows;
  for (size_t i = 0; i < sizes.size(); ++i) {
    tensors.push_back(
        std::make_unique<Tensors<T>>(sizes[i], options.offset, static_cast<unsigned>(8 * i), i % 3 != 1));
    Tensors<T>& t = *tensors.back();
    if (std::count(options.special_tensors.begin(), options.special_tensors.end(), i) > 0)
      t.gradient[sizes[i] - 1] = Cvt<T>::from(static_cast<float>(options.special));
    gradients.push_back({t.gradient.data(), sums.data() + slot[i], sizes[i]});
    rows.push_back({t.parameter.data(), t.gradient.data(), t.mean.data(), t.square.data(),
                    t.average.size() > 0 ? t.average.data() : nullptr, sizes[i],
                    1 - 0.001f * static_cast<float>(i % 5), 0.5f + 0.1f * static_cast<float>(i % 4),
                    0.01f * static_cast<float>(1 + i % 3), groups > 0 ? options.groups[i] : -1});
  }
  const Clipping want = clip(options, tensors);
  const bool skips = options.skip_non_finite && !want.finite;
  std::vector<Stepped> after;
  std::vector<std::vector<double>> gradients_before;
  for (size_t i = 0; i < tensors.size(); ++i) {
    after.push_back(step(*tensors[i], rows[i], groups > 0 ? want.factors[options.groups[i]] : 1));
    if (skips)
      after.back() = {tensors[i]->parameter.values(), tensors[i]->mean.values(), tensors[i]->square.values(),
                      tensors[i]->average.values()};
    gradients_before.push_back(tensors[i]->gradient.values());
  }

  const ClipState state{norms.data(), factors.data(), skip.data()};
  if (groups > 0) {
    sum_squares(gradients, dtype, nullptr);
    finish_norms(sums.data(), first, options.max_norm, state, nullptr);
  }
  adamw_ema(rows, dtype,
            {kBeta1, kBeta2, kEps, options.average_take, groups > 0 ? factors.data() : nullptr,
             options.skip_non_finite ? skip.data() : nullptr},
            nullptr);

  check_close(norms.values(), want.norms, 2e-7, 0, what + " norms");
  for (size_t i = 0; i < tensors.size(); ++i) {
    const Tensors<T>& t = *tensors[i];
    const std::string which = what + " tensor " + std::to_string(i) + " of " + std::to_string(sizes[i]);
    const double rounding = kRounding<T> + 2e-6;
    check_close(t.mean.values(), after[i].mean, 1e-6, 1e-7, which + " mean");
    check_close(t.square.values(), after[i].square, 1e-6, 1e-7, which + " square");
    check_close(t.parameter.values(), after[i].parameter, rounding, 1e-6, which + " parameter");
    // The average reads what was written.
    std::vector<double>& averages = after[i].average;
    const std::vector<double> written = t.parameter.values();
    for (size_t k = 0; k < averages.size() && !skips; ++k)
      averages[k] += options.average_take * (written[k] - averages[k]);
    check_close(t.average.values(), averages, 2e-7, 2e-7, which + " average");
    check_close(t.gradient.values(), gradients_before[i], 0, 0, which + " gradient");
  }
}

template <class T>
void check_type(Dtype dtype, const std::string& name) {
  const auto all_in = [](const Options& options, int groups) {
    std::vector<int> result;
    for (size_t i = 0; i < options.sizes.size(); ++i) result.push_back(static_cast<int>(i * 7) % groups);
    return result;
  };
  Options options{.sizes = kLengths};
  check_call<T>(dtype, name + " without clipping", options);
  options.groups = all_in(options, 1);
  check_call<T>(dtype, name + " one group", options);
  options.groups = all_in(options, 5);
  options.offset = 1;
  options.average_take = 1;
  check_call<T>(dtype, name + " unaligned, five groups", options);

  // More tensors than a table holds, one of them empty, a group each, and more groups than a table holds.
  Options many{.sizes = std::vector<int64_t>(kSlow ? 130 : GroupTable::kCapacity + 3, 3)};
  many.sizes[2] = 0;
  for (size_t i = 0; i < many.sizes.size(); ++i) many.groups.push_back(static_cast<int>(i));
  many.max_norm = 0.05f;
  check_call<T>(dtype, name + " many", many);

  // More chunks than blocks, in two groups whose tensors alternate.
  Options large{.sizes = {kChunk * 5 + 3, 2, kChunk, kChunk - 1, kChunk + 1}};
  large.groups = {1, 0, 0, 1, 0};
  check_call<T>(dtype, name + " large", large);

  for (const double special : {double{NAN}, double{INFINITY}}) {
    for (const bool skip : {false, true}) {
      Options odd{.sizes = {37, 8, 5}, .groups = {0, 1, 2}, .skip_non_finite = skip};
      odd.special_tensors = {1, 2};
      odd.special = special;
      check_call<T>(dtype, name + (skip ? " skipped" : " not finite"), odd);
    }
  }
  // Squares beyond float32's range: a norm all the same.
  if (!std::is_same_v<T, __half>)
    check_call<T>(dtype, name + " huge",
                  {.sizes = {9}, .groups = {0}, .special_tensors = {0}, .special = 1e30});
  check_call<T>(dtype, name + " max_norm infinite", {.sizes = {9}, .groups = {0}, .max_norm = INFINITY});
  check_call<T>(dtype, name + " max_norm 0", {.sizes = {9}, .groups = {0}, .max_norm = 0});
}

}  // namespace

int main() {
  return run([] {
    each_type([](auto type, Dtype dtype, const char* name) { check_type<decltype(type)>(dtype, name); });
    adamw_ema({}, Dtype::kFloat, {}, nullptr);
  });
}
