// Many tensors as one long row, cut into pieces for threads.
#pragma once
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dino::ops {

// Where a tensor is cut does not depend on the number of threads: what is summed by pieces is the same for
// any.
class Pieces {
 public:
  struct Piece {
    size_t tensor;
    int64_t begin;
    int64_t end;
    // Elements before this piece, in all.
    int64_t before;
  };

  void add(size_t tensor, int64_t count) {
    for (int64_t begin = 0; begin < count; begin += kLength) {
      const int64_t end = std::min(begin + kLength, count);
      pieces_.push_back({tensor, begin, end, total_});
      total_ += end - begin;
    }
  }
  size_t size() const { return pieces_.size(); }
  const Piece& operator[](size_t i) const { return pieces_[i]; }

  // visit(i) for every piece; every thread gets neighbours, and as many elements as any other.
  template <class Visit>
  void for_each(const Visit& visit) const {
    at::parallel_for(0, total_, kLength, [&](int64_t begin, int64_t end) {
      const auto starts_before = [](const Piece& piece, int64_t element) { return piece.before < element; };
      auto piece = std::lower_bound(pieces_.begin(), pieces_.end(), begin, starts_before);
      for (; piece != pieces_.end() && piece->before < end; ++piece)
        visit(static_cast<size_t>(piece - pieces_.begin()));
    });
  }

 private:
  // Elements: enough to pay for a thread, few enough to share out evenly.
  static constexpr int64_t kLength = 1 << 15;

  std::vector<Piece> pieces_;
  int64_t total_ = 0;
};

}  // namespace dino::ops
