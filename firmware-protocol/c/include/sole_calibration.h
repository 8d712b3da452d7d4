/* From counts to pressures or forces, sensor by sensor. PROTOCOL.md section 3.3. */
#ifndef SOLE_CALIBRATION_H
#define SOLE_CALIBRATION_H

#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"
#include "sole_text.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SOLE_METHOD_NONE = 0, SOLE_METHOD_VENDOR = 1, SOLE_METHOD_BODY_WEIGHT = 2, SOLE_METHOD_BENCH = 3 };
enum { SOLE_CALIBRATION_KPA = 0, SOLE_CALIBRATION_N = 1 };

typedef struct {
  uint8_t method;
  uint8_t unit;
  /* 1..255 */
  uint8_t sensors;
  int16_t temperature_cC;
  sole_text id;
  /* 2026-01-31T12:00:00Z, with up to three decimals of the second. */
  sole_text calibrated_utc;
} sole_calibration;

/* Bytes of the largest calibration. */
#define SOLE_CALIBRATION_MAX (7u + 256u + 25u + 255u * 16u + 4u)

/* value in `unit` = gain[k] * (count - zero[k]); both have calibration->sensors elements, finite. */
sole_fault sole_calibration_encode(const sole_calibration *calibration, const double *zero, const double *gain, uint8_t *out,
                                   size_t capacity, size_t *size);
/* `zero` and `gain` have room for 255 elements each; either may be NULL where it is not wanted. */
sole_fault sole_calibration_decode(const uint8_t *bytes, size_t size, sole_calibration *calibration, double *zero, double *gain);

#ifdef __cplusplus
}
#endif

#endif
