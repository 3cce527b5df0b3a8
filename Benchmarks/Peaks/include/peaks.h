/* Loops that do nothing but what a core does best: the ceilings of the kernels. */
#pragma once
#include <stddef.h>

/* A loop over registers alone. */
typedef struct peak_loop {
  const char *name;
  double operations; /* of one round; a multiply-add counts as two */
  void (*run)(size_t rounds);
} peak_loop;

/* The loop of this name, or NULL where the CPU or the program lacks it:
 * "fma": float32; "int8 exact": 8-bit products, each pair of them summed in 32 bits at once;
 * "int8 16-bit": summed in 16 bits over four chunks first; "int8 dot": the CPU's own dot product. */
const peak_loop *peak_named(const char *name);

/* Reads all of the bytes, a multiple of 256 from an address that is one of 32. */
void peak_read(const void *from, size_t bytes);
/* The same, each line asked for early: quicker from memory, slower from the first-level cache. */
void peak_read_ahead(const void *from, size_t bytes);

/* Copies them. */
void peak_copy(const void *from, void *to, size_t bytes);
