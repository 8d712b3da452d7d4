/* Who an insole is. PROTOCOL.md section 3.1. */
#ifndef SOLE_IDENTITY_H
#define SOLE_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"
#include "sole_text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Feature bits. Since minor version 1 PROTOCOL.md says what each of them promises. */
enum {
  SOLE_FEATURE_BACKFILL = 1,
  SOLE_FEATURE_FLASH_SESSION = 2,
  SOLE_FEATURE_TARE = 4,
  SOLE_FEATURE_CALIBRATION_WRITE = 8,
  SOLE_FEATURE_TEMPERATURE = 16,
};

typedef struct {
  uint8_t minor;
  /* SOLE_LEFT or SOLE_RIGHT */
  uint8_t side;
  bool has_imu;
  uint8_t sensors;
  uint16_t boot;
  /* Nanoseconds a tick; 1000 is a microsecond. */
  uint32_t tick_ns;
  uint32_t rate_mHz;
  uint32_t features;
  sole_text serial;
  sole_text model;
} sole_identity;

/* SOLE_UNSAYABLE: no sensors, a tick or rate of 0, no serial number, another side, text that is not UTF-8. */
sole_fault sole_identity_encode(const sole_identity *identity, uint8_t *out, size_t capacity, size_t *size);
/* What a later minor version adds is left out. */
sole_fault sole_identity_decode(const uint8_t *bytes, size_t size, sole_identity *identity);

/* "sole-L-" or "sole-R-" and the last (at most) 8 letters and digits of the serial number, with NUL: PROTOCOL.md R-LINK-1. */
#define SOLE_NAME_BYTES 16u
void sole_advertised_name(uint8_t side, sole_text serial, char out[SOLE_NAME_BYTES]);

#ifdef __cplusplus
}
#endif

#endif
