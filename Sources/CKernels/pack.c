#include <float.h>
#include <math.h>
#include <string.h>
#include "include/dragoman_kernels.h"

static int32_t sum_of(const int8_t *w, size_t k) {
  int32_t sum = 0;
  for (size_t t = 0; t < k; t++) sum += w[t];
  return sum;
}

/* The last, partial chunk of a row: its values, then zeros. */
static uint32_t chunk_of(const int8_t *w, size_t count) {
  uint32_t chunk = 0;
  memcpy(&chunk, w, count);
  return chunk;
}

void dk_pack_int8(const int8_t *w, size_t n, size_t k, int8_t *values, int32_t *row_sum) {
  const size_t whole = k / DK_CHUNK, chunks = dk_padded_k(k) / DK_CHUNK;
  for (size_t p = 0; p < dk_panels(n); p++) {
    int8_t *panel = values + p * chunks * DK_PANEL * DK_CHUNK;
    for (size_t j = 0; j < DK_PANEL; j++) {
      const size_t row = p * DK_PANEL + j;
      int8_t *out = panel + j * DK_CHUNK;
      if (row >= n) {
        for (size_t c = 0; c < chunks; c++) memset(out + c * DK_PANEL * DK_CHUNK, 0, DK_CHUNK);
        row_sum[row] = 0;
        continue;
      }
      const int8_t *from = w + row * k;
      for (size_t c = 0; c < whole; c++) {
        memcpy(out + c * DK_PANEL * DK_CHUNK, from + c * DK_CHUNK, DK_CHUNK);
      }
      if (whole < chunks) {
        uint32_t last = chunk_of(from + whole * DK_CHUNK, k - whole * DK_CHUNK);
        memcpy(out + whole * DK_PANEL * DK_CHUNK, &last, DK_CHUNK);
      }
      row_sum[row] = sum_of(from, k);
    }
  }
}

void dk_pack_f32(const float *w, size_t n, size_t k, float *values) {
  for (size_t p = 0; p < dk_panels(n); p++) {
    float *panel = values + p * k * DK_PANEL;
    for (size_t j = 0; j < DK_PANEL; j++) {
      const size_t row = p * DK_PANEL + j;
      for (size_t t = 0; t < k; t++) panel[t * DK_PANEL + j] = row < n ? w[row * k + t] : 0;
    }
  }
}

void dk_unpack_int8_row(const dk_int8_matrix *w, size_t j, float multiplier, float *x) {
  const int8_t *panel = w->values + j / DK_PANEL * dk_padded_k(w->k) * DK_PANEL;
  const int8_t *row = panel + j % DK_PANEL * DK_CHUNK;
  const float scale = multiplier * w->scale[j];
  for (size_t t = 0; t < w->k; t++) {
    x[t] = scale * (float)row[t / DK_CHUNK * DK_PANEL * DK_CHUNK + t % DK_CHUNK];
  }
}

void dk_unpack_f32_row(const dk_f32_matrix *w, size_t j, float multiplier, float *x) {
  const float *row = w->values + j / DK_PANEL * w->k * DK_PANEL + j % DK_PANEL;
  for (size_t t = 0; t < w->k; t++) x[t] = multiplier * row[t * DK_PANEL];
}

/* A panel of either type is a run of units of four bytes for each of its columns in turn: a chunk of
 * int8 values or one float. Copies the columns `ids`, and fills the last panel with zeros. */
static void gather_columns(const void *from, size_t units, const int32_t *ids, size_t count, void *to) {
  const size_t step = DK_PANEL * 4;
  for (size_t i = 0; i < dk_panels(count) * DK_PANEL; i++) {
    char *out = (char *)to + i / DK_PANEL * units * step + i % DK_PANEL * 4;
    if (i >= count) {
      for (size_t u = 0; u < units; u++) memset(out + u * step, 0, 4);
      continue;
    }
    const size_t id = (size_t)ids[i];
    const char *column = (const char *)from + id / DK_PANEL * units * step + id % DK_PANEL * 4;
    for (size_t u = 0; u < units; u++) memcpy(out + u * step, column + u * step, 4);
  }
}

/* from[ids[i]], zeros in the last panel and where there is nothing to take from. */
static void gather_floats(const float *from, const int32_t *ids, size_t count, float *to) {
  for (size_t i = 0; i < dk_panels(count) * DK_PANEL; i++) to[i] = from && i < count ? from[ids[i]] : 0;
}

void dk_gather_int8(const dk_int8_matrix *w, const int32_t *ids, size_t count, int8_t *values, float *scale,
                    int32_t *row_sum, float *bias) {
  gather_columns(w->values, dk_padded_k(w->k) / DK_CHUNK, ids, count, values);
  gather_floats(w->scale, ids, count, scale);
  gather_floats(w->bias, ids, count, bias);
  for (size_t i = 0; i < dk_panels(count) * DK_PANEL; i++) row_sum[i] = i < count ? w->row_sum[ids[i]] : 0;
}

void dk_gather_f32(const dk_f32_matrix *w, const int32_t *ids, size_t count, float *values, float *bias) {
  gather_columns(w->values, w->k, ids, count, values);
  gather_floats(w->bias, ids, count, bias);
}

static float largest_magnitude(const float *w, size_t k) {
  float largest = 0;
  for (size_t t = 0; t < k; t++) {
    float magnitude = fabsf(w[t]);
    largest = magnitude > largest ? magnitude : largest;
  }
  return largest;
}

/* Nearest integer, ties to even, of |x| <= 127; a NaN gives 0. */
static int8_t nearest_int8(float x) {
  const float shift = 12582912.0f;  // 1.5 * 2^23 leaves the integer in the low mantissa bits
  if (!(x >= -127.5f && x <= 127.5f)) return 0;
  float shifted = x + shift;
  int32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  return (int8_t)(bits - 0x4b400000);
}

/* The largest magnitude that the positive, or the negative, values of a pair sum up to in a group of chunks. */
static int32_t largest_group_sum(const int8_t *w, size_t k) {
  int32_t largest = 0;
  for (size_t group = 0; group < k; group += DK_GROUP * DK_CHUNK) {
    int32_t sums[2][2] = {{0}};  // [pair][positive, negative]
    const size_t end = k - group < DK_GROUP * DK_CHUNK ? k : group + DK_GROUP * DK_CHUNK;
    for (size_t t = group; t < end; t++) {
      const int32_t magnitude = w[t] < 0 ? -(int32_t)w[t] : w[t];
      sums[t % DK_CHUNK / 2][w[t] < 0] += magnitude;
    }
    for (size_t i = 0; i < 4; i++) largest = sums[i / 2][i % 2] > largest ? sums[i / 2][i % 2] : largest;
  }
  return largest;
}

int dk_is_within_group_limit(const int8_t *w, size_t k) { return largest_group_sum(w, k) <= DK_GROUP_LIMIT; }

void dk_quantize_weights(const float *w, size_t n, size_t k, int8_t *q, float *scale) {
  for (size_t j = 0; j < n; j++, w += k, q += k) {
    const float largest = largest_magnitude(w, k);
    float levels = 127.0f;
    if (!(largest > 0 && largest <= FLT_MAX && levels / largest <= FLT_MAX)) {
      memset(q, 0, k);
      scale[j] = 1;
      continue;
    }
    for (;;) {
      const float inverse = levels / largest;
      for (size_t t = 0; t < k; t++) q[t] = nearest_int8(w[t] * inverse);
      const int32_t sum = largest_group_sum(q, k);
      if (sum <= DK_GROUP_LIMIT) break;
      // Rounding may keep the sum above: the levels go down until it is not.
      const float lower = levels * (float)DK_GROUP_LIMIT / (float)sum;
      levels = lower < levels - 0.25f ? lower : levels - 0.25f;
    }
    scale[j] = largest / levels;
  }
}
