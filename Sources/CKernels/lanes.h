/* Vectors of eight lanes in the compiler's own vector types.
 *
 * Each kernels_*.c sets its target attribute (and DK_HAS_FMA where the target
 * fuses) and then includes the kernels, so that one text serves every
 * instruction set: AVX2 holds a vector in one register, NEON and SSE2 in two. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define DK_INLINE static inline __attribute__((always_inline))
/* For inner loops that need all registers: the constants of what surrounds them stay outside. */
#define DK_OUTLINE static __attribute__((noinline))
#define DK_LANES 8

/* No vector crosses a real call by value: what takes or gives one is always inlined. */
#pragma clang diagnostic ignored "-Wpsabi"

typedef float f32x8 __attribute__((ext_vector_type(8)));
typedef float f32x4 __attribute__((ext_vector_type(4)));
typedef float f32x2 __attribute__((ext_vector_type(2)));
typedef int32_t i32x8 __attribute__((ext_vector_type(8)));
typedef int16_t i16x16 __attribute__((ext_vector_type(16)));
typedef uint8_t u8x8 __attribute__((ext_vector_type(8)));

DK_INLINE f32x8 load8(const float *p) {
  f32x8 v;
  memcpy(&v, p, sizeof v);
  return v;
}

DK_INLINE i32x8 load8_i32(const void *p) {
  i32x8 v;
  memcpy(&v, p, sizeof v);
  return v;
}

DK_INLINE void store8(float *p, f32x8 v) { memcpy(p, &v, sizeof v); }
DK_INLINE void store8_i32(int32_t *p, i32x8 v) { memcpy(p, &v, sizeof v); }

/* The first count (< 8) lanes from memory, `rest` in the others; nothing beyond is read. */
DK_INLINE f32x8 load_part(const float *p, size_t count, float rest) {
#ifdef DK_HAS_MASKED_LOADS
  static const int32_t masks[2 * DK_LANES] = {-1, -1, -1, -1, -1, -1, -1, -1};
  i32x8 mask = load8_i32(masks + DK_LANES - count);
  f32x8 v = _mm256_maskload_ps(p, (__m256i)mask);
  return mask ? v : (f32x8)rest;
#else
  f32x8 v = rest;
  memcpy(&v, p, count * sizeof(float));
  return v;
#endif
}

/* The first count (< 8) lanes to memory, by fours, twos and ones. */
DK_INLINE void store_part(float *p, f32x8 v, size_t count) {
  f32x4 four = v.lo;
  if (count & 4) {
    memcpy(p, &four, sizeof four);
    p += 4;
    four = v.hi;
  }
  f32x2 two = four.lo;
  if (count & 2) {
    memcpy(p, &two, sizeof two);
    p += 2;
    two = four.hi;
  }
  if (count & 1) *p = two.x;
}

DK_INLINE f32x8 multiply_add(f32x8 a, f32x8 b, f32x8 c) {
#ifdef DK_HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

/* The larger of each lane; `b` where either is not a number. */
DK_INLINE f32x8 larger(f32x8 a, f32x8 b) { return a > b ? a : b; }
DK_INLINE f32x8 smaller(f32x8 a, f32x8 b) { return a < b ? a : b; }
DK_INLINE i32x8 larger_i32(i32x8 a, i32x8 b) { return a > b ? a : b; }
DK_INLINE i32x8 smaller_i32(i32x8 a, i32x8 b) { return a < b ? a : b; }

DK_INLINE i32x8 bits_of(f32x8 v) { return (i32x8)v; }
DK_INLINE f32x8 reals_of_bits(i32x8 v) { return (f32x8)v; }
DK_INLINE f32x8 reals(i32x8 v) { return __builtin_convertvector(v, f32x8); }

DK_INLINE float sum_lanes(f32x8 v) {
  f32x4 four = v.lo + v.hi;
  f32x2 two = four.lo + four.hi;
  return two.x + two.y;
}

DK_INLINE float largest_lane(f32x8 v) {
  f32x4 four = v.lo > v.hi ? v.lo : v.hi;
  f32x2 two = four.lo > four.hi ? four.lo : four.hi;
  return two.x > two.y ? two.x : two.y;
}

DK_INLINE float smallest_lane(f32x8 v) { return -largest_lane(-v); }

DK_INLINE f32x8 joined(f32x8 a, f32x8 b, const int sums) { return sums ? a + b : larger(a, b); }

/* Neighbouring lanes of two vectors joined, within each half those of a before those of b. */
DK_INLINE f32x8 joined_neighbours(f32x8 a, f32x8 b, const int sums) {
  return joined(
    __builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14),
    __builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15), sums);
}

/* Eight vectors to the vector of the sums of their lanes, or of their largest lanes. */
DK_INLINE f32x8 reduced(const f32x8 v[8], const int sums) {
  f32x8 two[4], four[2];
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) two[i] = joined_neighbours(v[2 * i], v[2 * i + 1], sums);
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) four[i] = joined_neighbours(two[2 * i], two[2 * i + 1], sums);
  return joined(
    __builtin_shufflevector(four[0], four[1], 0, 1, 2, 3, 8, 9, 10, 11),
    __builtin_shufflevector(four[0], four[1], 4, 5, 6, 7, 12, 13, 14, 15), sums);
}

DK_INLINE f32x8 lane_sums(const f32x8 v[8]) { return reduced(v, 1); }
DK_INLINE f32x8 largest_lanes(const f32x8 v[8]) { return reduced(v, 0); }

/* A bit for each lane of a comparison. */
DK_INLINE uint32_t lane_bits(i32x8 mask) {
#ifdef DK_HAS_MASKED_LOADS
  return (uint32_t)_mm256_movemask_ps((__m256)mask);
#else
  uint32_t bits = 0;
  for (int i = 0; i < DK_LANES; i++) bits |= (uint32_t)(mask[i] & 1) << i;
  return bits;
#endif
}

DK_INLINE int32_t any_lane(i32x8 mask) { return __builtin_reduce_or(mask); }

/* 1.5 * 2^23: adding it leaves a small number's nearest integer, ties to
 * even, in the low bits of the mantissa. */
#define DK_ROUNDING_SHIFT 12582912.0f

/* Nearest integers, ties to even, of |v| < 2^22. */
DK_INLINE i32x8 nearest(f32x8 v) {
  f32x8 shifted = v + DK_ROUNDING_SHIFT;
  return bits_of(shifted) - bits_of((f32x8)DK_ROUNDING_SHIFT);
}

/* e^v, about one unit in the last place; 0 below -87.3 and for NaN, finite (e^88.3) above. */
DK_INLINE f32x8 exponential(f32x8 v) {
  const float lowest = -87.3365f, highest = 88.3f;
  i32x8 alive = v >= lowest;
  f32x8 x = smaller(larger(v, (f32x8)lowest), (f32x8)highest);

  // v = n ln 2 + r, |r| <= ln 2 / 2; ln 2 in two parts so that n times the first is exact.
  f32x8 shifted = multiply_add(x, (f32x8)1.44269504f, (f32x8)DK_ROUNDING_SHIFT);
  f32x8 n = shifted - DK_ROUNDING_SHIFT;
  f32x8 r = multiply_add(n, (f32x8)-0.693359375f, x);
  r = multiply_add(n, (f32x8)2.12194440e-4f, r);

  // e^r = 1 + r + r^2 p(r), p fitted for the least relative error (3e-9).
  f32x8 p = 1.381446674e-3f;
  p = multiply_add(p, r, (f32x8)8.368780429e-3f);
  p = multiply_add(p, r, (f32x8)4.166839422e-2f);
  p = multiply_add(p, r, (f32x8)1.666652011e-1f);
  p = multiply_add(p, r, (f32x8)4.999999341e-1f);
  f32x8 e = multiply_add(p, r * r, r) + 1.0f;

  i32x8 power = (bits_of(shifted) << 23) + 0x3f800000;
  return reals_of_bits(bits_of(e * reals_of_bits(power)) & alive);
}
