#if defined(__x86_64__)
#include <immintrin.h>
#include <math.h>
#include "tables.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,avxvnni"))), apply_to = function)
#define DK_HAS_FMA 1
#define DK_HAS_MASKED_LOADS 1
#include "lanes.h"

/* vpdpbusd sums in 32 bits: nothing between the products and the sum can saturate. */
DK_INLINE i32x8 dot4(i32x8 sum, i32x8 a, i32x8 w) {
  return (i32x8)_mm256_dpbusd_avx_epi32((__m256i)sum, (__m256i)a, (__m256i)w);
}

#define DK_TABLE dk_avxvnni_kernels
#define DK_TABLE_NAME "avxvnni"
#include "table.h"
#pragma clang attribute pop
#endif
