/* Values made up from a seed: each field over its whole range, the edges often. */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdbool.h>
#include <stdint.h>

void chance_begin(uint64_t seed);
uint32_t below(uint32_t count);
/* low..high, one time in eight an edge. */
uint32_t within(uint32_t low, uint32_t high);
uint8_t u8(void);
uint16_t u16(void);
uint32_t u32(void);
int32_t i32(void);
bool coin(void);
int16_t temperature(void);
/* Finite. */
double f64(void);

#endif
