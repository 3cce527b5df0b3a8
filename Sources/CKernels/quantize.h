#pragma once
#include <float.h>
#include "include/dragoman_kernels.h"
#include "lanes.h"

typedef struct row_range {
  float low;   /* min(0, min x) */
  float high;  /* max(0, max x) */
  int32_t has_nan;
} row_range;

/* A range by lanes, while values pass by. */
typedef struct lane_ranges {
  f32x8 low, high;
  i32x8 nan;
} lane_ranges;

DK_INLINE void widen(lane_ranges *lanes, f32x8 v) {
  lanes->low = smaller(v, lanes->low);
  lanes->high = larger(v, lanes->high);
  lanes->nan |= v != v;
}

DK_INLINE row_range whole_range(const lane_ranges *lanes) {
  return (row_range){smallest_lane(lanes->low), largest_lane(lanes->high), any_lane(lanes->nan)};
}

DK_INLINE row_range range_of(const float *x, size_t k) {
  lane_ranges lanes = {0};
  for (size_t i = 0; i < k; i += DK_LANES) widen(&lanes, k - i < DK_LANES ? load_part(x + i, k - i, 0) : load8(x + i));
  return whole_range(&lanes);
}

DK_INLINE u8x8 quantized(f32x8 v, float inverse, i32x8 zero) {
  f32x8 scaled = v * inverse;
  i32x8 q = nearest(scaled) + zero;
  q = smaller_i32(larger_i32(q, (i32x8)0), (i32x8)127);
  return __builtin_convertvector(q, u8x8);
}

/* x [k], whose range is known, to u7. */
DK_INLINE void quantize_row(const float *x, size_t k, row_range range, uint8_t *values, float *scale,
                            int32_t *zero) {
  const size_t padded = dk_padded_k(k);
  float width = range.high - range.low;
  float inverse = 127.0f / width;
  // Written so that NaN, an infinite width and one too small to invert all fail.
  if (range.has_nan || !(width > 0 && width <= FLT_MAX && inverse <= FLT_MAX)) {
    memset(values, 0, padded);
    *scale = 0;
    *zero = 0;
    return;
  }
  f32x8 shift = -range.low * inverse;
  i32x8 zeros = nearest(shift);
  *scale = width / 127.0f;
  *zero = zeros.x;

  size_t i = 0;
  for (; i + DK_LANES <= k; i += DK_LANES) {
    u8x8 q = quantized(load8(x + i), inverse, zeros);
    memcpy(values + i, &q, sizeof q);
  }
  if (i < k) {
    u8x8 q = quantized(load_part(x + i, k - i, 0), inverse, zeros);
    memcpy(values + i, &q, k - i);
  }
  memset(values + k, 0, padded - k);
}

static void quantize(const float *x, size_t rows, size_t k, dk_u7_rows out) {
  for (size_t i = 0; i < rows; i++, x += k)
    quantize_row(x, k, range_of(x, k), out.values + i * dk_padded_k(k), out.scale + i, out.zero + i);
}
