/* Kernels on float32: close to a plain reference in double, and rows that do not know their neighbours. */
#include "check.h"

static const size_t widths[] = {1, 3, 7, 8, 9, 31, 40, 64, 100, 513};

static void check_product(const dk_kernels *table, size_t m, size_t n, size_t k, dk_activation activation) {
  const size_t columns = dk_panels(n) * DK_PANEL;
  float *plain = reals_in(n * k, -1, 1), *bias = guarded(columns * sizeof *bias);
  memcpy(bias, reals_in(n, -1, 1), n * sizeof *bias);
  float *values = guarded(columns * k * sizeof *values), *row = guarded(k * sizeof *row);
  dk_pack_f32(plain, n, k, values);
  dk_f32_matrix w = {values, bias, n, k};
  dk_unpack_f32_row(&w, n - 1, 1, row);
  expect(!memcmp(row, plain + (n - 1) * k, k * sizeof *row), "unpack, float32", m, n, k);

  float *a = reals_in(m * k, -1, 1), *residual = reals_in(m * n, -1, 1);
  float *y = guarded_copy(residual, m * n * sizeof *y), *one = guarded(n * sizeof *one);
  double *expected = guarded(m * n * sizeof *expected);
  for (size_t i = 0; i < m * n; i++) {
    double sum = bias[i % n];
    for (size_t t = 0; t < k; t++) sum += (double)a[i / n * k + t] * plain[i % n * k + t];
    expected[i] = activated_plainly(activation, sum) + residual[i];
  }
  table->gemm_f32(a, m, &w, activation, y, y, n);
  expect_close(y, expected, m * n, 2e-6 + 5e-7 * sqrt((double)k), "gemm_f32", m, n, k);
  for (size_t i = 0; i < m; i++) {
    table->gemm_f32(a + i * k, 1, &w, activation, residual + i * n, one, n);
    expect(!memcmp(one, y + i * n, n * sizeof *one), "gemm_f32, a row alone", m, n, k);
  }
}

void check_gemm_f32(const dk_kernels *table) {
  const size_t rows[] = {1, 2, 3, 4, 5, 6, 7, 8, 11, 13}, outputs[] = {1, 15, 16, 17, 43, 100};
  for (size_t d = 0; d < COUNT(widths); d++) {
    for (size_t o = 0; o < COUNT(outputs); o++) {
      for (size_t r = 0; r < COUNT(rows); r++) {
        check_product(table, rows[r], outputs[o], widths[d], all_activations[(d + o + r) % 6]);
        release_all();
      }
    }
  }
  check_product(table, 131, 20, 1024, DK_IDENTITY);
  release_all();
}

void check_layer_norm(const dk_kernels *table) {
  const size_t rows = 5;
  for (size_t w = 0; w < COUNT(widths); w++) {
    const size_t d = widths[w];
    float *x = reals_in(rows * d, -3, 2), *gamma = reals_in(d, -2, 2), *beta = reals_in(d, -1, 1);
    double *expected = guarded(rows * d * sizeof *expected);
    for (size_t i = 0; i < rows; i++) {
      double mean = 0, variance = 0;
      for (size_t t = 0; t < d; t++) mean += x[i * d + t] / (double)d;
      for (size_t t = 0; t < d; t++) variance += pow(x[i * d + t] - mean, 2) / (double)d;
      for (size_t t = 0; t < d; t++) {
        expected[i * d + t] = (x[i * d + t] - mean) / sqrt(variance + 1e-5) * gamma[t] + beta[t];
      }
    }
    float *y = guarded_copy(x, rows * d * sizeof *y), *one = guarded(d * sizeof *one);
    table->layer_norm(y, rows, d, gamma, beta, 1e-5f, y);
    expect_close(y, expected, rows * d, 2e-6, "layer_norm", rows, 0, d);
    for (size_t i = 0; i < rows; i++) {
      table->layer_norm(x + i * d, 1, d, gamma, beta, 1e-5f, one);
      expect(!memcmp(one, y + i * d, d * sizeof *one), "layer_norm, a row alone", rows, i, d);
    }
    dk_u7_rows apart = u7_rows(rows, d), together = u7_rows(rows, d);
    float *z = guarded_copy(x, rows * d * sizeof *z);
    table->quantize(y, rows, d, apart);
    table->layer_norm_quantize(z, rows, d, gamma, beta, 1e-5f, z, together);
    expect(!memcmp(z, y, rows * d * sizeof *z), "layer_norm_quantize, reals", rows, 0, d);
    expect(!memcmp(together.values, apart.values, rows * dk_padded_k(d))
             && !memcmp(together.scale, apart.scale, rows * sizeof(float))
             && !memcmp(together.zero, apart.zero, rows * sizeof(int32_t)), "layer_norm_quantize", rows, 0, d);
    release_all();
  }
}

void check_recurrent_unit(const dk_kernels *table) {
  for (size_t w = 0; w < COUNT(widths); w++) {
    const size_t d = widths[w];
    for (int first = 0; first < 2; first++) {
      float *x = reals_in(d, -3, 2), *gate = reals_in(d, -20, 20), *residual = reals_in(d, -1, 1);
      float *previous = first ? NULL : reals_in(d, -2, 2), *cell = guarded(d * sizeof *cell);
      double *cells = guarded(d * sizeof *cells), *expected = guarded(d * sizeof *expected);
      for (size_t i = 0; i < d; i++) {
        const double kept = 1 / (1 + exp(-(double)gate[i]));
        cells[i] = kept * (first ? 0 : previous[i]) + (1 - kept) * x[i];
        expected[i] = (cells[i] > 0 ? cells[i] : 0) + residual[i];
      }
      table->recurrent_unit(x, gate, previous, d, cell, residual, residual);
      expect_close(cell, cells, d, 1e-6, "recurrent_unit, cell", 1, 0, d);
      expect_close(residual, expected, d, 1e-6, "recurrent_unit", 1, 0, d);
    }
    release_all();
  }
}

void check_activate(const dk_kernels *table) {
  const float extremes[] = {0, -0.0f, 20, -20, 90, -90, 1e4f, -1e4f, 1e20f, -1e20f, 1e-30f};
  const size_t n = 403;
  for (size_t a = 0; a < COUNT(all_activations); a++) {
    float *x = reals_in(n, -12, 12);
    memcpy(x, extremes, sizeof extremes);
    float *y = guarded_copy(x, n * sizeof *y);
    table->activate(y, n, all_activations[a]);
    for (size_t i = 0; i < n; i++) {
      const double expected = activated_plainly(all_activations[a], x[i]);
      // The error function's formula is good to 1.5e-7 of the input.
      const double bound = 4e-7 * fabs(expected) + 3e-7 * fmin(fabs(x[i]), 6);
      expect(fabs(y[i] - expected) <= bound, "activate", a, i, n);
    }
    release_all();
  }
}

void check_reduce_logits(const dk_kernels *table) {
  const size_t n = 5003, tiles[] = {5003, 16, 1000, 2048};
  for (size_t t = 0; t < COUNT(tiles); t++) {
    float *logits = reals_in(n, -9, 9);
    for (size_t i = 0; i < n; i += 5) logits[i] = logits[i + 1];
    for (size_t i = 0; i < n; i += 11) logits[i] = i % 2 ? NAN : -INFINITY;
    const size_t k = 8;
    float *top = guarded(k * sizeof *top);
    int32_t *ids = guarded(k * sizeof *ids);
    for (size_t i = 0; i < k; i++) {
      top[i] = -INFINITY;
      ids[i] = -1;
    }
    dk_logits_row row = {-INFINITY, 0, k, top, ids};
    for (size_t from = 0; from < n; from += tiles[t]) {
      const size_t count = n - from < tiles[t] ? n - from : tiles[t];
      table->reduce_logits(guarded_copy(logits + from, count * sizeof *logits), count, (int32_t)from, &row);
    }
    // The best of those not yet taken, lower ids first.
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += logits[i] > -INFINITY ? exp((double)logits[i] - row.maximum) : 0;
    for (size_t c = 0; c < k; c++) {
      size_t best = n;
      for (size_t i = 0; i < n; i++) {
        int taken = 0;
        for (size_t before = 0; before < c; before++) taken |= ids[before] == (int32_t)i;
        if (!taken && logits[i] > -INFINITY && (best == n || logits[i] > logits[best])) best = i;
      }
      expect(ids[c] == (int32_t)best && top[c] == logits[best], "reduce_logits, candidates", 1, c, tiles[t]);
    }
    expect(row.maximum == top[0], "reduce_logits, maximum", 1, n, tiles[t]);
    expect(fabs(row.exp_sum / sum - 1) < 2e-6, "reduce_logits, sum", 1, n, tiles[t]);
    digest_bytes(ids, k * sizeof *ids);
    release_all();
  }
}
