#pragma once
#include "epilogue.h"

#define DK_F32_ROWS 6

/* Sums of `rows` (a constant, 1...6) rows with one panel into sums[rows][16], over k in order. */
DK_INLINE void f32_block(const size_t rows, const float *a, size_t k, const float *panel, float *sums) {
  f32x8 sum[DK_F32_ROWS][2] = {0};
  for (size_t t = 0; t < k; t++) {
    const float *w = panel + t * DK_PANEL;
    __builtin_prefetch((const void *)((uintptr_t)w + 1536));
    f32x8 w0 = load8(w), w1 = load8(w + DK_LANES);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      f32x8 x = a[r * k + t];
      sum[r][0] = multiply_add(x, w0, sum[r][0]);
      sum[r][1] = multiply_add(x, w1, sum[r][1]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
    store8(sums + r * DK_PANEL, sum[r][0]);
    store8(sums + r * DK_PANEL + DK_LANES, sum[r][1]);
  }
}

typedef void f32_block_function(const float *, size_t, const float *, float *);

#define DK_F32_BLOCK(rows)                                                                           \
  DK_OUTLINE void f32_block_##rows(const float *a, size_t k, const float *panel, float *sums) {      \
    f32_block(rows, a, k, panel, sums);                                                              \
  }
DK_F32_BLOCK(1)
DK_F32_BLOCK(2)
DK_F32_BLOCK(3)
DK_F32_BLOCK(4)
DK_F32_BLOCK(5)
DK_F32_BLOCK(6)

static f32_block_function *const f32_blocks[] = {f32_block_1, f32_block_2, f32_block_3,
                                                 f32_block_4, f32_block_5, f32_block_6};

DK_OUTLINE void f32_finish(const float *sums, const dk_f32_matrix *w, size_t column,
                           dk_activation activation, const float *residual, float *y) {
  for (size_t at = 0; at < DK_PANEL; at += DK_LANES) {
    size_t count = lanes_left(w->n, column + at);
    if (count == 0) return;
    const size_t j = column + at;
    f32x8 bias = w->bias ? load8(w->bias + j) : 0;
    finish_lanes(load8(sums + at) + bias, activation, residual ? residual + j : NULL, y + j, count);
  }
}

/* Rows of the next block when `left` remain: even shares near the end, for few rows waste registers. */
DK_INLINE size_t f32_block_rows(size_t left) {
  if (left <= DK_F32_ROWS) return left;
  return left < 2 * DK_F32_ROWS ? (left + 1) / 2 : DK_F32_ROWS;
}

static void gemm_f32(const float *a, size_t m, const dk_f32_matrix *w, dk_activation activation,
                     const float *residual, float *y, size_t stride) {
  const size_t k = w->k, panels = dk_panels(w->n);
  const size_t run = rows_per_run(k * sizeof(float), DK_F32_ROWS);
  float sums[DK_F32_ROWS * DK_PANEL];

  for (size_t first = 0; first < m; first += run) {
    const size_t end = m - first < run ? m : first + run;
    for (size_t p = 0; p < panels; p++) {
      const float *panel = w->values + p * k * DK_PANEL;
      for (size_t i = first, rows; i < end; i += rows) {
        rows = f32_block_rows(end - i);
        f32_blocks[rows - 1](a + i * k, k, panel, sums);
        for (size_t r = 0; r < rows; r++) {
          const size_t row = (i + r) * stride;
          f32_finish(sums + r * DK_PANEL, w, p * DK_PANEL, activation, residual ? residual + row : NULL,
                     y + row);
        }
      }
    }
  }
}
