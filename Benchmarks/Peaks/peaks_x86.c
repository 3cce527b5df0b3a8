#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>
#include "peaks.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

/* Ten sums, none of which waits for another: two a cycle at a latency of up to five. */
#define EACH(step) step(0) step(1) step(2) step(3) step(4) step(5) step(6) step(7) step(8) step(9)
#define SUM(i) __m256i sum##i = _mm256_setzero_si256();
/* A register that is written keeps the loop from being dropped. */
#define KEEP(i) __asm__ volatile("" : : "x"(sum##i));
#define LOOP(name, step)                                      \
  static void name(size_t rounds) {                           \
    const __m256i a = _mm256_set1_epi8(1);                    \
    const __m256i one = _mm256_set1_epi16(1);                 \
    (void)one;                                                \
    EACH(SUM)                                                 \
    for (size_t round = 0; round < rounds; round++) {         \
      EACH(step)                                              \
    }                                                         \
    EACH(KEEP)                                                \
  }

#define FMA(i) __asm__ volatile("vfmadd231ps %1, %1, %0" : "+x"(sum##i) : "x"(a));
LOOP(fma, FMA)

#define PRODUCTS(to) __asm__ volatile("vpmaddubsw %1, %1, %0" : "=x"(to) : "x"(a));
#define ADD(instruction, to, from) __asm__ volatile(instruction " %1, %0, %0" : "+x"(to) : "x"(from));
#define EXACT(i)                     \
  {                                  \
    __m256i pairs;                   \
    PRODUCTS(pairs)                  \
    ADD("vpmaddwd", pairs, one)      \
    ADD("vpaddd", sum##i, pairs)     \
  }
LOOP(int8_exact, EXACT)

/* Four chunks in 16 bits, then one step to 32. */
#define NARROW(i)                                              \
  {                                                            \
    __m256i pairs, next;                                       \
    PRODUCTS(pairs)                                            \
    for (int chunk = 0; chunk < 3; chunk++) {                  \
      PRODUCTS(next)                                           \
      ADD("vpaddw", pairs, next)                               \
    }                                                          \
    ADD("vpmaddwd", pairs, one)                                \
    ADD("vpaddd", sum##i, pairs)                               \
  }
LOOP(int8_narrow, NARROW)

#define DOT_VEX(i) __asm__ volatile("%{vex%} vpdpbusd %1, %1, %0" : "+x"(sum##i) : "x"(a));
LOOP(int8_dot_vex, DOT_VEX)
#define DOT_EVEX(i) __asm__ volatile("%{evex%} vpdpbusd %1, %1, %0" : "+x"(sum##i) : "x"(a));
LOOP(int8_dot_evex, DOT_EVEX)
#pragma clang attribute pop

const peak_loop *peak_named(const char *name) {
  static const peak_loop all[] = {
    {"fma", 10 * 16, fma}, {"int8 exact", 10 * 64, int8_exact}, {"int8 16-bit", 10 * 4 * 64, int8_narrow}};
  static const peak_loop vex = {"int8 dot", 10 * 64, int8_dot_vex}, evex = {"int8 dot", 10 * 64, int8_dot_evex};
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return NULL;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i].name, name) == 0) return all + i;
  }
  if (strcmp(vex.name, name) != 0) return NULL;
  if (__builtin_cpu_supports("avxvnni")) return &vex;
  return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") ? &evex : NULL;
}
#endif
