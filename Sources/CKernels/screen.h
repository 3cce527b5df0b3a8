#pragma once
#include "gemm_int8.h"
#include "reduce_logits.h"

/* The largest of the panel's values, of which `count` are real. */
DK_INLINE float largest_of_panel(f32x8 low, f32x8 high, size_t count) {
  if (count == DK_PANEL) return largest_lane(larger(high, low));
  float values[DK_PANEL], largest = -INFINITY;
  store8(values, low);
  store8(values + DK_LANES, high);
  for (size_t j = 0; j < count; j++) largest = values[j] > largest ? values[j] : largest;
  return largest;
}

static void panel_maxima(dk_u7_rows a, size_t m, const dk_int8_matrix *w, float *maxima, size_t stride) {
  const size_t padded = dk_padded_k(w->k), chunks = padded / DK_CHUNK, panels = dk_panels(w->n);
  int32_t sums[DK_INT8_ROWS * DK_PANEL];

  for (size_t p = 0; p < panels; p++) {
    const int8_t *panel = w->values + p * padded * DK_PANEL;
    const size_t column = p * DK_PANEL, count = w->n - column < DK_PANEL ? w->n - column : DK_PANEL;
    for (size_t i = 0; i < m; i += DK_INT8_ROWS) {
      const size_t rows = m - i < DK_INT8_ROWS ? m - i : DK_INT8_ROWS;
      int8_blocks[rows - 1](a.values + i * padded, padded, panel, chunks, sums);
      for (size_t r = 0; r < rows; r++) {
        const int32_t *row = sums + r * DK_PANEL;
        f32x8 low = int8_real(row, a.zero[i + r], a.scale[i + r], w, column);
        f32x8 high = int8_real(row + DK_LANES, a.zero[i + r], a.scale[i + r], w, column + DK_LANES);
        maxima[(i + r) * stride + p] = largest_of_panel(low, high, count);
      }
    }
  }
}

/* The wanted-th largest of x, whose order changes; 1 <= wanted <= n, no NaN. */
static float nth_largest(float *x, size_t n, size_t wanted) {
  size_t low = 0, high = n - 1, target = wanted - 1;
  while (low < high) {
    const float a = x[low], b = x[low + (high - low) / 2], c = x[high];
    const float pivot = a > b ? (b > c ? b : (a > c ? c : a)) : (a > c ? a : (b > c ? c : b));
    size_t i = low, j = high;
    for (;;) {
      while (x[i] > pivot) i++;
      while (pivot > x[j]) j--;
      if (i >= j) break;
      const float swapped = x[i];
      x[i++] = x[j];
      x[j--] = swapped;
    }
    if (x[i] < pivot) i--;  // x[low...i] >= pivot >= the rest
    if (target <= i && i < high) {
      high = i;
    } else if (i < high) {
      low = i + 1;
    } else {
      high--;
    }
  }
  return x[target];
}

/* A threshold that at least `wanted` maxima reach: each of as many stretches has one. */
DK_INLINE float reached_by(const float *maxima, size_t count, size_t wanted) {
  const size_t stretch = count / wanted;
  float least = INFINITY;
  for (size_t i = 0; i < wanted; i++) {
    const float top = largest_of(maxima + i * stretch, stretch);
    least = top < least ? top : least;
  }
  return least;
}

static size_t choose_panels(const float *maxima, size_t count, size_t wanted, float *scratch, int32_t *panels) {
  if (wanted == 0 || count == 0) return 0;
  wanted = wanted < count ? wanted : count;
  const float threshold = reached_by(maxima, count, wanted);
  size_t found = 0, above = 0, chosen = 0;
  for (size_t p = 0; p < count; p += DK_LANES) {
    const size_t left = count - p < DK_LANES ? count - p : DK_LANES;
    if (left == DK_LANES && !any_lane(load8(maxima + p) >= threshold)) continue;
    for (size_t i = p; i < p + left; i++) {
      if (maxima[i] >= threshold && maxima[i] > -INFINITY) scratch[found++] = maxima[i];
    }
  }
  if (found == 0) return 0;
  wanted = wanted < found ? wanted : found;
  const float lowest = nth_largest(scratch, found, wanted);
  for (size_t i = 0; i < found; i++) above += scratch[i] > lowest;
  size_t equal = wanted - above;  // places for those at the threshold itself
  for (size_t p = 0; p < count && chosen < wanted; p += DK_LANES) {
    const size_t left = count - p < DK_LANES ? count - p : DK_LANES;
    if (left == DK_LANES && !any_lane(load8(maxima + p) >= lowest)) continue;
    for (size_t i = p; i < p + left && chosen < wanted; i++) {
      if (!(maxima[i] >= lowest) || (maxima[i] == lowest && equal == 0)) continue;
      equal -= maxima[i] == lowest;
      panels[chosen++] = (int32_t)i;
    }
  }
  return chosen;
}

/* One row's logits of one panel. */
DK_INLINE void panel_logits(const int32_t *sums, const dk_u7_rows *a, size_t row, const dk_int8_matrix *w,
                            size_t panel, float *y) {
  const size_t column = panel * DK_PANEL;
  store8(y, int8_real(sums, a->zero[row], a->scale[row], w, column));
  store8(y + DK_LANES, int8_real(sums + DK_LANES, a->zero[row], a->scale[row], w, column + DK_LANES));
}

/* Panels come in order, so that rows which want the same one share its way out of memory. */
static void chosen_panels(dk_u7_rows a, size_t m, const dk_int8_matrix *w, const dk_panel_list *lists,
                          size_t *next, float *y, size_t stride) {
  const size_t padded = dk_padded_k(w->k), chunks = padded / DK_CHUNK;
  int32_t sums[DK_INT8_ROWS * DK_PANEL];
  for (size_t i = 0; i < m; i++) next[i] = 0;
  for (;;) {
    int32_t panel = INT32_MAX;
    for (size_t i = 0; i < m; i++) {
      if (next[i] < lists[i].count && lists[i].panels[next[i]] < panel) panel = lists[i].panels[next[i]];
    }
    if (panel == INT32_MAX) return;
    const int8_t *values = w->values + (size_t)panel * padded * DK_PANEL;
    size_t waiting = m;  // a row without a partner so far
    for (size_t i = 0; i < m; i++) {
      if (next[i] >= lists[i].count || lists[i].panels[next[i]] != panel) continue;
      if (waiting == m) {
        waiting = i;
        continue;
      }
      int8_block_2(a.values + waiting * padded, (i - waiting) * padded, values, chunks, sums);
      panel_logits(sums, &a, waiting, w, (size_t)panel, y + waiting * stride + next[waiting]++ * DK_PANEL);
      panel_logits(sums + DK_PANEL, &a, i, w, (size_t)panel, y + i * stride + next[i]++ * DK_PANEL);
      waiting = m;
    }
    if (waiting < m) {
      int8_block_1(a.values + waiting * padded, padded, values, chunks, sums);
      panel_logits(sums, &a, waiting, w, (size_t)panel, y + waiting * stride + next[waiting]++ * DK_PANEL);
    }
  }
}
