#pragma once
#include "include/dragoman_kernels.h"
#include "lanes.h"

/* x / (1 + e^-gate) */
DK_INLINE f32x8 gated(f32x8 x, f32x8 gate) { return x / (1.0f + exponential(-gate)); }

/* The error function's complement for z >= 0, to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
DK_INLINE f32x8 erfc_positive(f32x8 z) {
  f32x8 t = 1.0f / multiply_add(z, (f32x8)0.3275911f, (f32x8)1.0f);
  f32x8 p = 1.061405429f;
  p = multiply_add(p, t, (f32x8)-1.453152027f);
  p = multiply_add(p, t, (f32x8)1.421413741f);
  p = multiply_add(p, t, (f32x8)-0.284496736f);
  p = multiply_add(p, t, (f32x8)0.254829592f);
  return p * t * exponential(-z * z);
}

/* x times the normal distribution function: x (1 + erf(x / sqrt 2)) / 2. */
DK_INLINE f32x8 gelu(f32x8 x) {
  f32x8 magnitude = larger(x, -x);
  f32x8 tail = 0.5f * erfc_positive(magnitude * 0.70710678f);
  return x * (x > 0.0f ? 1.0f - tail : tail);
}

/* 0.5 (1 + tanh u) = 1 / (1 + e^-2u), u = sqrt(2 / pi) (x + 0.044715 x^3). */
DK_INLINE f32x8 gelu_tanh(f32x8 x) {
  f32x8 cube = x * x * x;
  return gated(x, 1.59576912f * multiply_add(cube, (f32x8)0.044715f, x));
}

DK_INLINE f32x8 activated(f32x8 x, dk_activation activation) {
  switch (activation) {
    case DK_RELU: return larger(x, (f32x8)0.0f);
    case DK_GELU_TANH: return gelu_tanh(x);
    case DK_SWISH: return gated(x, x);
    case DK_GELU: return gelu(x);
    case DK_GELU_SIGMOID: return gated(x, 1.702f * x);
    case DK_IDENTITY: break;
  }
  return x;
}

static void activate(float *x, size_t n, dk_activation activation) {
  size_t i = 0;
  for (; i + DK_LANES <= n; i += DK_LANES) store8(x + i, activated(load8(x + i), activation));
  if (i < n) store_part(x + i, activated(load_part(x + i, n - i, 0), activation), n - i);
}
