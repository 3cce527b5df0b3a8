#pragma once
#include <math.h>
#include "include/dragoman_kernels.h"
#include "lanes.h"

/* Eight vectors to the vector of their lane sums. */
DK_INLINE f32x8 sums_of(const f32x8 v[8]) {
  f32x8 two[4], four[2];
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    f32x8 a = v[2 * i], b = v[2 * i + 1];
    two[i] = __builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14)
      + __builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) {
    f32x8 a = two[2 * i], b = two[2 * i + 1];
    four[i] = __builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14)
      + __builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15);
  }
  return __builtin_shufflevector(four[0], four[1], 0, 1, 2, 3, 8, 9, 10, 11)
    + __builtin_shufflevector(four[0], four[1], 4, 5, 6, 7, 12, 13, 14, 15);
}

DK_INLINE const float *row_at(const float *base, const dk_attention *call, size_t position) {
  const size_t row = call->rows ? (size_t)call->rows[position] : position;
  return base + row * call->stride;
}

/* scale * q . k of all positions into scores, eight positions at once; the
 * last eight are made up by repeating the last position. Returns the largest. */
DK_INLINE float attention_scores(const dk_attention *call, const float *q, const float *keys,
                                 float *scores) {
  const size_t length = call->length, d = call->d_head;
  f32x8 top = -INFINITY;
  for (size_t p = 0; p < length; p += DK_LANES) {
    const float *key[DK_LANES];
#pragma clang loop unroll(full)
    for (size_t i = 0; i < DK_LANES; i++) {
      key[i] = row_at(keys, call, p + i < length ? p + i : length - 1);
    }
    f32x8 sum[DK_LANES] = {0};
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
    f32x8 score = sums_of(sum) * call->scale;
    top = larger(score, top);
    if (length - p < DK_LANES) {
      store_part(scores + p, score, length - p);
    } else {
      store8(scores + p, score);
    }
  }
  return largest_lane(top);
}

/* scores -> e^(score - top) / their sum, in place. */
DK_INLINE void softmax(float *scores, size_t length, float top) {
  f32x8 sum = 0;
  for (size_t p = 0; p < length; p += DK_LANES) {
    const size_t left = length - p;
    if (left < DK_LANES) {
      f32x8 e = exponential(load_part(scores + p, left, -INFINITY) - top);
      sum += e;
      store_part(scores + p, e, left);
    } else {
      f32x8 e = exponential(load8(scores + p) - top);
      sum += e;
      store8(scores + p, e);
    }
  }
  const float inverse = 1.0f / sum_lanes(sum);
  size_t p = 0;
  for (; p + DK_LANES <= length; p += DK_LANES) store8(scores + p, load8(scores + p) * inverse);
  for (; p < length; p++) scores[p] *= inverse;
}

/* out[vectors * 8] = the sum over positions of weight * value. `vectors` is a constant. */
DK_INLINE void weighted_values(const size_t vectors, const dk_attention *call, const float *weights,
                               const float *values, float *out) {
  f32x8 sum[DK_LANES] = {0};
  for (size_t p = 0; p < call->length; p++) {
    const float *value = row_at(values, call, p);
    f32x8 weight = weights[p];
#pragma clang loop unroll(full)
    for (size_t i = 0; i < vectors; i++) {
      sum[i] = multiply_add(weight, load8(value + i * DK_LANES), sum[i]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < vectors; i++) store8(out + i * DK_LANES, sum[i]);
}

DK_INLINE void attention_output(const dk_attention *call, const float *weights, const float *values,
                                float *out) {
  const size_t d = call->d_head;
  size_t t = 0;
  for (; t + 8 * DK_LANES <= d; t += 8 * DK_LANES) weighted_values(8, call, weights, values + t, out + t);
  for (; t + 4 * DK_LANES <= d; t += 4 * DK_LANES) weighted_values(4, call, weights, values + t, out + t);
  for (; t + DK_LANES <= d; t += DK_LANES) weighted_values(1, call, weights, values + t, out + t);
  if (t == d) return;
  f32x8 sum = 0;
  for (size_t p = 0; p < call->length; p++) {
    sum = multiply_add((f32x8)weights[p], load_part(row_at(values, call, p) + t, d - t, 0), sum);
  }
  store_part(out + t, sum, d - t);
}

/* Heads outermost: the keys and values of one head stay in cache for all queries. */
static void attention(const dk_attention *call) {
  for (size_t h = 0; h < call->heads; h++) {
    const size_t column = h * call->d_head;
    for (size_t i = 0; i < call->queries; i++) {
      const float *q = call->q + i * call->q_stride + column;
      float *weights = call->weights + (i * call->heads + h) * call->length;
      float top = attention_scores(call, q, call->k + column, weights);
      softmax(weights, call->length, top);
      attention_output(call, weights, call->v + column, call->out + i * call->out_stride + column);
    }
  }
}
