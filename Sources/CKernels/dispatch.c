#include <string.h>
#include "tables.h"

/* The tables that this CPU and its system run, fastest first. `slot` counts from 0; NULL after the last. */
static const dk_kernels *usable(size_t slot) {
  const dk_kernels *found[4];
  size_t count = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    if (__builtin_cpu_supports("avxvnni")) found[count++] = &dk_avxvnni_kernels;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512vnni")) {
      found[count++] = &dk_avx512vnni_kernels;
    }
    found[count++] = &dk_avx2_kernels;
  }
#elif defined(__aarch64__)
  found[count++] = &dk_neon_kernels;
#endif
  found[count++] = &dk_portable_kernels;
  return slot < count ? found[slot] : NULL;
}

const dk_kernels *dk_named(const char *name) {
  const dk_kernels *table;
  for (size_t slot = 0; name && (table = usable(slot)); slot++) {
    if (strcmp(name, table->name) == 0) return table;
  }
  return NULL;
}

const dk_kernels *dk_best(void) { return usable(0); }
