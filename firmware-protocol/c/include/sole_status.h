/* How an insole is, now. PROTOCOL.md section 3.5. */
#ifndef SOLE_STATUS_H
#define SOLE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SOLE_NO_FLASH 255u
#define SOLE_STATUS_MAX 57u

typedef enum { SOLE_WORN_UNKNOWN, SOLE_NOT_WORN, SOLE_WORN } sole_worn;

typedef struct {
  sole_worn worn;
  bool low_battery;
  bool streaming;
  /* False: the tick runs from a source that is off by more than 100 ppm. */
  bool tick_healthy;
  /* 0..100, or SOLE_NO_FLASH. */
  uint8_t flash_percent;
  uint16_t boot;
  int16_t temperature_cC;
  /* Samples since boot: taken, handed to the link, given up; the oldest sequence that backfill can give, `produced` when none. */
  uint32_t produced;
  uint32_t sent;
  uint32_t dropped;
  uint32_t oldest;
  /* Bit k % 8 of byte k / 8: sensor k is known to be faulty. */
  uint8_t faulty[32];
} sole_status;

/* SOLE_UNSAYABLE: a percentage above 100. Zero bytes at the end of `faulty` are not sent. */
sole_fault sole_status_encode(const sole_status *status, uint8_t *out, size_t capacity, size_t *size);
sole_fault sole_status_decode(const uint8_t *bytes, size_t size, sole_status *status);

#ifdef __cplusplus
}
#endif

#endif
