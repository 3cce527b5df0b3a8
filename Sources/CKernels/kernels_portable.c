#include "tables.h"
#include "lanes.h"

/* The bytes of a 32-bit lane lie in memory order; little-endian is assumed throughout. */
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "packed int8 weights need a little-endian CPU"
#endif

/* Even and odd bytes apart, two products fit 16 bits: 2 * 127 * 127 < 2^15. */
DK_INLINE i32x8 dot4(i32x8 sum, i32x8 a, i32x8 w) {
  i16x16 a16 = (i16x16)a, w16 = (i16x16)w;
  i16x16 pairs = (a16 & 0xff) * ((w16 << 8) >> 8) + (a16 >> 8) * (w16 >> 8);
  i32x8 both = (i32x8)pairs;
  return sum + ((both << 16) >> 16) + (both >> 16);
}

#define DK_TABLE dk_portable_kernels
#define DK_TABLE_NAME "portable"
#include "table.h"
