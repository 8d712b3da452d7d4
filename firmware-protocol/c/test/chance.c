#include "chance.h"

#include <string.h>

static uint64_t state;

void chance_begin(uint64_t seed) { state = seed * 0x2545f4914f6cdd1du; }

/* splitmix64 */
static uint64_t next(void) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}
uint32_t below(uint32_t count) { return (uint32_t)(next() % count); }

uint32_t within(uint32_t low, uint32_t high) {
  const uint32_t edge = below(16);
  if (edge < 2) return edge == 0 ? low : high;
  return low + (uint32_t)(next() % ((uint64_t)high - low + 1));
}
uint8_t u8(void) { return (uint8_t)within(0, 0xff); }
uint16_t u16(void) { return (uint16_t)within(0, 0xffff); }
uint32_t u32(void) { return within(0, 0xffffffff); }
int32_t i32(void) { return (int32_t)((int64_t)u32() - 0x80000000ll); }
bool coin(void) { return below(2) == 0; }
int16_t temperature(void) { return (int16_t)((int32_t)u16() - 0x8000); }

double f64(void) {
  for (;;) {
    uint64_t bits = next();
    if (below(8) == 0) bits &= 1ull << 63;
    double number;
    memcpy(&number, &bits, sizeof number);
    if ((bits >> 52 & 0x7ff) != 0x7ff) return number;
  }
}
