/* What the checks share: seeded numbers, guarded memory, plain references, failures, digests. */
#pragma once
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "tables.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* SplitMix64: the same numbers on every machine. */
uint64_t next_number(void);
void seed_numbers(uint64_t seed);
int32_t integer_in(int32_t low, int32_t high);
float *reals_in(size_t count, float low, float high);
int8_t *weights_in(size_t count, int32_t limit);

/* Memory that ends where a page begins that nobody may touch; freed by release_all. */
void *guarded(size_t bytes);
void *guarded_copy(const void *from, size_t bytes);
void release_all(void);

double activated_plainly(dk_activation activation, double x);
extern const dk_activation all_activations[6];

/* Each says what failed, and goes on; `failures` counts. */
extern size_t failures;
void expect(int holds, const char *what, size_t m, size_t n, size_t k);
void expect_close(const float *actual, const double *expected, size_t count, double bound, const char *what,
                  size_t m, size_t n, size_t k);

/* Results that are equal on every instruction set go into the digest of the check that runs. */
extern uint64_t digest;
void digest_bytes(const void *bytes, size_t count);

/* A packed matrix and the plain values that it was made of; bias may be NULL. */
typedef struct int8_case {
  const int8_t *plain;
  dk_int8_matrix packed;
} int8_case;
int8_case pack_int8(const int8_t *plain, size_t n, size_t k, const float *scale, const float *bias);

dk_u7_rows u7_rows(size_t rows, size_t k);
dk_u7_rows u7_from(dk_u7_rows all, size_t row, size_t k);

/* The checks, one a kernel. */
void check_quantize(const dk_kernels *table);
void check_gemm_int8(const dk_kernels *table);
void check_gather(const dk_kernels *table);
void check_quantize_weights(const dk_kernels *table);
void check_gemm_f32(const dk_kernels *table);
void check_layer_norm(const dk_kernels *table);
void check_attention(const dk_kernels *table);
void check_recurrent_unit(const dk_kernels *table);
void check_reduce_logits(const dk_kernels *table);
void check_activate(const dk_kernels *table);
void check_screen(const dk_kernels *table);
