#if defined(__aarch64__)
#include <arm_neon.h>
#include <math.h>
#include "tables.h"

#define DK_HAS_FMA 1
#include "lanes.h"

typedef union bytes32 {
  i32x8 lanes;
  int8x16_t half[2];
} bytes32;

typedef union sums8 {
  i32x8 lanes;
  int32x4_t half[2];
} sums8;

/* Activations are below 128, so they may be read as signed. */
DK_INLINE int32x4_t dot4_half(int32x4_t sum, int8x16_t a, int8x16_t w) {
#if defined(__ARM_FEATURE_DOTPROD)
  return vdotq_s32(sum, a, w);
#else
  int16x8_t low = vmull_s8(vget_low_s8(a), vget_low_s8(w));
  int16x8_t high = vmull_high_s8(a, w);
  // Pairs of products fit 16 bits: 2 * 127 * 127 < 2^15.
  return vpadalq_s16(sum, vpaddq_s16(low, high));
#endif
}

DK_INLINE i32x8 dot4(i32x8 sum, i32x8 a, i32x8 w) {
  bytes32 activations = {.lanes = a}, weights = {.lanes = w};
  sums8 sums = {.lanes = sum};
  sums.half[0] = dot4_half(sums.half[0], activations.half[0], weights.half[0]);
  sums.half[1] = dot4_half(sums.half[1], activations.half[1], weights.half[1]);
  return sums.lanes;
}

#define DK_TABLE dk_neon_kernels
#define DK_TABLE_NAME "neon"
#include "table.h"
#endif
