/* An insole of 16 sensors at 100 Hz: what the board calls. Each call returns at once; all of them from one thread. */
#ifndef INSOLE_H
#define INSOLE_H

#include <stddef.h>
#include <stdint.h>

#include "sole.h"

/* After power on. `boot` differs from the boots before (R-SAMPLE-4). */
void insole_begin(uint16_t boot);

/* The link came up, or its ATT MTU changed. */
void insole_connected(uint16_t mtu);
void insole_disconnected(void);

/* Every 10 ms, from a timer, with a link or without. */
void insole_sample(void);

/* The main loop's share: hands over what is due while the stack takes it. */
void insole_send(void);

/* The control characteristic was written; `received_tick` was read in the stack's callback (R-TIME-2). */
void insole_written(const uint8_t *bytes, size_t size, uint32_t received_tick);

/* The value of the identity, layout, calibration or status attribute (a SOLE_TYPE_), of at most SOLE_ATTRIBUTE_MAX bytes. */
size_t insole_read(uint8_t type, uint8_t *out);

#endif
