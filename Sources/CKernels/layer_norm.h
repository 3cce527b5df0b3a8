#pragma once
#include <math.h>
#include "include/dragoman_kernels.h"
#include "quantize.h"

/* The sum over a row of (x - shift), or of its square. */
DK_INLINE float row_sum(const float *x, size_t d, float shift, const int squared) {
  f32x8 sum[4] = {0};
  size_t i = 0;
  for (; i + 4 * DK_LANES <= d; i += 4 * DK_LANES) {
#pragma clang loop unroll(full)
    for (size_t u = 0; u < 4; u++) {
      f32x8 v = load8(x + i + u * DK_LANES) - shift;
      sum[u] = squared ? multiply_add(v, v, sum[u]) : sum[u] + v;
    }
  }
  for (; i < d; i += DK_LANES) {
    f32x8 v = (d - i < DK_LANES ? load_part(x + i, d - i, shift) : load8(x + i)) - shift;
    sum[0] = squared ? multiply_add(v, v, sum[0]) : sum[0] + v;
  }
  return sum_lanes((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

/* One row of x [d] into y; its range too, with the values in `lanes` that pass by. */
DK_INLINE void layer_norm_row(const float *x, size_t d, const float *gamma, const float *beta, float epsilon,
                              float *y, lane_ranges *lanes) {
  const float mean = row_sum(x, d, 0, 0) / (float)d;
  const float variance = row_sum(x, d, mean, 1) / (float)d;
  const float inverse = 1.0f / sqrtf(variance + epsilon);
  size_t i = 0;
  for (; i + DK_LANES <= d; i += DK_LANES) {
    f32x8 v = multiply_add((load8(x + i) - mean) * inverse, load8(gamma + i), load8(beta + i));
    widen(lanes, v);
    store8(y + i, v);
  }
  if (i < d) {
    const size_t left = d - i;
    f32x8 v = (load_part(x + i, left, mean) - mean) * inverse;
    v = multiply_add(v, load_part(gamma + i, left, 0), load_part(beta + i, left, 0));
    widen(lanes, v);
    store_part(y + i, v, left);
  }
}

static void layer_norm(const float *x, size_t rows, size_t d, const float *gamma, const float *beta,
                       float epsilon, float *y) {
  for (size_t row = 0; row < rows; row++, x += d, y += d) {
    lane_ranges unused = {0};
    layer_norm_row(x, d, gamma, beta, epsilon, y, &unused);
  }
}

static void layer_norm_quantize(const float *x, size_t rows, size_t d, const float *gamma, const float *beta,
                                float epsilon, float *y, dk_u7_rows out) {
  for (size_t row = 0; row < rows; row++, x += d, y += d) {
    lane_ranges lanes = {0};
    layer_norm_row(x, d, gamma, beta, epsilon, y, &lanes);
    quantize_row(
      y, d, whole_range(&lanes), out.values + row * dk_padded_k(d), out.scale + row, out.zero + row);
  }
}
