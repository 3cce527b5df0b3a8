#include <string.h>
#include "peaks.h"

#if !defined(__x86_64__) && !defined(__aarch64__)
const peak_loop *peak_named(const char *name) {
  (void)name;
  return NULL;
}
#endif

/* Loads as instructions, so that none can be left out. */
#if defined(__x86_64__)
#define READ_64(at)                                                                                 \
  __asm__ volatile("movaps (%0), %%xmm0\n movaps 16(%0), %%xmm1\n movaps 32(%0), %%xmm2\n"          \
                   "movaps 48(%0), %%xmm3" : : "r"(at) : "xmm0", "xmm1", "xmm2", "xmm3", "memory");
#define READ_64_WIDE(at)                                                                            \
  __asm__ volatile("vmovaps (%0), %%ymm0\n vmovaps 32(%0), %%ymm1" : : "r"(at) : "ymm0", "ymm1", "memory");
#elif defined(__aarch64__)
#define READ_64(at)                                                                                 \
  __asm__ volatile("ldp q0, q1, [%0]\n ldp q2, q3, [%0, 32]" : : "r"(at) : "v0", "v1", "v2", "v3", "memory");
#else
#define READ_64(at) for (int word = 0; word < 8; word++) (void)((const volatile long long *)(at))[word];
#endif

/* As far ahead as the kernels do it. */
#define AHEAD_64(at) __builtin_prefetch((const char *)(at) + 1536);
#define PLAIN_64(at)

#define READ(name, step, ahead)                                            \
  static void name(const char *p, size_t bytes) {                          \
    for (const char *end = p + bytes; p < end; p += 256) {                 \
      ahead(p) ahead(p + 64) ahead(p + 128) ahead(p + 192)                 \
      step(p) step(p + 64) step(p + 128) step(p + 192)                     \
    }                                                                      \
  }
READ(read_narrow, READ_64, PLAIN_64)
READ(read_narrow_ahead, READ_64, AHEAD_64)
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx"))), apply_to = function)
READ(read_wide, READ_64_WIDE, PLAIN_64)
READ(read_wide_ahead, READ_64_WIDE, AHEAD_64)
#pragma clang attribute pop
#define BEST(narrow, wide) (__builtin_cpu_supports("avx") ? wide : narrow)
#else
#define BEST(narrow, wide) narrow
#endif

void peak_read(const void *from, size_t bytes) { BEST(read_narrow, read_wide)(from, bytes); }

void peak_read_ahead(const void *from, size_t bytes) {
  BEST(read_narrow_ahead, read_wide_ahead)(from, bytes);
}

void peak_copy(const void *from, void *to, size_t bytes) { memcpy(to, from, bytes); }
