// Registers of integers, which LibTorch's vectors have too few operations for. As vector.h for *.simd.cpp
// alone.
#pragma once
#include <immintrin.h>

#include <cstdint>

namespace dino::ops::simd::CPU_CAPABILITY {
namespace {

// Of 16 bytes; the wider ones do the same in each 16 bytes of theirs, so that what `low` and `high` take
// apart, two packs put together again in its order.
struct Lanes16 {
  using Register = __m128i;
  static constexpr int64_t kBytes = 16;

  static Register load(const uint8_t* from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  }
  static void store(uint8_t* to, Register a) { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), a); }
  // Its 16 bytes after 16 bytes, `step` apart.
  static void scatter(uint8_t* to, int64_t, Register a) { store(to, a); }
  static Register all(int32_t value) { return _mm_set1_epi32(value); }
  // Bytes, or words of 16 bits, of the first and the second register in turn.
  static Register low_bytes(Register a, Register b) { return _mm_unpacklo_epi8(a, b); }
  static Register high_bytes(Register a, Register b) { return _mm_unpackhi_epi8(a, b); }
  // Products of signed 16-bit integers, two neighbours summed up to 32 bits.
  static Register pair_products(Register a, Register b) { return _mm_madd_epi16(a, b); }
  static Register low_words(Register a, Register b) { return _mm_unpacklo_epi16(a, b); }
  static Register high_words(Register a, Register b) { return _mm_unpackhi_epi16(a, b); }
  static Register add_16(Register a, Register b) { return _mm_add_epi16(a, b); }
  static Register subtract_16(Register a, Register b) { return _mm_sub_epi16(a, b); }
  static Register add(Register a, Register b) { return _mm_add_epi32(a, b); }
  template <int kBits>
  static Register left(Register a) {
    return _mm_slli_epi32(a, kBits);
  }
  template <int kBits>
  static Register right(Register a) {
    return _mm_srai_epi32(a, kBits);
  }
  template <int kBits>
  static Register unsigned_right(Register a) {
    return _mm_srli_epi32(a, kBits);
  }
  // Signed integers to the nearest that half their width holds: of 16 bits signed, of 8 bits unsigned.
  static Register to_16_bits(Register a, Register b) { return _mm_packs_epi32(a, b); }
  static Register to_bytes(Register a, Register b) { return _mm_packus_epi16(a, b); }
};

#if defined(CPU_CAPABILITY_AVX2) || defined(CPU_CAPABILITY_AVX512)
struct Lanes32 {
  using Register = __m256i;
  static constexpr int64_t kBytes = 32;

  static Register load(const uint8_t* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  }
  static void store(uint8_t* to, Register a) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), a); }
  static void scatter(uint8_t* to, int64_t step, Register a) {
    Lanes16::store(to, _mm256_castsi256_si128(a));
    Lanes16::store(to + step, _mm256_extracti128_si256(a, 1));
  }
  static Register all(int32_t value) { return _mm256_set1_epi32(value); }
  static Register low_bytes(Register a, Register b) { return _mm256_unpacklo_epi8(a, b); }
  static Register high_bytes(Register a, Register b) { return _mm256_unpackhi_epi8(a, b); }
  static Register pair_products(Register a, Register b) { return _mm256_madd_epi16(a, b); }
  static Register low_words(Register a, Register b) { return _mm256_unpacklo_epi16(a, b); }
  static Register high_words(Register a, Register b) { return _mm256_unpackhi_epi16(a, b); }
  static Register add_16(Register a, Register b) { return _mm256_add_epi16(a, b); }
  static Register subtract_16(Register a, Register b) { return _mm256_sub_epi16(a, b); }
  static Register add(Register a, Register b) { return _mm256_add_epi32(a, b); }
  template <int kBits>
  static Register left(Register a) {
    return _mm256_slli_epi32(a, kBits);
  }
  template <int kBits>
  static Register right(Register a) {
    return _mm256_srai_epi32(a, kBits);
  }
  template <int kBits>
  static Register unsigned_right(Register a) {
    return _mm256_srli_epi32(a, kBits);
  }
  static Register to_16_bits(Register a, Register b) { return _mm256_packs_epi32(a, b); }
  static Register to_bytes(Register a, Register b) { return _mm256_packus_epi16(a, b); }
};
#endif

#ifdef CPU_CAPABILITY_AVX512
struct Lanes64 {
  using Register = __m512i;
  static constexpr int64_t kBytes = 64;

  static Register load(const uint8_t* from) { return _mm512_loadu_si512(from); }
  static void store(uint8_t* to, Register a) { _mm512_storeu_si512(to, a); }
  static Register all(int32_t value) { return _mm512_set1_epi32(value); }
  static Register low_bytes(Register a, Register b) { return _mm512_unpacklo_epi8(a, b); }
  static Register high_bytes(Register a, Register b) { return _mm512_unpackhi_epi8(a, b); }
  static Register pair_products(Register a, Register b) { return _mm512_madd_epi16(a, b); }
  static Register low_words(Register a, Register b) { return _mm512_unpacklo_epi16(a, b); }
  static Register high_words(Register a, Register b) { return _mm512_unpackhi_epi16(a, b); }
  static Register add_16(Register a, Register b) { return _mm512_add_epi16(a, b); }
  static Register subtract_16(Register a, Register b) { return _mm512_sub_epi16(a, b); }
  static Register add(Register a, Register b) { return _mm512_add_epi32(a, b); }
  template <int kBits>
  static Register left(Register a) {
    return _mm512_slli_epi32(a, kBits);
  }
  template <int kBits>
  static Register right(Register a) {
    return _mm512_srai_epi32(a, kBits);
  }
  template <int kBits>
  static Register unsigned_right(Register a) {
    return _mm512_srli_epi32(a, kBits);
  }
  static Register to_16_bits(Register a, Register b) { return _mm512_packs_epi32(a, b); }
  static Register to_bytes(Register a, Register b) { return _mm512_packus_epi16(a, b); }
};
#endif

}  // namespace
}  // namespace dino::ops::simd::CPU_CAPABILITY
