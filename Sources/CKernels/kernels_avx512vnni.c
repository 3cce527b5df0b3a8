#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include "tables.h"

/* Vectors of 256 bits here too: wider ones would slow the clock of some of these CPUs. */
#pragma clang attribute push(                                                                   \
  __attribute__((target("avx2,fma,avx512f,avx512vl,avx512vnni,prefer-256-bit"))), apply_to = function)
#define DK_HAS_FMA 1
#define DK_HAS_MASKED_LOADS 1
#include "lanes.h"

/* vpdpbusd sums in 32 bits: nothing between the products and the sum can saturate. */
DK_INLINE i32x8 dot4(i32x8 sum, i32x8 a, i32x8 w) {
  return (i32x8)_mm256_dpbusd_epi32((__m256i)sum, (__m256i)a, (__m256i)w);
}

#define DK_TABLE dk_avx512vnni_kernels
#define DK_TABLE_NAME "avx512vnni"
#include "table.h"
#pragma clang attribute pop
#endif
