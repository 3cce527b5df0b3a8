#pragma once
#include "include/dragoman_kernels.h"
#include "lanes.h"

DK_INLINE f32x8 load_upto8(const float *p, size_t count) {
  return count < DK_LANES ? load_part(p, count, 0) : load8(p);
}

DK_INLINE void store_upto8(float *p, f32x8 v, size_t count) {
  if (count < DK_LANES) {
    store_part(p, v, count);
  } else {
    store8(p, v);
  }
}

static void recurrent_unit(const float *x, const float *gate, const float *previous, size_t d, float *cell,
                           const float *residual, float *y) {
  for (size_t i = 0; i < d; i += DK_LANES) {
    const size_t left = d - i;
    f32x8 input = load_upto8(x + i, left);
    f32x8 before = previous ? load_upto8(previous + i, left) : 0;
    f32x8 kept = 1.0f / (1.0f + exponential(-load_upto8(gate + i, left)));
    f32x8 now = multiply_add(kept, before - input, input);
    store_upto8(cell + i, now, left);
    store_upto8(y + i, larger(now, (f32x8)0.0f) + load_upto8(residual + i, left), left);
  }
}
