/* The zeros of the last second, unless a foot is on the insole. PROTOCOL.md section 5.5. */
#ifndef SOLE_TARE_H
#define SOLE_TARE_H

#include <stdint.h>

#include "sole_layout.h"
#include "sole_ring.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The result to answer a tare with, but for SOLE_NOT_AUTHORISED and SOLE_STORAGE_FAILED, which are the caller's. `zero` has as many elements
 * as the ring has sensors: the present zeros (never calibrated: -offset / scale of the layout); on SOLE_RESULT_OK the new ones, else as it was.
 * faulty: bit k % 8 of byte k / 8 for sensor k, 32 bytes, as in the status.
 */
uint8_t sole_tare(const sole_ring *ring, const sole_layout *layout, const uint8_t *faulty, uint32_t now_tick, uint32_t ticks_per_s,
                  double *zero);

#ifdef __cplusplus
}
#endif

#endif
