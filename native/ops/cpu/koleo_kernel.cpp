#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "../dtypes.h"
#include "../koleo.h"
#include "simd/koleo.h"

namespace dino::ops {

namespace {

// Rows of one piece of work.
constexpr int64_t kKoleoRowBlock = 12;
// Where there are many, more of them: each piece reads all of its group.
constexpr int64_t kKoleoLargeRowBlock = 48;
static_assert(kKoleoRowBlock % simd::kKoleoRows == 0 && kKoleoLargeRowBlock % simd::kKoleoRows == 0);
constexpr auto kKoleoEpsilonF = static_cast<float>(kKoleoEpsilon);

template <class Body>
void for_koleo_rows(int64_t rows, int64_t grain, const Body& body) {
  at::parallel_for(0, rows, grain, [&](int64_t begin, int64_t end) {
    for (int64_t n = begin; n < end; ++n) body(n);
  });
}

const simd::KoleoConversions<float>& koleo_conversions(const float*) {
  return simd::koleo_kernels().float32;
}
const simd::KoleoConversions<at::BFloat16>& koleo_conversions(const at::BFloat16*) {
  return simd::koleo_kernels().bfloat16;
}
const simd::KoleoConversions<at::Half>& koleo_conversions(const at::Half*) {
  return simd::koleo_kernels().float16;
}

// The features' rows divided by their lengths, in float32.
class Directions {
 public:
  explicit Directions(const at::Tensor& features)
      : rows_(features.size(0)),
        columns_(features.size(1)),
        padded_((columns_ + simd::kKoleoPadding - 1) / simd::kKoleoPadding * simd::kKoleoPadding),
        values_(at::empty({rows_, padded_}, at::kFloat)),
        lengths_(rows_) {
    const at::Tensor whole = features.contiguous();
    switch (features.scalar_type()) {
      case at::kFloat:
        fill(whole.const_data_ptr<float>());
        break;
      case at::kBFloat16:
        fill(whole.const_data_ptr<at::BFloat16>());
        break;
      default:
        fill(whole.const_data_ptr<at::Half>());
    }
  }
  int64_t rows() const { return rows_; }
  int64_t columns() const { return columns_; }
  int64_t padded() const { return padded_; }
  const float* row(int64_t n) const { return values_.const_data_ptr<float>() + n * padded_; }
  float length(int64_t n) const { return lengths_[n]; }
  float distance(int64_t n, int64_t other) const {
    return simd::koleo_kernels().distance(row(n), row(other), columns_, kKoleoEpsilonF);
  }

 private:
  template <class Scalar>
  void fill(const Scalar* features) {
    float* values = values_.mutable_data_ptr<float>();
    for_koleo_rows(rows_, kKoleoRowBlock, [&](int64_t n) {
      lengths_[n] = koleo_conversions(features).normalize(features + n * columns_, columns_, padded_,
                                                          kKoleoEpsilonF, values + n * padded_);
    });
  }

  int64_t rows_, columns_, padded_;
  at::Tensor values_;
  std::vector<float> lengths_;
};

// The same, each group cut into panels of kKoleoColumns rows: [columns, kKoleoColumns], the last one of a
// group filled up with zeros.
class KoleoPanels {
 public:
  KoleoPanels(const Directions& directions, int64_t groups)
      : columns_(directions.columns()),
        per_group_((directions.rows() / groups + simd::kKoleoColumns - 1) / simd::kKoleoColumns),
        values_(at::empty({groups * per_group_, columns_, simd::kKoleoColumns}, at::kFloat)) {
    const int64_t size = directions.rows() / groups;
    float* values = values_.mutable_data_ptr<float>();
    for_koleo_rows(groups * per_group_, 1, [&](int64_t i) {
      const int64_t begin = i % per_group_ * simd::kKoleoColumns;
      float* panel = values + i * columns_ * simd::kKoleoColumns;
      for (int64_t j = 0; j < simd::kKoleoColumns; ++j) {
        const float* row = begin + j < size ? directions.row(i / per_group_ * size + begin + j) : nullptr;
        for (int64_t k = 0; k < columns_; ++k)
          panel[k * simd::kKoleoColumns + j] = row == nullptr ? 0.0f : row[k];
      }
    });
  }
  int64_t per_group() const { return per_group_; }
  const float* panel(int64_t group, int64_t i) const {
    return values_.const_data_ptr<float>() + (group * per_group_ + i) * columns_ * simd::kKoleoColumns;
  }

 private:
  int64_t columns_, per_group_;
  at::Tensor values_;
};

// The best so far of one row, greatest first, lowest index first among equals.
class NearestRows {
 public:
  // Places of rows of the group, so that even NaN everywhere leaves indices that exist.
  NearestRows(int64_t group, int64_t self, int64_t* places, int64_t count)
      : places_(places), values_(count, -std::numeric_limits<float>::infinity()) {
    for (int64_t i = 0; i < count; ++i) places_[i] = group + i < self ? group + i : group + i + 1;
  }
  // Offered in the order of `place`.
  void offer(float value, int64_t place) {
    size_t i = values_.size() - 1;
    if (!(value > values_[i])) return;
    for (; i > 0 && value > values_[i - 1]; --i) {
      values_[i] = values_[i - 1];
      places_[i] = places_[i - 1];
    }
    values_[i] = value;
    places_[i] = place;
  }

 private:
  int64_t* places_;
  std::vector<float> values_;
};

// Fills the neighbours of rows [begin, end) of a group of `size` rows.
void find_neighbours(const Directions& directions, const KoleoPanels& panels, int64_t group, int64_t size,
                     int64_t begin, int64_t end, int64_t topk, int64_t* neighbours) {
  std::vector<NearestRows> best;
  for (int64_t n = begin; n < end; ++n) best.emplace_back(group * size, n, neighbours + n * topk, topk);
  float dots[simd::kKoleoRows * simd::kKoleoColumns];
  const float* rows[simd::kKoleoRows];
  for (int64_t p = 0; p < panels.per_group(); ++p) {
    const int64_t first = group * size + p * simd::kKoleoColumns;
    const int64_t columns = std::min(simd::kKoleoColumns, (group + 1) * size - first);
    for (int64_t n = begin; n < end; n += simd::kKoleoRows) {
      // Past the end the last row serves again, and what comes of it is left.
      for (int64_t i = 0; i < simd::kKoleoRows; ++i) rows[i] = directions.row(std::min(n + i, end - 1));
      simd::koleo_kernels().dots(rows, panels.panel(group, p), directions.columns(), dots);
      for (int64_t i = n; i < std::min(n + simd::kKoleoRows, end); ++i)
        for (int64_t j = 0; j < columns; ++j)
          if (i != first + j) best[i - begin].offer(dots[(i - n) * simd::kKoleoColumns + j], first + j);
    }
  }
}

// For each row the pairs (row * topk + place among its neighbours) in which it is the neighbour, in order.
struct KoleoFollowers {
  std::vector<int64_t> begins;
  std::vector<int64_t> pairs;

  KoleoFollowers(const int64_t* neighbours, int64_t rows, int64_t topk)
      : begins(rows + 1), pairs(rows * topk) {
    for (int64_t i = 0; i < rows * topk; ++i) ++begins[neighbours[i] + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    std::vector<int64_t> next(begins.begin(), begins.end() - 1);
    for (int64_t i = 0; i < rows * topk; ++i) pairs[next[neighbours[i]]++] = i;
  }
};

template <class Scalar>
void write_koleo_gradients(const Directions& directions, const int64_t* neighbours, int64_t topk,
                           double scale, Scalar* gradients) {
  const simd::KoleoKernels& kernels = simd::koleo_kernels();
  const int64_t rows = directions.rows(), padded = directions.padded();
  const KoleoFollowers followers(neighbours, rows, topk);
  std::vector<float> factors(rows * topk);
  for_koleo_rows(rows * topk, kKoleoRowBlock, [&](int64_t i) {
    const double distance =
        std::max<double>(directions.distance(i / topk, neighbours[i]), kKoleoSmallestDistance);
    factors[i] = static_cast<float>(scale / (distance * (distance + kKoleoEpsilon)));
  });
  at::parallel_for(0, rows, kKoleoRowBlock, [&](int64_t begin, int64_t end) {
    std::vector<float> gradient(padded);
    for (int64_t n = begin; n < end; ++n) {
      std::fill(gradient.begin(), gradient.end(), 0.0f);
      const float* row = directions.row(n);
      for (int64_t i = n * topk; i < (n + 1) * topk; ++i)
        kernels.add_difference(row, directions.row(neighbours[i]), factors[i], kKoleoEpsilonF, padded,
                               gradient.data());
      for (int64_t i = followers.begins[n]; i < followers.begins[n + 1]; ++i)
        kernels.add_difference(directions.row(followers.pairs[i] / topk), row, -factors[followers.pairs[i]],
                               kKoleoEpsilonF, padded, gradient.data());
      // A length below epsilon was taken as a constant. What stands behind the row's end meets zeros.
      const float along =
          directions.length(n) > kKoleoEpsilonF ? kernels.dot(gradient.data(), row, padded) : 0.0f;
      koleo_conversions(gradients).write_gradient(gradient.data(), row, along, directions.length(n),
                                                  directions.columns(), gradients + n * directions.columns());
    }
  });
}

}  // namespace

KoleoResult koleo_forward_cpu(const at::Tensor& features, int64_t topk, int64_t groups) {
  check_koleo(features, topk, groups);
  if (!has_float_kernels(features.scalar_type())) return koleo_forward_reference(features, topk, groups);
  const Directions directions(features);
  const int64_t rows = directions.rows(), size = rows / groups;
  at::Tensor neighbours = at::empty({rows, topk}, at::kLong);
  auto* places = neighbours.mutable_data_ptr<int64_t>();
  const KoleoPanels panels(directions, groups);
  const int64_t block = size >= 16 * kKoleoLargeRowBlock ? kKoleoLargeRowBlock : kKoleoRowBlock;
  const int64_t blocks = (size + block - 1) / block;
  for_koleo_rows(groups * blocks, 1, [&](int64_t i) {
    const int64_t group = i / blocks, begin = group * size + i % blocks * block;
    find_neighbours(directions, panels, group, size, begin, std::min(begin + block, (group + 1) * size), topk,
                    places);
  });
  std::vector<double> logarithms(rows * topk);
  for_koleo_rows(rows * topk, kKoleoRowBlock, [&](int64_t i) {
    logarithms[i] = std::log(directions.distance(i / topk, places[i]) + kKoleoEpsilon);
  });
  const double sum = std::accumulate(logarithms.begin(), logarithms.end(), 0.0);
  return {at::scalar_tensor(-sum / static_cast<double>(rows * topk), at::kFloat), neighbours};
}

at::Tensor koleo_backward_cpu(const at::Tensor& grad_loss, const at::Tensor& features,
                              const at::Tensor& neighbours) {
  check_koleo_backward(grad_loss, features, neighbours);
  if (!has_float_kernels(features.scalar_type()) || features.size(0) == 0)
    return koleo_backward_reference(grad_loss, features, neighbours);
  const Directions directions(features);
  const at::Tensor places = neighbours.contiguous();
  const int64_t topk = neighbours.size(1);
  const double scale = -grad_loss.item<double>() / static_cast<double>(neighbours.numel());
  at::Tensor gradients = at::empty(features.sizes(), features.options());
  const auto write = [&](auto* to) {
    write_koleo_gradients(directions, places.const_data_ptr<int64_t>(), topk, scale, to);
  };
  switch (features.scalar_type()) {
    case at::kFloat:
      write(gradients.mutable_data_ptr<float>());
      break;
    case at::kBFloat16:
      write(gradients.mutable_data_ptr<at::BFloat16>());
      break;
    default:
      write(gradients.mutable_data_ptr<at::Half>());
  }
  return gradients;
}

}  // namespace dino::ops
