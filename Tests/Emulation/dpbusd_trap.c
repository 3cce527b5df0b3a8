#if defined(__x86_64__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif
#include "dpbusd_trap.h"

size_t trapped_dpbusd;

#if defined(__x86_64__) && defined(__linux__)
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <ucontext.h>

/* The saved registers, as XSAVE lays them out: XMM, the bit map of what was saved, the upper halves. */
enum { XMM = 160, XSTATE = 512, UPPER = 576, UPPER_BIT = 4 };

static const int registers[] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                                REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};

static void read_vector(const uint8_t *saved, unsigned number, uint8_t to[32]) {
  memcpy(to, saved + XMM + 16 * number, 16);
  memcpy(to + 16, saved + UPPER + 16 * number, 16);
}

/* The address that a ModRM byte and what follows it name; *end is moved past them. */
static const uint8_t *address(const greg_t *general, const uint8_t *modrm, int x, int b,
                              const uint8_t **end) {
  const unsigned mode = *modrm >> 6, base = *modrm & 7;
  const uint8_t *at = modrm + 1;
  int64_t sum = 0;
  int32_t wide = 0;
  int relative = 0, no_base = 0;
  if (base == 4) {
    const unsigned sib = *at++, index = (sib >> 3 & 7) | (unsigned)x << 3, from = sib & 7;
    if (index != 4) sum += general[registers[index]] << (sib >> 6);
    no_base = from == 5 && mode == 0;
    if (!no_base) sum += general[registers[from | (unsigned)b << 3]];
  } else {
    relative = base == 5 && mode == 0;
    if (!relative) sum += general[registers[base | (unsigned)b << 3]];
  }
  if (mode == 1) sum += (int8_t)*at++;
  if (mode == 2 || no_base || relative) {
    memcpy(&wide, at, sizeof wide);
    at += sizeof wide;
    sum += wide;
  }
  if (relative) sum += (int64_t)at;
  *end = at;
  return (const uint8_t *)sum;
}

static void carry_out(int signal_number, siginfo_t *information, void *context) {
  (void)information;
  ucontext_t *machine = context;
  greg_t *general = machine->uc_mcontext.gregs;
  uint8_t *saved = (uint8_t *)machine->uc_mcontext.fpregs;
  const uint8_t *code = (const uint8_t *)general[REG_RIP];
  // VEX.256.66.0F38.W0 50 /r
  if (code[0] != 0xc4 || (code[1] & 0x1f) != 2 || (code[2] & 0x87) != 5 || code[3] != 0x50) {
    signal(signal_number, SIG_DFL);
    return;
  }
  uint64_t state;
  memcpy(&state, saved + XSTATE, sizeof state);
  if (!(state & UPPER_BIT)) memset(saved + UPPER, 0, 256);
  state |= UPPER_BIT;
  memcpy(saved + XSTATE, &state, sizeof state);

  const int x = !(code[1] & 0x40), b = !(code[1] & 0x20);
  const unsigned target = (code[4] >> 3 & 7) | (code[1] & 0x80 ? 0 : 8), first = ~(code[2] >> 3) & 15;
  const uint8_t *end = code + 5;
  uint8_t sums[32], bytes[32], weights[32];
  read_vector(saved, target, sums);
  read_vector(saved, first, bytes);
  if (code[4] >> 6 == 3) {
    read_vector(saved, (code[4] & 7) | (unsigned)b << 3, weights);
  } else {
    memcpy(weights, address(general, code + 4, x, b, &end), sizeof weights);
  }
  for (int lane = 0; lane < 8; lane++) {
    int32_t sum;
    memcpy(&sum, sums + 4 * lane, sizeof sum);
    for (int i = 4 * lane; i < 4 * lane + 4; i++) sum += bytes[i] * (int8_t)weights[i];
    memcpy(sums + 4 * lane, &sum, sizeof sum);
  }
  memcpy(saved + XMM + 16 * target, sums, 16);
  memcpy(saved + UPPER + 16 * target, sums + 16, 16);
  general[REG_RIP] = (greg_t)end;
  trapped_dpbusd++;
}

int trap_dpbusd(void) {
  struct sigaction action = {.sa_sigaction = carry_out, .sa_flags = SA_SIGINFO};
  return sigaction(SIGILL, &action, NULL) == 0;
}
#else
int trap_dpbusd(void) { return 0; }
#endif
