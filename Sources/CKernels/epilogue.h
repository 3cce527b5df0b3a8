/* What both matrix products do to a finished block of sums. */
#pragma once
#include "activation.h"

/* activation(v) + residual into y; count <= 8 columns, y may be residual. */
DK_INLINE void finish_lanes(f32x8 v, dk_activation activation, const float *residual, float *y,
                            size_t count) {
  v = activated(v, activation);
  if (count == DK_LANES) {
    store8(y, residual ? v + load8(residual) : v);
  } else {
    store_part(y, residual ? v + load_part(residual, count, 0) : v, count);
  }
}

DK_INLINE size_t lanes_left(size_t columns, size_t at) {
  if (columns <= at) return 0;
  return columns - at < DK_LANES ? columns - at : DK_LANES;
}

/* How many rows of `bytes` go through a run of panels before the next ones:
 * few enough that they stay in the second-level cache. A multiple of `block`. */
DK_INLINE size_t rows_per_run(size_t bytes, size_t block) {
  const size_t budget = 192 * 1024;
  size_t rows = bytes ? budget / bytes / block * block : 64 * block;
  return rows > 8 * block ? rows : 8 * block;
}
