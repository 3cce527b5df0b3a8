/* Kernels whose results are equal on every instruction set. */
#include "check.h"

static const float ranges[][2] = {{-1, 1}, {0, 6}, {-3, -1}, {-0.001f, 1000}, {-1e-20f, 1e-20f},
                                  {-1e30f, 1e30f}};

/* Whether q stands for x: within half a step and rounding, of a row that has a range. */
static int stands_for(uint8_t q, float x, float scale, int32_t zero) {
  return q < 128 && (scale == 0 ? q == 0 : fabs(scale * (double)(q - zero) - x) <= 0.51 * scale);
}

void check_quantize(const dk_kernels *table) {
  const size_t depths[] = {1, 3, 4, 7, 8, 9, 31, 64, 100, 513}, rows = 7;
  for (size_t d = 0; d < COUNT(depths); d++) {
    const size_t k = depths[d], padded = dk_padded_k(k);
    for (size_t r = 0; r < COUNT(ranges); r++) {
      float *x = reals_in(rows * k, ranges[r][0], ranges[r][1]);
      memset(x + k, 0, k * sizeof *x);
      x[2 * k] = NAN;
      x[3 * k] = INFINITY;
      dk_u7_rows all = u7_rows(rows, k), one = u7_rows(1, k);
      table->quantize(x, rows, k, all);
      for (size_t i = 0; i < rows; i++) {
        table->quantize(guarded_copy(x + i * k, k * sizeof *x), 1, k, one);
        expect(!memcmp(one.values, all.values + i * padded, padded) && one.scale[0] == all.scale[i]
                 && one.zero[0] == all.zero[i], "quantize, a row alone", rows, i, k);
        const uint8_t *q = all.values + i * padded;
        for (size_t t = 0; t < k; t++) {
          expect(stands_for(q[t], x[i * k + t], all.scale[i], all.zero[i]), "quantize, rounding", rows, i, k);
        }
        for (size_t t = k; t < padded; t++) expect(q[t] == 0, "quantize, padding", rows, i, k);
        expect((all.scale[i] == 0) == (i >= 1 && i <= 3), "quantize, rows without a range", rows, i, k);
      }
      digest_bytes(all.values, rows * padded);
      digest_bytes(all.scale, rows * sizeof(float));
      digest_bytes(all.zero, rows * sizeof(int32_t));
    }
    release_all();
  }
}

static int64_t exact_sum(const dk_u7_rows *a, size_t row, const int8_t *w, size_t j, size_t k) {
  int64_t sum = 0;
  for (size_t t = 0; t < k; t++) sum += (a->values[row * dk_padded_k(k) + t] - a->zero[row]) * w[j * k + t];
  return sum;
}

/* Integers as activations: `value` everywhere, or random where it is negative. */
static dk_u7_rows integer_rows(size_t m, size_t k, int32_t value) {
  dk_u7_rows a = u7_rows(m, k);
  for (size_t i = 0; i < m; i++) {
    a.scale[i] = 1;
    a.zero[i] = i == 0 ? 0 : integer_in(0, 127);
    for (size_t t = 0; t < k; t++) {
      a.values[i * dk_padded_k(k) + t] = (uint8_t)(value < 0 ? integer_in(0, 127) : value);
    }
  }
  return a;
}

/* Weights at the edge of what sums of pairs in 16 bits hold: eight of 32, or two of 127, for each sum. */
static int8_t *extreme_weights(size_t n, size_t k, int sign, int sparse) {
  int8_t *w = guarded(n * k);
  for (size_t i = 0; i < n * k; i++) w[i] = (int8_t)(sign * (!sparse ? 32 : i % k % 16 < 4 ? 127 : 0));
  return w;
}

static void check_sums(const dk_kernels *table, size_t m, size_t n, size_t k, int32_t activation,
                       const int8_t *plain) {
  float *ones = guarded(n * sizeof *ones);
  for (size_t j = 0; j < n; j++) ones[j] = 1;
  int8_case w = pack_int8(plain, n, k, ones, NULL);
  dk_u7_rows a = integer_rows(m, k, activation);
  float *y = guarded(m * n * sizeof *y);
  table->gemm_int8(a, m, &w.packed, DK_IDENTITY, NULL, y, n);
  for (size_t i = 0; i < m * n; i++) {
    expect(y[i] == (float)exact_sum(&a, i / n, plain, i % n, k), "gemm_int8, sums", m, n, k);
  }
  digest_bytes(y, m * n * sizeof *y);
}

/* Everything after the sum, and a row by itself. */
static void check_finish(const dk_kernels *table, size_t m, size_t n, size_t k, dk_activation activation) {
  float *scale = reals_in(n, 0.001f, 0.02f), *bias = reals_in(n, -1, 1), *residual = reals_in(m * n, -1, 1);
  int8_case w = pack_int8(weights_in(n * k, 32), n, k, scale, bias);
  dk_u7_rows a = u7_rows(m, k);
  table->quantize(reals_in(m * k, -2, 3), m, k, a);
  const size_t stride = n + 3;
  float *y = guarded(((m - 1) * stride + n) * sizeof *y), *one = guarded(n * sizeof *one);
  double *expected = guarded(m * n * sizeof *expected);
  for (size_t i = 0; i < m * n; i++) {
    const double sum = (double)exact_sum(&a, i / n, w.plain, i % n, k) * a.scale[i / n] * scale[i % n];
    expected[i] = activated_plainly(activation, sum + bias[i % n]) + residual[i];
  }
  for (size_t i = 0; i < (m - 1) * stride + n; i++) {
    y[i] = i % stride < n ? residual[i / stride * n + i % stride] : -5;
  }
  table->gemm_int8(a, m, &w.packed, activation, y, y, stride);
  for (size_t i = 0; i < m; i++) {
    expect_close(y + i * stride, expected + i * n, n, 3e-6, "gemm_int8", m, n, k);
    for (size_t j = n; i + 1 < m && j < stride; j++) {
      expect(y[i * stride + j] == -5, "gemm_int8, stride", m, n, k);
    }
    table->gemm_int8(u7_from(a, i, k), 1, &w.packed, activation, residual + i * n, one, n);
    expect(!memcmp(one, y + i * stride, n * sizeof *one), "gemm_int8, a row alone", m, n, k);
  }
}

void check_gemm_int8(const dk_kernels *table) {
  const size_t rows[] = {1, 2, 3, 4, 5, 7, 9}, outputs[] = {1, 15, 16, 17, 43};
  const size_t depths[] = {1, 3, 4, 6, 15, 16, 17, 33, 100, 261};
  for (size_t d = 0; d < COUNT(depths); d++) {
    for (size_t o = 0; o < COUNT(outputs); o++) {
      for (size_t r = 0; r < COUNT(rows); r++) {
        const int8_t *plain = weights_in(outputs[o] * depths[d], 32);
        check_sums(table, rows[r], outputs[o], depths[d], -1, plain);
        check_finish(table, rows[r], outputs[o], depths[d], all_activations[(d + o + r) % 6]);
        release_all();
      }
    }
  }
  for (int i = 0; i < 4; i++) {
    const int sign = i % 2 ? -1 : 1, sparse = i / 2;
    check_sums(table, 5, 17, 2048, 127, extreme_weights(17, 2048, sign, sparse));
    check_sums(table, 3, 33, 2047, 127, extreme_weights(33, 2047, sign, sparse));
  }
  // More rows than pass in one run of panels.
  check_finish(table, 33, 5, 6144, DK_SWISH);
  release_all();
}

void check_gather(const dk_kernels *table) {
  const size_t n = 77, depths[] = {1, 7, 64, 130}, counts[] = {1, 15, 16, 40}, m = 3;
  for (size_t d = 0; d < COUNT(depths); d++) {
    for (size_t c = 0; c < COUNT(counts); c++) {
      const size_t k = depths[d], count = counts[c], columns = dk_panels(count) * DK_PANEL;
      int8_case w = pack_int8(weights_in(n * k, 32), n, k, reals_in(n, 0.001f, 0.02f), reals_in(n, -1, 1));
      int32_t *ids = guarded(count * sizeof *ids);
      for (size_t i = 0; i < count; i++) ids[i] = integer_in(0, (int32_t)n - 1);
      int8_t *values = guarded(columns * dk_padded_k(k));
      float *scale = guarded(columns * sizeof *scale), *bias = guarded(columns * sizeof *bias);
      int32_t *row_sum = guarded(columns * sizeof *row_sum);
      dk_gather_int8(&w.packed, ids, count, values, scale, row_sum, bias);
      dk_int8_matrix some = {values, scale, row_sum, bias, count, k};

      dk_u7_rows a = u7_rows(m, k);
      table->quantize(reals_in(m * k, -2, 3), m, k, a);
      float *all = guarded(m * n * sizeof *all), *gathered = guarded(m * count * sizeof *gathered);
      table->gemm_int8(a, m, &w.packed, DK_IDENTITY, NULL, all, n);
      table->gemm_int8(a, m, &some, DK_IDENTITY, NULL, gathered, count);
      for (size_t i = 0; i < m * count; i++) {
        expect(gathered[i] == all[i / count * n + (size_t)ids[i % count]], "gather", m, count, k);
      }

      float *x = guarded(k * sizeof *x);
      for (size_t i = 0; i < count; i++) {
        dk_unpack_int8_row(&some, i, 2, x);
        for (size_t t = 0; t < k; t++) {
          expect(x[t] == 2 * scale[i] * w.plain[(size_t)ids[i] * k + t], "unpack", m, count, k);
        }
        digest_bytes(x, k * sizeof *x);
      }
      release_all();
    }
  }
}

void check_quantize_weights(const dk_kernels *table) {
  (void)table;
  const size_t n = 6, depths[] = {1, 5, 64, 300};
  for (size_t d = 0; d < COUNT(depths); d++) {
    const size_t k = depths[d];
    float *w = reals_in(n * k, -3, 2), *scale = guarded(n * sizeof *scale);
    memset(w + k, 0, k * sizeof *w);
    w[2 * k] = INFINITY;
    int8_t *q = guarded(n * k);
    dk_quantize_weights(w, n, k, q, scale);
    for (size_t i = 0; i < n * k; i++) {
      const size_t row = i / k;
      const int zeroed = row == 1 || row == 2;
      expect(zeroed ? q[i] == 0 : fabs(q[i] * (double)scale[row] - w[i]) <= 0.51 * scale[row],
             "quantize_weights", n, row, k);
    }
    digest_bytes(q, n * k);
    digest_bytes(scale, n * sizeof *scale);
    release_all();
  }
}
