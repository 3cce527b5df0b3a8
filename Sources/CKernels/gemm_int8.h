#pragma once
#include "epilogue.h"

/* Rows that share the weights in registers: with more of them the sums would not fit beside the pairs. */
#define DK_INT8_ROWS 2

/* Adds the products of `count` (a constant) chunks to sum[rows][2]. */
DK_INLINE void int8_group(const size_t rows, const size_t count, const uint8_t *a, size_t stride,
                          const int8_t *w, i32x8 sum[DK_INT8_ROWS][2]) {
#ifdef DK_HAS_PAIRS
  i16x16 pair[DK_INT8_ROWS][2];
#endif
#pragma clang loop unroll(full)
  for (size_t g = 0; g < count; g++) {
    i32x8 w0 = load8_i32(w + g * DK_PANEL * DK_CHUNK), w1 = load8_i32(w + g * DK_PANEL * DK_CHUNK + 32);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      int32_t four;
      memcpy(&four, a + r * stride + g * DK_CHUNK, sizeof four);
      i32x8 activations = four;
#ifdef DK_HAS_PAIRS
      i16x16 p0 = pairs(activations, w0), p1 = pairs(activations, w1);
      pair[r][0] = g ? pair[r][0] + p0 : p0;
      pair[r][1] = g ? pair[r][1] + p1 : p1;
#else
      sum[r][0] = dot4(sum[r][0], activations, w0);
      sum[r][1] = dot4(sum[r][1], activations, w1);
#endif
    }
  }
#ifdef DK_HAS_PAIRS
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
    sum[r][0] = add_pairs(sum[r][0], pair[r][0]);
    sum[r][1] = add_pairs(sum[r][1], pair[r][1]);
  }
#endif
}

/* Sums of `rows` (1 or 2, a constant) rows of activations with one panel of weights into sums[rows][16].
 * The caller's file provides either
 *   dot4(sum, a, w): sum += the four products u7 x s8 of each 32-bit lane, or
 *   DK_HAS_PAIRS with pairs(a, w), the sums of two products in 16 bits, and add_pairs(sum, pairs): packed
 *   weights keep the pair sums of DK_GROUP chunks within 16 bits, so they are widened once for all. */
DK_INLINE void int8_block(const size_t rows, const uint8_t *a, size_t stride, const int8_t *panel,
                          size_t chunks, int32_t *sums) {
  i32x8 sum[DK_INT8_ROWS][2] = {0};
  for (size_t c = 0; c < chunks; c += DK_GROUP) {
    const int8_t *w = panel + c * DK_PANEL * DK_CHUNK;
    // Far enough ahead to hide memory; past the panel lies the next one.
#pragma clang loop unroll(full)
    for (size_t line = 0; line < DK_GROUP; line++) {
      __builtin_prefetch((const void *)((uintptr_t)w + 1536 + line * 64));
    }
    if (chunks - c >= DK_GROUP) {
      int8_group(rows, DK_GROUP, a + c * DK_CHUNK, stride, w, sum);
    } else {
      for (size_t g = c; g < chunks; g++) {
        int8_group(rows, 1, a + g * DK_CHUNK, stride, panel + g * DK_PANEL * DK_CHUNK, sum);
      }
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

static int8_block_function *const int8_blocks[] = {int8_block_1, int8_block_2};

/* Takes the zero point out of eight sums of one row, scales and adds the bias. `j` is their first column. */
DK_INLINE f32x8 int8_real(const int32_t *sums, int32_t a_zero, float a_scale, const dk_int8_matrix *w, size_t j) {
  f32x8 exact = reals(load8_i32(sums) - a_zero * load8_i32(w->row_sum + j));
  return multiply_add(exact, a_scale * load8(w->scale + j), w->bias ? load8(w->bias + j) : (f32x8)0);
}

/* The same for a row's whole panel, with an activation (a constant) and the residual. */
DK_INLINE void int8_finish_plainly(const int32_t *sums, int32_t a_zero, float a_scale, const dk_int8_matrix *w,
                                   size_t column, const dk_activation activation, const float *residual, float *y) {
#pragma clang loop unroll(full)
  for (size_t at = 0; at < DK_PANEL; at += DK_LANES) {
    const size_t j = column + at;
    f32x8 v = activated(int8_real(sums + at, a_zero, a_scale, w, j), activation);
    store8(y + j, residual ? v + load8(residual + j) : v);
  }
}

/* The same with activations that are rare, and for panels that have fewer columns. */
DK_OUTLINE void int8_finish_generally(const int32_t *sums, int32_t a_zero, float a_scale, const dk_int8_matrix *w,
                                      size_t column, dk_activation activation, const float *residual, float *y) {
  for (size_t at = 0; at < DK_PANEL; at += DK_LANES) {
    size_t count = lanes_left(w->n, column + at);
    if (count == 0) return;
    const size_t j = column + at;
    finish_lanes(int8_real(sums + at, a_zero, a_scale, w, j), activation, residual ? residual + j : NULL,
                 y + j, count);
  }
}

DK_INLINE void int8_finish(const int32_t *sums, int32_t a_zero, float a_scale, const dk_int8_matrix *w,
                           size_t column, dk_activation activation, const float *residual, float *y) {
  const int whole = w->n - column >= DK_PANEL;
  if (whole && activation == DK_IDENTITY) {
    int8_finish_plainly(sums, a_zero, a_scale, w, column, DK_IDENTITY, residual, y);
  } else if (whole && activation == DK_RELU) {
    int8_finish_plainly(sums, a_zero, a_scale, w, column, DK_RELU, residual, y);
  } else if (whole && activation == DK_SWISH) {
    int8_finish_plainly(sums, a_zero, a_scale, w, column, DK_SWISH, residual, y);
  } else {
    int8_finish_generally(sums, a_zero, a_scale, w, column, activation, residual, y);
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
