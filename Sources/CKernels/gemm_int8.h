#pragma once
#include "epilogue.h"

#define DK_INT8_ROWS 4

/* Sums of `rows` (a constant, 1...4) rows of activations with one panel of
 * weights into sums[rows][16]. The caller's file provides
 * dot4(sum, a, w): sum += the four products u7 x s8 of each 32-bit lane. */
DK_INLINE void int8_block(const size_t rows, const uint8_t *a, size_t stride, const int8_t *panel,
                          size_t chunks, int32_t *sums) {
  i32x8 sum[DK_INT8_ROWS][2] = {0};
  for (size_t c = 0; c < chunks; c++) {
    const int8_t *w = panel + c * DK_PANEL * DK_CHUNK;
    // Far enough ahead to hide memory; past the panel lies the next one.
    __builtin_prefetch((const void *)((uintptr_t)w + 1536));
    i32x8 w0 = load8_i32(w), w1 = load8_i32(w + 32);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      int32_t four;
      memcpy(&four, a + r * stride + c * DK_CHUNK, sizeof four);
      i32x8 activations = four;
      sum[r][0] = dot4(sum[r][0], activations, w0);
      sum[r][1] = dot4(sum[r][1], activations, w1);
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
    store8_i32(sums + r * DK_PANEL, sum[r][0]);
    store8_i32(sums + r * DK_PANEL + DK_LANES, sum[r][1]);
  }
}

typedef void int8_block_function(const uint8_t *, size_t, const int8_t *, size_t, int32_t *);

#define DK_INT8_BLOCK(rows)                                                                          \
  DK_OUTLINE void int8_block_##rows(const uint8_t *a, size_t stride, const int8_t *panel,            \
                                    size_t chunks, int32_t *sums) {                                  \
    int8_block(rows, a, stride, panel, chunks, sums);                                                \
  }
DK_INT8_BLOCK(1)
DK_INT8_BLOCK(2)
DK_INT8_BLOCK(3)
DK_INT8_BLOCK(4)

static int8_block_function *const int8_blocks[] = {int8_block_1, int8_block_2, int8_block_3, int8_block_4};

/* Takes the zero point out of the sums of one row, scales, adds the bias, and finishes. */
DK_OUTLINE void int8_finish(const int32_t *sums, int32_t a_zero, float a_scale,
                            const dk_int8_matrix *w, size_t column, dk_activation activation,
                            const float *residual, float *y) {
  for (size_t at = 0; at < DK_PANEL; at += DK_LANES) {
    size_t count = lanes_left(w->n, column + at);
    if (count == 0) return;
    const size_t j = column + at;
    f32x8 exact = reals(load8_i32(sums + at) - a_zero * load8_i32(w->row_sum + j));
    f32x8 scale = a_scale * load8(w->scale + j);
    f32x8 bias = w->bias ? load8(w->bias + j) : 0;
    finish_lanes(multiply_add(exact, scale, bias), activation, residual ? residual + j : NULL, y + j,
                 count);
  }
}

static void gemm_int8(dk_u7_rows a, size_t m, const dk_int8_matrix *w, dk_activation activation,
                      const float *residual, float *y, size_t stride) {
  const size_t padded = dk_padded_k(w->k), chunks = padded / DK_CHUNK, panels = dk_panels(w->n);
  const size_t run = rows_per_run(padded, DK_INT8_ROWS);
  int32_t sums[DK_INT8_ROWS * DK_PANEL];

  for (size_t first = 0; first < m; first += run) {
    const size_t end = m - first < run ? m : first + run;
    for (size_t p = 0; p < panels; p++) {
      const int8_t *panel = w->values + p * padded * DK_PANEL;
      for (size_t i = first; i < end; i += DK_INT8_ROWS) {
        const size_t rows = end - i < DK_INT8_ROWS ? end - i : DK_INT8_ROWS;
        int8_blocks[rows - 1](a.values + i * padded, padded, panel, chunks, sums);
        for (size_t r = 0; r < rows; r++) {
          const size_t row = (i + r) * stride;
          int8_finish(sums + r * DK_PANEL, a.zero[i + r], a.scale[i + r], w, p * DK_PANEL, activation,
                      residual ? residual + row : NULL, y + row);
        }
      }
    }
  }
}
