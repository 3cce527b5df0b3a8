#include <string.h>
#include "tables.h"

static const dk_kernels *avx2_or_null(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &dk_avx2_kernels;
#endif
  return NULL;
}

static const dk_kernels *neon_or_null(void) {
#if defined(__aarch64__)
  return &dk_neon_kernels;
#else
  return NULL;
#endif
}

const dk_kernels *dk_named(const char *name) {
  if (!name) return NULL;
  if (strcmp(name, "portable") == 0) return &dk_portable_kernels;
  if (strcmp(name, "avx2") == 0) return avx2_or_null();
  if (strcmp(name, "neon") == 0) return neon_or_null();
  return NULL;
}

const dk_kernels *dk_best(void) {
  const dk_kernels *best = avx2_or_null();
  if (!best) best = neon_or_null();
  return best ? best : &dk_portable_kernels;
}
