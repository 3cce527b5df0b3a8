/* Checks one table of kernels; prints a digest of each kernel's exact results, for comparison with the
 * digests of other instruction sets. Ends with 0, 1 after a failure, 3 where the CPU lacks the table. */
#include "check.h"
#include "dpbusd_trap.h"

static const dk_kernels *named(const char *name) {
  const dk_kernels *table = dk_named(name);
#if defined(__x86_64__)
  if (!table && strcmp(name, "avxvnni") == 0 && dk_named("avx2") && trap_dpbusd()) return &dk_avxvnni_kernels;
#endif
  return table;
}

int main(int count, char **arguments) {
  const dk_kernels *table = count == 2 ? named(arguments[1]) : NULL;
  if (!table) return 3;
  const struct {
    const char *name;
    void (*check)(const dk_kernels *);
  } checks[] = {
    {"quantize", check_quantize}, {"gemm_int8", check_gemm_int8}, {"gather", check_gather},
    {"quantize_weights", check_quantize_weights}, {"reduce_logits", check_reduce_logits},
    {"gemm_f32", check_gemm_f32}, {"layer_norm", check_layer_norm}, {"attention", check_attention},
    {"recurrent_unit", check_recurrent_unit}, {"activate", check_activate}, {"screen", check_screen}};
  for (size_t i = 0; i < COUNT(checks); i++) {
    seed_numbers(i + 1);
    digest = 0xcbf29ce484222325;
    checks[i].check(table);
    printf("%s %016llx\n", checks[i].name, (unsigned long long)digest);
  }
  if (trapped_dpbusd > 0) fprintf(stderr, "vpdpbusd carried out in software %zu times\n", trapped_dpbusd);
  return failures > 0;
}
