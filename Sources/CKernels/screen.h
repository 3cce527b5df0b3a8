#pragma once
#include <float.h>
#include "gemm_int8.h"
#include "reduce_logits.h"

/* The larger of each two values of one row's panel that stand eight apart, of which `count` are real. */
DK_INLINE f32x8 panel_best(const int32_t *sums, int32_t a_zero, float a_scale, const dk_int8_matrix *w, size_t column,
                           size_t count) {
  f32x8 low = int8_real(sums, a_zero, a_scale, w, column);
  f32x8 high = int8_real(sums + DK_LANES, a_zero, a_scale, w, column + DK_LANES);
  if (count < DK_PANEL) {
    const i32x8 lane = {0, 1, 2, 3, 4, 5, 6, 7};
    low = lane < (int32_t)count ? low : -INFINITY;
    high = lane + DK_LANES < (int32_t)count ? high : -INFINITY;
  }
  return larger(high, low);
}

/* Eight panels at a time: they stay in the first-level cache for all rows. */
static void panel_maxima(dk_u7_rows a, size_t m, const dk_int8_matrix *w, float *maxima, size_t stride) {
  const size_t padded = dk_padded_k(w->k), panels = dk_panels(w->n);
  int32_t sums[DK_INT8_ROWS * DK_PANEL];
  f32x8 best[DK_INT8_ROWS][DK_LANES];

  for (size_t first = 0; first < panels; first += DK_LANES) {
    const size_t group = panels - first < DK_LANES ? panels - first : DK_LANES;
    for (size_t i = 0; i < m; i += DK_INT8_ROWS) {
      const size_t rows = m - i < DK_INT8_ROWS ? m - i : DK_INT8_ROWS;
      for (size_t p = 0; p < group; p++) {
        const size_t column = (first + p) * DK_PANEL;
        const int8_t *panel = w->values + column * padded;
        const int8_t *next = first + DK_LANES + p < panels ? panel + DK_LANES * DK_PANEL * padded : NULL;
        int8_pass(a, 0, i, m, panel, next, padded, sums);
        for (size_t r = 0; r < rows; r++) {
          best[r][p] = panel_best(
            sums + r * DK_PANEL, a.zero[i + r], a.scale[i + r], w, column, w->n - column);
        }
      }
      for (size_t r = 0; r < rows; r++) {
        float *y = maxima + (i + r) * stride + first;
        if (group == DK_LANES) {
          store8(y, largest_lanes(best[r]));
        } else {
          for (size_t p = 0; p < group; p++) y[p] = largest_lane(best[r][p]);
        }
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

/* Of at least this many, most are sorted out by size before they are compared with each other. */
#define DK_SORTED_OUT 64
#define DK_BUCKETS 128

/* The same, of n >= DK_SORTED_OUT values: counted in buckets of equal width first, so that only those of the bucket
 * where the wanted one lies are compared with each other. `lowest` is the least, `highest` the largest that is
 * finite. */
static float nth_largest_of_many(float *x, size_t n, size_t wanted, float lowest, float highest) {
  size_t counts[DK_BUCKETS] = {0};
  const float scale = (DK_BUCKETS - 1) / (highest - lowest);
  if (!(scale > 0 && scale <= FLT_MAX)) return nth_largest(x, n, wanted);
#define DK_BUCKET(value) (((value) - lowest) * scale)
  for (size_t i = 0; i < n; i++) {
    const float at = DK_BUCKET(x[i]);
    counts[at < DK_BUCKETS - 1 ? (size_t)at : DK_BUCKETS - 1]++;
  }
  size_t bucket = DK_BUCKETS - 1;
  for (; counts[bucket] < wanted; bucket--) wanted -= counts[bucket];
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    const float at = DK_BUCKET(x[i]), value = x[i];
    x[kept] = value;
    kept += (at < DK_BUCKETS - 1 ? (size_t)at : DK_BUCKETS - 1) == bucket;
  }
#undef DK_BUCKET
  return nth_largest(x, kept, wanted);
}

/* Eight of `count` maxima from p on; -infinity behind the last. */
DK_INLINE f32x8 eight_maxima(const float *maxima, size_t count, size_t p) {
  return count - p < DK_LANES ? load_part(maxima + p, count - p, -INFINITY) : load8(maxima + p);
}

/* A bit for each of those that are at least `threshold`. */
DK_INLINE uint32_t reaching(const float *maxima, size_t count, size_t p, float threshold) {
  f32x8 v = eight_maxima(maxima, count, p);
  return lane_bits((v >= threshold) & (v > -INFINITY));
}

static size_t choose_panels(const float *maxima, size_t count, size_t wanted, float *scratch, int32_t *panels) {
  if (wanted == 0 || count == 0) return 0;
  wanted = wanted < count ? wanted : count;
  const float threshold = reached_by(maxima, count, wanted);
  size_t found = 0;
  float highest = -INFINITY;
  for (size_t p = 0; p < count; p += DK_LANES) {
    for (uint32_t bits = reaching(maxima, count, p, threshold); bits; bits &= bits - 1) {
      const float value = maxima[p + (size_t)__builtin_ctz(bits)];
      highest = value > highest && value < INFINITY ? value : highest;
      scratch[found++] = value;
    }
  }
  if (found == 0) return 0;
  wanted = wanted < found ? wanted : found;
  const float lowest = found < DK_SORTED_OUT ? nth_largest(scratch, found, wanted)
                                             : nth_largest_of_many(scratch, found, wanted, threshold, highest);
  size_t above = 0, chosen = 0;
  for (size_t p = 0; p < count; p += DK_LANES) {
    above += (size_t)__builtin_popcount(lane_bits(eight_maxima(maxima, count, p) > lowest));
  }
  size_t equal = wanted - above;  // places for those at the threshold itself
  for (size_t p = 0; p < count && chosen < wanted; p += DK_LANES) {
    for (uint32_t bits = reaching(maxima, count, p, lowest); bits; bits &= bits - 1) {
      const size_t i = p + (size_t)__builtin_ctz(bits);
      if (maxima[i] == lowest && equal == 0) continue;
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
      int8_fetching_block_2(a.values + waiting * padded, (i - waiting) * padded, values, chunks, sums);
      panel_logits(sums, &a, waiting, w, (size_t)panel, y + waiting * stride + next[waiting]++ * DK_PANEL);
      panel_logits(sums + DK_PANEL, &a, i, w, (size_t)panel, y + i * stride + next[i]++ * DK_PANEL);
      waiting = m;
    }
    if (waiting < m) {
      int8_fetching_block_1(a.values + waiting * padded, padded, values, chunks, sums);
      panel_logits(sums, &a, waiting, w, (size_t)panel, y + waiting * stride + next[waiting]++ * DK_PANEL);
    }
  }
}
