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
 * `fetches` (a constant): weights are called from memory on the way, far enough ahead to hide it.
 * The caller's file provides either
 *   dot4(sum, a, w): sum += the four products u7 x s8 of each 32-bit lane, or
 *   DK_HAS_PAIRS with pairs(a, w), the sums of two products in 16 bits, and add_pairs(sum, pairs): packed
 *   weights keep the pair sums of DK_GROUP chunks within 16 bits, so they are widened once for all. */
DK_INLINE void int8_block(const size_t rows, const int fetches, const uint8_t *a, size_t stride, const int8_t *w,
                          size_t chunks, int32_t *sums) {
  i32x8 sum[DK_INT8_ROWS][2] = {0};
  for (size_t groups = chunks / DK_GROUP; groups > 0; groups--) {
    if (fetches) {
      // Past the panel lies the next one.
#pragma clang loop unroll(full)
      for (size_t line = 0; line < DK_GROUP; line++) {
        __builtin_prefetch((const void *)((uintptr_t)w + 1536 + line * 64));
      }
    }
    int8_group(rows, DK_GROUP, a, stride, w, sum);
    a += DK_GROUP * DK_CHUNK;
    w += DK_GROUP * DK_PANEL * DK_CHUNK;
  }
  for (size_t left = chunks % DK_GROUP; left > 0; left--) {
    int8_group(rows, 1, a, stride, w, sum);
    a += DK_CHUNK;
    w += DK_PANEL * DK_CHUNK;
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
    store8_i32(sums + r * DK_PANEL, sum[r][0]);
    store8_i32(sums + r * DK_PANEL + DK_LANES, sum[r][1]);
  }
}

typedef void int8_block_function(const uint8_t *, size_t, const int8_t *, size_t, int32_t *);

#define DK_INT8_BLOCK(name, rows, fetches)                                                           \
  DK_OUTLINE void name(const uint8_t *a, size_t stride, const int8_t *w, size_t chunks, int32_t *sums) { \
    int8_block(rows, fetches, a, stride, w, chunks, sums);                                           \
  }
DK_INT8_BLOCK(int8_block_1, 1, 0)
DK_INT8_BLOCK(int8_block_2, 2, 0)
DK_INT8_BLOCK(int8_fetching_block_1, 1, 1)
DK_INT8_BLOCK(int8_fetching_block_2, 2, 1)

/* [fetches][rows - 1] */
static int8_block_function *const int8_blocks[2][DK_INT8_ROWS] = {
  {int8_block_1, int8_block_2}, {int8_fetching_block_1, int8_fetching_block_2}};

/* From this many rows on, a panel is called from memory in parts while the one before it is multiplied with each of
 * them; fewer would call so much at once that it makes them wait. */
#define DK_MANY_ROWS 8

/* Sums of rows i, i + 1 (those below `end`) with `panel`, into sums[2][16]; rows `first` to `end` pass by in turn.
 * `next` is the panel that these rows meet later, or NULL. */
DK_INLINE void int8_pass(dk_u7_rows a, size_t first, size_t i, size_t end, const int8_t *panel, const int8_t *next,
                         size_t padded, int32_t *sums) {
  const int many = end - first >= DK_MANY_ROWS;
  if (many && next != NULL) {
    const size_t lines = padded * DK_PANEL / 64, passes = (end - first + DK_INT8_ROWS - 1) / DK_INT8_ROWS;
    const size_t pass = (i - first) / DK_INT8_ROWS, to = lines * (pass + 1) / passes;
    for (size_t line = lines * pass / passes; line < to; line++) __builtin_prefetch(next + line * 64, 0, 2);
  }
  const size_t rows = end - i < DK_INT8_ROWS ? end - i : DK_INT8_ROWS;
  int8_blocks[!many][rows - 1](a.values + i * padded, padded, panel, padded / DK_CHUNK, sums);
}

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
  const size_t padded = dk_padded_k(w->k), panels = dk_panels(w->n);
  const size_t run = rows_per_run(padded, DK_INT8_ROWS);
  int32_t sums[DK_INT8_ROWS * DK_PANEL];

  for (size_t first = 0; first < m; first += run) {
    const size_t end = m - first < run ? m : first + run;
    for (size_t p = 0; p < panels; p++) {
      const int8_t *panel = w->values + p * padded * DK_PANEL;
      const int8_t *next = p + 1 < panels ? panel + padded * DK_PANEL : NULL;
      for (size_t i = first; i < end; i += DK_INT8_ROWS) {
        const size_t rows = end - i < DK_INT8_ROWS ? end - i : DK_INT8_ROWS;
        int8_pass(a, first, i, end, panel, next, padded, sums);
        for (size_t r = 0; r < rows; r++) {
          const size_t row = (i + r) * stride;
          int8_finish(sums + r * DK_PANEL, a.zero[i + r], a.scale[i + r], w, p * DK_PANEL, activation,
                      residual ? residual + row : NULL, y + row);
        }
      }
    }
  }
}
