#if defined(__aarch64__)
#include <string.h>
#include "peaks.h"

/* Sixteen sums in registers of their own, written as instructions so that none is optimised away. */
#define EACH(step)                                                                            \
  step("16") step("17") step("18") step("19") step("20") step("21") step("22") step("23")     \
  step("24") step("25") step("26") step("27") step("28") step("29") step("30") step("31")
#define SUMS                                                                                  \
  "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28",  \
    "v29", "v30", "v31"
#define LOOP(name, step)                                                                      \
  static void name(size_t rounds) {                                                           \
    for (size_t round = 0; round < rounds; round++) {                                         \
      __asm__ volatile(EACH(step) : : : "v0", "v1", "v2", SUMS);                              \
    }                                                                                         \
  }

#define FMA(sum) "fmla v" sum ".4s, v0.4s, v0.4s\n"
LOOP(fma, FMA)
#define EXACT(sum)                                                                            \
  "smull v1.8h, v0.8b, v0.8b\n smull2 v2.8h, v0.16b, v0.16b\n addp v1.8h, v1.8h, v2.8h\n"     \
  "sadalp v" sum ".4s, v1.8h\n"
LOOP(int8_exact, EXACT)

const peak_loop *peak_named(const char *name) {
  static const peak_loop all[] = {{"fma", 16 * 8, fma}, {"int8 exact", 16 * 32, int8_exact}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i].name, name) == 0) return all + i;
  }
  return NULL;
}
#endif
