#pragma once
#include <math.h>
#include "include/dragoman_kernels.h"
#include "lanes.h"

/* Positions are taken in blocks of eight: rows[i] is where row first + i starts. The
 * last block is made up by repeating the last position. */
typedef struct attention_block {
  size_t first;
  size_t count;  /* 1...8 positions that are real */
  const float *rows[DK_LANES];
} attention_block;

DK_INLINE attention_block block_at(const dk_attention *call, const float *base, size_t first) {
  attention_block block = {.first = first};
  block.count = call->length - first < DK_LANES ? call->length - first : DK_LANES;
  for (size_t i = 0; i < DK_LANES; i++) {
    const size_t position = first + (i < block.count ? i : block.count - 1);
    const size_t row = call->rows ? (size_t)call->rows[position] : position;
    block.rows[i] = base + row * call->stride;
  }
  return block;
}

/* Fetches the `d` floats of a head in the rows of a block that comes later: eight rows far apart are no pattern
 * that a processor foresees. */
DK_INLINE void fetch_block(const attention_block *block, size_t column, size_t d) {
  for (size_t i = 0; i < block->count; i++) {
    for (size_t t = 0; t < d; t += 16) __builtin_prefetch(block->rows[i] + column + t);
  }
}

/* scale * q . k of a block's positions; `column` is where the head starts. */
DK_OUTLINE void block_scores(const dk_attention *call, const attention_block *keys, size_t column,
                             const float *q, float *scores) {
  const size_t d = call->d_head;
  const float *key[DK_LANES];
  f32x8 sum[DK_LANES] = {0};
#pragma clang loop unroll(full)
  for (size_t i = 0; i < DK_LANES; i++) key[i] = keys->rows[i] + column;

  size_t t = 0;
  for (; t + DK_LANES <= d; t += DK_LANES) {
    f32x8 x = load8(q + t);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < DK_LANES; i++) sum[i] = multiply_add(x, load8(key[i] + t), sum[i]);
  }
  if (t < d) {
    f32x8 x = load_part(q + t, d - t, 0);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < DK_LANES; i++) {
      sum[i] = multiply_add(x, load_part(key[i] + t, d - t, 0), sum[i]);
    }
  }
  f32x8 score = lane_sums(sum) * call->scale;
  if (keys->count == DK_LANES) {
    store8(scores, score);
  } else {
    store_part(scores, score, keys->count);
  }
}

/* scores -> e^(score - largest) / their sum, in place. */
DK_OUTLINE void softmax(float *scores, size_t length) {
  const size_t whole = length / DK_LANES * DK_LANES, left = length - whole;
  f32x8 rest = left ? load_part(scores + whole, left, -INFINITY) : (f32x8)-INFINITY;
  f32x8 top = rest;
  for (size_t p = 0; p < whole; p += DK_LANES) top = larger(load8(scores + p), top);
  const float largest = largest_lane(top);

  rest = exponential(rest - largest);
  f32x8 sum = rest;
  for (size_t p = 0; p < whole; p += DK_LANES) {
    f32x8 e = exponential(load8(scores + p) - largest);
    sum += e;
    store8(scores + p, e);
  }
  const float inverse = 1.0f / sum_lanes(sum);
  for (size_t p = 0; p < whole; p += DK_LANES) store8(scores + p, load8(scores + p) * inverse);
  if (left) store_part(scores + whole, rest * inverse, left);
}

/* Adds a block's weighted values to out[vectors * 8] (a constant), position by position. */
DK_INLINE void add_values(const size_t vectors, const attention_block *values, size_t column,
                          const float *weights, float *out) {
  f32x8 sum[DK_LANES];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < vectors; i++) {
    sum[i] = values->first == 0 ? (f32x8)0 : load8(out + i * DK_LANES);
  }
  for (size_t p = 0; p < values->count; p++) {
    const float *value = values->rows[p] + column;
    f32x8 weight = weights[p];
#pragma clang loop unroll(full)
    for (size_t i = 0; i < vectors; i++) {
      sum[i] = multiply_add(weight, load8(value + i * DK_LANES), sum[i]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < vectors; i++) store8(out + i * DK_LANES, sum[i]);
}

/* The same for the last, fewer than eight, values of a head. */
DK_INLINE void add_last_values(const attention_block *values, size_t column, size_t left,
                               const float *weights, float *out) {
  f32x8 sum = values->first == 0 ? (f32x8)0 : load_part(out, left, 0);
  for (size_t p = 0; p < values->count; p++) {
    sum = multiply_add((f32x8)weights[p], load_part(values->rows[p] + column, left, 0), sum);
  }
  store_part(out, sum, left);
}

DK_OUTLINE void add_block(const dk_attention *call, const attention_block *values, size_t column,
                          const float *weights, float *out) {
  const size_t d = call->d_head;
  size_t t = 0;
  for (; t + 64 <= d; t += 64) add_values(8, values, column + t, weights, out + t);
  for (; t + 32 <= d; t += 32) add_values(4, values, column + t, weights, out + t);
  for (; t + DK_LANES <= d; t += DK_LANES) add_values(1, values, column + t, weights, out + t);
  if (t < d) add_last_values(values, column + t, d - t, weights, out + t);
}

/* Blocks of positions outermost: rows of K and V are read once, in order, each block while the one before it is
 * worked on; one head's part of a block stays in the first-level cache for all queries. */
static void attention(const dk_attention *call) {
  const size_t length = call->length, d = call->d_head, heads = call->heads;
  attention_block next = block_at(call, call->k, 0);
  for (size_t p = 0; p < length; p += DK_LANES) {
    const attention_block keys = next;
    const size_t after = p + DK_LANES;
    next = after < length ? block_at(call, call->k, after) : block_at(call, call->v, 0);
    for (size_t h = 0; h < heads; h++) {
      fetch_block(&next, h * d, d);
      for (size_t i = 0; i < call->queries; i++) {
        const float *q = call->q + i * call->q_stride + h * d;
        block_scores(call, &keys, h * d, q, call->weights + (i * heads + h) * length + p);
      }
    }
  }
  for (size_t row = 0; row < call->queries * heads; row++) softmax(call->weights + row * length, length);
  for (size_t p = 0; p < length; p += DK_LANES) {
    const attention_block values = next;
    const size_t after = p + DK_LANES;
    if (after < length) next = block_at(call, call->v, after);
    for (size_t h = 0; h < heads; h++) {
      if (after < length) fetch_block(&next, h * d, d);
      for (size_t i = 0; i < call->queries; i++) {
        const float *weights = call->weights + (i * heads + h) * length + p;
        add_block(call, &values, h * d, weights, call->out + i * call->out_stride + h * d);
      }
    }
  }
}
