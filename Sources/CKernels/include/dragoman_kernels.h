/* The numeric kernels of the inference core.
 *
 * One table of function pointers per instruction set; `dk_best()` picks the
 * fastest that this CPU runs. Kernels allocate nothing, do no I/O, and keep
 * no state. Matrices are row-major; `m` rows of activations meet `n` outputs.
 *
 * Two promises every table keeps:
 *   - integer sums are exact and equal on every instruction set;
 *   - row i of a result depends on row i of the operand only: never on m, on
 *     the row's place in the call, or on the other rows, bit for bit.
 *
 * No buffer needs an alignment; 64 bytes for weights, keys and values is quickest.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Outputs of a packed matrix come in panels of this many columns. */
#define DK_PANEL 16
/* An int8 panel takes the inner dimension in chunks of this many values. */
#define DK_CHUNK 4
/* So many chunks are summed in 16 bits: a pair of values of a chunk, over DK_GROUP chunks from a multiple of
 * DK_GROUP on, has positive values that sum to DK_GROUP_LIMIT at most, and negative ones to no less than its
 * negative: 127 * 258 < 2^15. dk_quantize_weights sees to it. */
#define DK_GROUP 4
#define DK_GROUP_LIMIT 258
/* The most candidates that dk_reduce_logits keeps per row. */
#define DK_MAX_CANDIDATES 128

typedef enum dk_activation {
  DK_IDENTITY = 0,
  DK_RELU = 1,
  DK_GELU_TANH = 2,
  DK_SWISH = 3,
  DK_GELU = 4,
  DK_GELU_SIGMOID = 5
} dk_activation;

/* A packed int8 weight matrix [n, k], or a run of its panels, within DK_GROUP_LIMIT.
 * values: [panels][k_padded / 4][16][4]; the other arrays hold panels * 16
 * entries, zero beyond n. y_j = a_scale * scale[j] * (sum - a_zero * row_sum[j]) + bias[j]. */
typedef struct dk_int8_matrix {
  const int8_t *values;
  const float *scale;      /* multiplier that turns weight j's integers into reals */
  const int32_t *row_sum;  /* sum of the integers of output row j */
  const float *bias;       /* may be NULL */
  size_t n;                /* outputs, not padded */
  size_t k;                /* inner dimension, not padded; at most 65536, so that sums fit 32 bits */
} dk_int8_matrix;

/* A packed float32 weight matrix [n, k]. values: [panels][k][16]. */
typedef struct dk_f32_matrix {
  const float *values;
  const float *bias;  /* panels * 16 entries or NULL */
  size_t n;
  size_t k;
} dk_f32_matrix;

/* Rows of activations in unsigned 7-bit integers: x ~ scale * (q - zero). */
typedef struct dk_u7_rows {
  uint8_t *values;  /* [rows][dk_padded_k(k)], zero beyond k */
  float *scale;     /* [rows] */
  int32_t *zero;    /* [rows], 0...127 */
} dk_u7_rows;

/* Attention of several queries over the same keys and values.
 * Row p of K and V starts at k + row(p) * stride, row(p) = rows ? rows[p] : p;
 * head h takes floats [h * d_head, (h + 1) * d_head) of a row. */
typedef struct dk_attention {
  const float *q;       /* [queries] rows of q_stride floats */
  size_t queries;
  size_t q_stride;
  const float *k;
  const float *v;
  const int32_t *rows;  /* [length] or NULL */
  size_t length;        /* >= 1 */
  size_t stride;        /* floats between rows of K, and of V */
  size_t heads;
  size_t d_head;
  float scale;          /* multiplies q.k, usually 1 / sqrt(d_head) */
  float *weights;       /* out: [queries][heads][length], softmax over length */
  float *out;           /* out: [queries] rows of out_stride floats */
  size_t out_stride;
} dk_attention;

/* What is kept of one row of logits while its tiles pass by. */
typedef struct dk_logits_row {
  float maximum;       /* start at -INFINITY */
  float exp_sum;       /* sum of exp(logit - maximum); start at 0 */
  size_t k;            /* candidates wanted, 1...DK_MAX_CANDIDATES */
  float *top_logits;   /* [k] best first, ties by the lower id; start at -INFINITY */
  int32_t *top_ids;    /* [k]; start at -1 */
} dk_logits_row;

/* Panels of a matrix that a row wants, ascending. */
typedef struct dk_panel_list {
  const int32_t *panels;
  size_t count;
} dk_panel_list;

typedef struct dk_kernels {
  const char *name;

  /* x [rows, k] -> u7: per row lo = min(0, min x), hi = max(0, max x),
   * scale = (hi - lo) / 127, zero = round(-lo / scale), q = clamp(round(x / scale) + zero),
   * ties to even; equal on every instruction set. A row of zeros, or one that
   * holds a NaN or has no finite range, gives scale 0 and zeros. */
  void (*quantize)(const float *x, size_t rows, size_t k, dk_u7_rows out);

  /* y[i][j] = activation(a[i] . w[j] + bias[j]) + (residual ? residual[i][j] : 0)
   * y and residual: [m] rows of `stride` floats; they may be the same buffer. */
  void (*gemm_int8)(dk_u7_rows a, size_t m, const dk_int8_matrix *w, dk_activation activation,
                    const float *residual, float *y, size_t stride);

  /* The same on float32; a: [m] rows of k floats. Sums run over k in order, with
   * fused multiply-adds where the instruction set has them. */
  void (*gemm_f32)(const float *a, size_t m, const dk_f32_matrix *w, dk_activation activation,
                   const float *residual, float *y, size_t stride);

  /* y = (x - mean) / sqrt(variance + epsilon) * gamma + beta, each of `rows` rows of d; y may be x. */
  void (*layer_norm)(const float *x, size_t rows, size_t d, const float *gamma, const float *beta,
                     float epsilon, float *y);

  /* The same, and y as u7 besides: what `quantize` makes of it, while it is at hand. */
  void (*layer_norm_quantize)(const float *x, size_t rows, size_t d, const float *gamma, const float *beta,
                              float epsilon, float *y, dk_u7_rows out);

  /* A query's result depends on that query, the keys and the values only. */
  void (*attention)(const dk_attention *call);

  /* One position of a simple recurrent unit, [d] each: f = 1 / (1 + e^-gate),
   * cell = f * previous + (1 - f) * x, y = max(cell, 0) + residual; y may be residual.
   * previous is NULL at the first position, whose cell before is zero. */
  void (*recurrent_unit)(const float *x, const float *gate, const float *previous, size_t d, float *cell,
                         const float *residual, float *y);

  /* Takes n logits whose first has the vocabulary id first_id into the row's
   * running maximum, sum of exponentials and best candidates. Calls come in
   * ascending order of first_id. A logit of -infinity or NaN adds nothing and is
   * never a candidate. */
  void (*reduce_logits)(const float *logits, size_t n, int32_t first_id, dk_logits_row *row);

  /* maxima[i][p] = the largest of row i's products with panel p, bias included; [m] rows of `stride` floats. */
  void (*panel_maxima)(dk_u7_rows a, size_t m, const dk_int8_matrix *w, float *maxima, size_t stride);

  /* The `wanted` panels with the largest maxima, ascending, into `panels`; equal ones by the lower panel. NaN and
   * -infinity are not chosen. `scratch` is working memory, [count]. Returns how many were chosen. */
  size_t (*choose_panels)(const float *maxima, size_t count, size_t wanted, float *scratch, int32_t *panels);

  /* The products of each row with the panels of its list, in the list's order: [m] rows of `stride` floats, 16
   * for a panel, of which those beyond the matrix's outputs mean nothing. `next` is working memory, [m]. */
  void (*chosen_panels)(dk_u7_rows a, size_t m, const dk_int8_matrix *w, const dk_panel_list *lists,
                        size_t *next, float *y, size_t stride);

  /* The sum of e^(x[i] - shift); a NaN and -infinity add nothing. */
  float (*exponential_sum)(const float *x, size_t n, float shift);

  /* x[i] = activation(x[i]) */
  void (*activate)(float *x, size_t n, dk_activation activation);
} dk_kernels;

/* The table of this name ("avxvnni", "avx512vnni", "avx2", "neon", "portable"),
 * or NULL when it is not compiled in or the CPU cannot run it. */
const dk_kernels *dk_named(const char *name);

/* The fastest table that this CPU runs; never NULL. */
const dk_kernels *dk_best(void);

static inline size_t dk_panels(size_t n) { return (n + DK_PANEL - 1) / DK_PANEL; }
static inline size_t dk_padded_k(size_t k) { return (k + DK_CHUNK - 1) / DK_CHUNK * DK_CHUNK; }

/* A breath between two looks at memory that another core is about to change. */
static inline void dk_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* w [n, k] -> values as in dk_int8_matrix, row_sum [panels * 16]. */
void dk_pack_int8(const int8_t *w, size_t n, size_t k, int8_t *values, int32_t *row_sum);

/* w [n, k] -> values as in dk_f32_matrix. */
void dk_pack_f32(const float *w, size_t n, size_t k, float *values);

/* Row j of a packed matrix as k reals times `multiplier`: embedding look-up out
 * of the output layer's weights. */
void dk_unpack_int8_row(const dk_int8_matrix *w, size_t j, float multiplier, float *x);
void dk_unpack_f32_row(const dk_f32_matrix *w, size_t j, float multiplier, float *x);

/* Outputs ids[0], ids[1], ... of a packed matrix as a packed matrix of their own: values, scale,
 * row_sum and bias as in dk_int8_matrix with n = count, all zero beyond; so is the bias of a matrix
 * that has none. Every id is one of the matrix's outputs. */
void dk_gather_int8(const dk_int8_matrix *w, const int32_t *ids, size_t count, int8_t *values, float *scale,
                    int32_t *row_sum, float *bias);
void dk_gather_f32(const dk_f32_matrix *w, const int32_t *ids, size_t count, float *values, float *bias);

/* w [n, k] -> int8 by row, q = round(w / scale[j]), ties to even; scale[j] = max |w| / 127, or as much more as
 * DK_GROUP_LIMIT asks for. A row of zeros, or without a finite largest magnitude, gives zeros and scale 1; a NaN
 * gives 0. */
void dk_quantize_weights(const float *w, size_t n, size_t k, int8_t *q, float *scale);

/* Whether the row w [k] is within DK_GROUP_LIMIT. */
int dk_is_within_group_limit(const int8_t *w, size_t k);

#ifdef __cplusplus
}
#endif
