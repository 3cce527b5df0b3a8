#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include "tables.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define DK_HAS_FMA 1
#define DK_HAS_MASKED_LOADS 1
#include "lanes.h"

#define DK_HAS_PAIRS 1

/* Seven-bit activations keep vpmaddubsw from saturating: 2 * 127 * 127 < 2^15. */
DK_INLINE i16x16 pairs(i32x8 a, i32x8 w) { return (i16x16)_mm256_maddubs_epi16((__m256i)a, (__m256i)w); }

DK_INLINE i32x8 add_pairs(i32x8 sum, i16x16 pairs) {
  return sum + (i32x8)_mm256_madd_epi16((__m256i)pairs, _mm256_set1_epi16(1));
}

#define DK_TABLE dk_avx2_kernels
#define DK_TABLE_NAME "avx2"
#include "table.h"
#pragma clang attribute pop
#endif
