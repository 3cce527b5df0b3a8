#include "check.h"

typedef struct attention_case {
  size_t length, heads, d_head, stride;
  const float *q, *k, *v;
  const int32_t *rows;
} attention_case;

static float scale_of(size_t d_head) { return 1 / sqrtf((float)d_head); }

/* Queries first, first + 1, ... of the case. */
static void run(const dk_kernels *table, const attention_case *c, size_t first, size_t queries,
                float *weights, float *out) {
  dk_attention call = {
    .q = c->q + first * c->stride, .queries = queries, .q_stride = c->stride, .k = c->k, .v = c->v,
    .rows = c->rows, .length = c->length, .stride = c->stride, .heads = c->heads, .d_head = c->d_head,
    .scale = scale_of(c->d_head), .weights = weights, .out = out, .out_stride = c->heads * c->d_head};
  table->attention(&call);
}

static const float *at(const attention_case *c, const float *base, size_t position, size_t head) {
  return base + (c->rows ? (size_t)c->rows[position] : position) * c->stride + head * c->d_head;
}

static void plain(const attention_case *c, size_t query, size_t head, double *weights, double *out) {
  const float *q = c->q + query * c->stride + head * c->d_head;
  double top = -INFINITY, sum = 0;
  for (size_t p = 0; p < c->length; p++) {
    weights[p] = 0;
    for (size_t t = 0; t < c->d_head; t++) weights[p] += (double)q[t] * at(c, c->k, p, head)[t];
    weights[p] *= scale_of(c->d_head);
    top = fmax(top, weights[p]);
  }
  for (size_t p = 0; p < c->length; p++) sum += weights[p] = exp(weights[p] - top);
  for (size_t p = 0; p < c->length; p++) weights[p] /= sum;
  for (size_t t = 0; t < c->d_head; t++) {
    out[t] = 0;
    for (size_t p = 0; p < c->length; p++) out[t] += weights[p] * at(c, c->v, p, head)[t];
  }
}

static void check(const dk_kernels *table, size_t queries, size_t length, size_t d_head, int indexed) {
  const size_t heads = 2, width = heads * d_head, stride = width + 3, stored = length + 3;
  int32_t *rows = guarded(length * sizeof *rows);
  for (size_t p = 0; p < length; p++) rows[p] = integer_in(0, (int32_t)stored - 1);
  attention_case c = {
    length, heads, d_head, stride, reals_in(queries * stride - 3, -2, 2),
    reals_in(stored * stride - 3, -1, 1), reals_in(stored * stride - 3, -1, 1), indexed ? rows : NULL};

  float *weights = guarded(queries * heads * length * sizeof *weights);
  float *out = guarded(queries * width * sizeof *out);
  double *weights_plain = guarded(queries * heads * length * sizeof *weights_plain);
  double *out_plain = guarded(queries * width * sizeof *out_plain);
  for (size_t i = 0; i < queries * heads; i++) {
    plain(&c, i / heads, i % heads, weights_plain + i * length, out_plain + i * d_head);
  }
  run(table, &c, 0, queries, weights, out);
  expect_close(weights, weights_plain, queries * heads * length, 1e-6, "attention, weights", queries, length,
               d_head);
  expect_close(out, out_plain, queries * width, 1e-6, "attention", queries, length, d_head);

  float *one_weights = guarded(heads * length * sizeof *weights), *one_out = guarded(width * sizeof *out);
  for (size_t i = 0; i < queries; i++) {
    run(table, &c, i, 1, one_weights, one_out);
    expect(!memcmp(one_out, out + i * width, width * sizeof *out)
             && !memcmp(one_weights, weights + i * heads * length, heads * length * sizeof *weights),
           "attention, a query alone", queries, length, d_head);
  }
}

void check_attention(const dk_kernels *table) {
  const size_t queries[] = {1, 2, 5}, lengths[] = {1, 5, 8, 9, 31}, sizes[] = {1, 8, 13, 32, 40, 64, 75};
  for (size_t q = 0; q < COUNT(queries); q++) {
    for (size_t l = 0; l < COUNT(lengths); l++) {
      for (size_t s = 0; s < COUNT(sizes); s++) {
        check(table, queries[q], lengths[l], sizes[s], 0);
        check(table, queries[q], lengths[l], sizes[s], 1);
        release_all();
      }
    }
  }
}
