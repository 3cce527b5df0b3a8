#pragma once
#include <math.h>
#include "include/dragoman_kernels.h"
#include "lanes.h"

/* Logits are reduced in blocks that stay in the first-level cache for both passes. */
#define DK_LOGITS_BLOCK 1024

DK_INLINE float largest_of(const float *x, size_t n) {
  f32x8 top[4] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
  size_t i = 0;
  for (; i + 4 * DK_LANES <= n; i += 4 * DK_LANES) {
#pragma clang loop unroll(full)
    for (size_t u = 0; u < 4; u++) top[u] = larger(load8(x + i + u * DK_LANES), top[u]);
  }
  for (; i < n; i += DK_LANES) {
    f32x8 v = n - i < DK_LANES ? load_part(x + i, n - i, -INFINITY) : load8(x + i);
    top[0] = larger(v, top[0]);
  }
  return largest_lane(larger(larger(top[0], top[1]), larger(top[2], top[3])));
}

/* The sum of e^(x - shift). */
static float exponential_sum(const float *x, size_t n, float shift) {
  f32x8 sum[4] = {0};
  size_t i = 0;
  for (; i + 4 * DK_LANES <= n; i += 4 * DK_LANES) {
#pragma clang loop unroll(full)
    for (size_t u = 0; u < 4; u++) sum[u] += exponential(load8(x + i + u * DK_LANES) - shift);
  }
  for (; i < n; i += DK_LANES) {
    f32x8 v = n - i < DK_LANES ? load_part(x + i, n - i, -INFINITY) : load8(x + i);
    sum[0] += exponential(v - shift);
  }
  return sum_lanes((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

/* Puts a candidate that beats the last one kept in its place. Ids come in
 * ascending order, so an equal logit stays behind the ones already there. */
DK_INLINE void insert_candidate(dk_logits_row *row, float logit, int32_t id) {
  size_t at = row->k - 1;
  for (; at > 0 && logit > row->top_logits[at - 1]; at--) {
    row->top_logits[at] = row->top_logits[at - 1];
    row->top_ids[at] = row->top_ids[at - 1];
  }
  row->top_logits[at] = logit;
  row->top_ids[at] = id;
}

DK_INLINE void keep_best(const float *x, size_t n, int32_t first_id, dk_logits_row *row) {
  const float *last = row->top_logits + row->k - 1;
  for (size_t i = 0; i < n; i += DK_LANES) {
    const size_t count = n - i < DK_LANES ? n - i : DK_LANES;
    f32x8 v = count < DK_LANES ? load_part(x + i, count, -INFINITY) : load8(x + i);
    if (!any_lane(v > *last)) continue;
    for (size_t j = i; j < i + count; j++) {
      if (x[j] > *last) insert_candidate(row, x[j], first_id + (int32_t)j);
    }
  }
}

static void reduce_logits(const float *logits, size_t n, int32_t first_id, dk_logits_row *row) {
  for (size_t i = 0; i < n; i += DK_LOGITS_BLOCK) {
    const size_t count = n - i < DK_LOGITS_BLOCK ? n - i : DK_LOGITS_BLOCK;
    const float *x = logits + i;
    const float top = largest_of(x, count);
    // Only banned words (-infinity) or nothing comparable: they add nothing.
    if (!(top > -INFINITY)) continue;
    if (top > row->maximum) {
      // The first block meets -infinity and a sum of 0; e^-infinity would do, but say so plainly.
      if (row->exp_sum > 0) row->exp_sum *= expf(row->maximum - top);
      row->maximum = top;
    }
    row->exp_sum += exponential_sum(x, count, row->maximum);
    if (row->k > 0 && top > row->top_logits[row->k - 1]) keep_best(x, count, first_id + (int32_t)i, row);
  }
}
