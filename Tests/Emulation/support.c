#include "check.h"
#include <sys/mman.h>
#include <unistd.h>

static uint64_t state;

void seed_numbers(uint64_t seed) { state = seed; }

uint64_t next_number(void) {
  uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

int32_t integer_in(int32_t low, int32_t high) {
  return low + (int32_t)(next_number() % (uint64_t)(high - low + 1));
}

float *reals_in(size_t count, float low, float high) {
  float *x = guarded(count * sizeof *x);
  // In double, so that fused multiply-adds cannot make the inputs differ.
  for (size_t i = 0; i < count; i++) {
    x[i] = (float)(low + ((double)high - low) * (double)(next_number() >> 40) * 0x1p-24);
  }
  return x;
}

int8_t *weights_in(size_t count, int32_t limit) {
  int8_t *w = guarded(count);
  for (size_t i = 0; i < count; i++) w[i] = (int8_t)integer_in(-limit, limit);
  return w;
}

static struct block {
  void *start;
  size_t bytes;
} blocks[4096];
static size_t block_count;

void *guarded(size_t bytes) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  const size_t whole = (bytes + page - 1) / page * page;
  char *start = mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED || block_count == COUNT(blocks) || mprotect(start + whole, page, PROT_NONE)) {
    perror("guarded memory");
    exit(2);
  }
  blocks[block_count++] = (struct block){start, whole + page};
  return start + whole - bytes;
}

void *guarded_copy(const void *from, size_t bytes) { return memcpy(guarded(bytes), from, bytes); }

void release_all(void) {
  while (block_count > 0) {
    block_count--;
    munmap(blocks[block_count].start, blocks[block_count].bytes);
  }
}

const dk_activation all_activations[6] = {DK_IDENTITY, DK_RELU, DK_GELU_TANH,
                                          DK_SWISH, DK_GELU, DK_GELU_SIGMOID};

double activated_plainly(dk_activation activation, double x) {
  switch (activation) {
    case DK_RELU: return x > 0 ? x : 0;
    case DK_GELU_TANH: return 0.5 * x * (1 + tanh(sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
    case DK_SWISH: return x / (1 + exp(-x));
    case DK_GELU: return 0.5 * x * erfc(-x / sqrt(2));
    case DK_GELU_SIGMOID: return x / (1 + exp(-1.702 * x));
    case DK_IDENTITY: break;
  }
  return x;
}

size_t failures;

void expect(int holds, const char *what, size_t m, size_t n, size_t k) {
  if (holds) return;
  if (failures++ < 20) fprintf(stderr, "%s fails at m %zu n %zu k %zu\n", what, m, n, k);
}

void expect_close(const float *actual, const double *expected, size_t count, double bound, const char *what,
                  size_t m, size_t n, size_t k) {
  double worst = 0;
  for (size_t i = 0; i < count; i++) {
    const double error = fabs(actual[i] - expected[i]) / (1 + fabs(expected[i]));
    worst = error <= worst ? worst : error == error ? error : INFINITY;
  }
  if (worst > bound) fprintf(stderr, "%s: error %g, bound %g\n", what, worst, bound);
  expect(worst <= bound, what, m, n, k);
}

uint64_t digest;

/* FNV-1a */
void digest_bytes(const void *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) digest = (digest ^ ((const uint8_t *)bytes)[i]) * 0x100000001b3;
}

dk_u7_rows u7_rows(size_t rows, size_t k) {
  return (dk_u7_rows){
    guarded(rows * dk_padded_k(k)), guarded(rows * sizeof(float)), guarded(rows * sizeof(int32_t))};
}

dk_u7_rows u7_from(dk_u7_rows all, size_t row, size_t k) {
  return (dk_u7_rows){all.values + row * dk_padded_k(k), all.scale + row, all.zero + row};
}

/* n floats and zeros up to whole panels; NULL stays NULL. */
static float *padded(const float *x, size_t n) {
  if (!x) return NULL;
  float *all = guarded(dk_panels(n) * DK_PANEL * sizeof *all);
  return memcpy(all, x, n * sizeof *x);
}

int8_case pack_int8(const int8_t *plain, size_t n, size_t k, const float *scale, const float *bias) {
  const size_t columns = dk_panels(n) * DK_PANEL;
  int8_t *values = guarded(columns * dk_padded_k(k));
  int32_t *row_sum = guarded(columns * sizeof *row_sum);
  memset(values, 99, columns * dk_padded_k(k));
  memset(row_sum, 99, columns * sizeof *row_sum);
  dk_pack_int8(plain, n, k, values, row_sum);
  return (int8_case){plain, {values, padded(scale, n), row_sum, padded(bias, n), n, k}};
}
