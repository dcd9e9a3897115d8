// Slot table: how JavaScript refers to native values.
#pragma once
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace dino::node {

// generation * 2^24 + index, exact in a double. A handle whose slot was released, or released and used
// again, no longer matches the slot's generation, so a stale handle is an error and never another value.
using Handle = double;

template <class T>
class SlotTable {
 public:
  static constexpr uint32_t kMaxSlots = 1u << 24;

  size_t size() const { return used_; }
  bool full() const { return free_.empty() && slots_.size() == kMaxSlots; }

  // The caller checks full() first.
  Handle add(T value) {
    uint32_t index;
    if (free_.empty()) {
      index = static_cast<uint32_t>(slots_.size());
      slots_.emplace_back();
    } else {
      index = free_.back();
      free_.pop_back();
    }
    Slot& slot = slots_[index];
    slot.value.emplace(std::move(value));
    ++used_;
    return static_cast<double>(slot.generation) * kMaxSlots + index;
  }

  // nullptr for what never was a handle or is one no longer. Valid until the next add().
  T* get(Handle handle) {
    Slot* slot = find(handle);
    return slot == nullptr ? nullptr : &*slot->value;
  }

  std::optional<T> take(Handle handle) {
    Slot* slot = find(handle);
    if (slot == nullptr) return std::nullopt;
    std::optional<T> value = std::move(slot->value);
    slot->value.reset();
    --used_;
    // A slot whose generations are used up is given up: 24 bytes, once in 2^28 uses.
    if (++slot->generation < kMaxGenerations) free_.push_back(static_cast<uint32_t>(slot - slots_.data()));
    return value;
  }

  template <class F>
  void each(F visit) {
    for (Slot& slot : slots_)
      if (slot.value) visit(*slot.value);
  }

 private:
  static constexpr uint32_t kMaxGenerations = 1u << 28;

  struct Slot {
    std::optional<T> value;
    uint32_t generation = 1;
  };

  Slot* find(Handle handle) {
    if (!(handle >= kMaxSlots && handle < static_cast<double>(kMaxGenerations) * kMaxSlots)) return nullptr;
    const auto bits = static_cast<uint64_t>(handle);
    const uint64_t index = bits % kMaxSlots;
    if (index >= slots_.size() || static_cast<double>(bits) != handle) return nullptr;
    Slot& slot = slots_[index];
    return slot.value && slot.generation == bits / kMaxSlots ? &slot : nullptr;
  }

  std::vector<Slot> slots_;
  std::vector<uint32_t> free_;
  size_t used_ = 0;
};

}  // namespace dino::node
