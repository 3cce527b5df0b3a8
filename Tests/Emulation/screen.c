/* What finds the likely words, beside the whole product of the same table. */
#include "check.h"

/* A product [m, n] of random rows and weights, and what it was made of. */
typedef struct screen_case {
  dk_u7_rows a;
  int8_case w;
  float *product;
} screen_case;

static screen_case random_case(const dk_kernels *table, size_t m, size_t n, size_t k) {
  screen_case c = {
    u7_rows(m, k), pack_int8(weights_in(n * k, 32), n, k, reals_in(n, 0.001f, 0.02f), reals_in(n, -1, 1)),
    guarded(m * n * sizeof(float))};
  table->quantize(reals_in(m * k, -2, 3), m, k, c.a);
  table->gemm_int8(c.a, m, &c.w.packed, DK_IDENTITY, NULL, c.product, n);
  return c;
}

static void check_maxima(const dk_kernels *table, size_t m, size_t n, size_t k) {
  screen_case c = random_case(table, m, n, k);
  const size_t panels = dk_panels(n), stride = panels + 2;
  float *maxima = guarded(((m - 1) * stride + panels) * sizeof *maxima);
  table->panel_maxima(c.a, m, &c.w.packed, maxima, stride);
  for (size_t i = 0; i < m; i++) {
    for (size_t p = 0; p < panels; p++) {
      float largest = -INFINITY;
      for (size_t j = p * DK_PANEL; j < n && j < (p + 1) * DK_PANEL; j++) largest = fmaxf(largest, c.product[i * n + j]);
      expect(maxima[i * stride + p] == largest, "panel_maxima", m, n, k);
    }
  }
  release_all();
}

static void check_chosen(const dk_kernels *table, size_t m, size_t n, size_t k) {
  screen_case c = random_case(table, m, n, k);
  const size_t panels = dk_panels(n), stride = panels * DK_PANEL;
  dk_panel_list *lists = guarded(m * sizeof *lists);
  size_t *next = guarded(m * sizeof *next);
  float *y = guarded(m * stride * sizeof *y);
  for (size_t i = 0; i < m; i++) {
    int32_t *chosen = guarded(panels * sizeof *chosen);
    lists[i] = (dk_panel_list){chosen, 0};
    for (size_t p = 0; p < panels; p++) {
      if (integer_in(0, 2) > 0) chosen[lists[i].count++] = (int32_t)p;
    }
  }
  table->chosen_panels(c.a, m, &c.w.packed, lists, next, y, stride);
  for (size_t i = 0; i < m; i++) {
    for (size_t at = 0; at < lists[i].count * DK_PANEL; at++) {
      const size_t j = (size_t)lists[i].panels[at / DK_PANEL] * DK_PANEL + at % DK_PANEL;
      if (j < n) expect(y[i * stride + at] == c.product[i * n + j], "chosen_panels", m, n, k);
    }
  }
  release_all();
}

/* Values of which many are equal, and a few that no other can beat. */
static void check_choice(const dk_kernels *table, size_t count, size_t wanted, int32_t distinct) {
  float *maxima = guarded(count * sizeof *maxima), *scratch = guarded(count * sizeof *scratch);
  int32_t *panels = guarded(wanted * sizeof *panels);
  for (size_t i = 0; i < count; i++) {
    const int32_t value = integer_in(-distinct, distinct);
    maxima[i] = value == distinct ? INFINITY : value == -distinct ? -INFINITY : (float)value / 8;
  }
  const size_t found = table->choose_panels(maxima, count, wanted, scratch, panels);
  size_t possible = 0;
  for (size_t i = 0; i < count; i++) possible += maxima[i] > -INFINITY;
  expect(found == (possible < wanted ? possible : wanted), "choose_panels, how many", count, wanted, 0);
  for (size_t i = 0, at = 0; i < count; i++) {
    const int chosen = at < found && panels[at] == (int32_t)i;
    at += (size_t)chosen;
    size_t better = 0;
    for (size_t j = 0; j < count; j++) better += maxima[j] > maxima[i] || (maxima[j] == maxima[i] && j < i);
    expect(chosen == (maxima[i] > -INFINITY && better < wanted), "choose_panels", count, wanted, i);
  }
  digest_bytes(panels, found * sizeof *panels);
  release_all();
}

void check_screen(const dk_kernels *table) {
  const size_t rows[] = {1, 2, 3, 8, 11}, outputs[] = {1, 16, 43, 300}, depths[] = {4, 20, 96};
  for (size_t r = 0; r < COUNT(rows); r++) {
    for (size_t o = 0; o < COUNT(outputs); o++) {
      for (size_t d = 0; d < COUNT(depths); d++) {
        check_maxima(table, rows[r], outputs[o], depths[d]);
        check_chosen(table, rows[r], outputs[o], depths[d]);
      }
    }
  }
  const size_t counts[] = {1, 7, 8, 65, 600}, wanted[] = {1, 5, 64, 128};
  for (size_t c = 0; c < COUNT(counts); c++) {
    for (size_t w = 0; w < COUNT(wanted); w++) {
      check_choice(table, counts[c], wanted[w], 3);
      check_choice(table, counts[c], wanted[w], 2000);
    }
  }
}
