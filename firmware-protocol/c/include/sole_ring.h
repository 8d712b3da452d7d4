/*
 * The newest samples, for live packets and for backfill. PROTOCOL.md section 7.2. The memory is the caller's; an insole with too little of it
 * may keep its samples elsewhere (flash, PSRAM): only what it sends is the protocol.
 */
#ifndef SOLE_RING_H
#define SOLE_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_control.h"
#include "sole_samples.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of one sample in the ring: tick, period, and the sample as it is in a packet. */
#define SOLE_RING_SAMPLE(sensors, has_imu) (7u + 2u * (sensors) + ((has_imu) ? 2u * SOLE_IMU_CHANNELS : 0u))

typedef struct {
  uint8_t *memory;
  /* In samples. */
  uint32_t capacity;
  uint32_t held;
  /* Place of the next sample in the memory. */
  uint32_t place;
  uint8_t sensors;
  bool has_imu;
  uint16_t boot;
  /* Sequence of the next sample: `produced` of the status. */
  uint32_t produced;
  /* The backfill that goes on: as it was asked, as it was answered, and what of it is next. */
  bool sending;
  sole_range asked;
  sole_range answered;
  uint32_t next;
} sole_ring;

/* False: 0 sensors, or memory for less than one sample. */
bool sole_ring_begin(sole_ring *ring, uint8_t sensors, bool has_imu, uint16_t boot, void *memory, size_t size);
/* A sample that was taken. period_ticks (1..0xffffff): to the next one, at the rate that is set. imu: 6 values, not looked at without IMU. */
void sole_ring_add(sole_ring *ring, uint32_t tick, uint32_t period_ticks, const uint16_t *counts, const int16_t *imu);
/* `oldest` of the status: `produced` when there is none. */
uint32_t sole_ring_oldest(const sole_ring *ring);
/* Of a sample that is in the ring: its tick, and sensor k's count. */
uint32_t sole_ring_tick(const sole_ring *ring, uint32_t sequence);
uint16_t sole_ring_count(const sole_ring *ring, uint32_t sequence, uint8_t k);

/*
 * A packet of the samples from `sequence` on: at most `most`, as many as are evenly spaced and fit `room` bytes (ATT MTU - 3), but one even
 * when it does not: that is for sole_cut(). Gives how many; 0 when the ring does not have `sequence`, or `capacity` is too small. `live` is
 * false for recovered samples. temperature_cC: SOLE_TEMPERATURE_UNKNOWN for none.
 */
uint8_t sole_ring_pack(const sole_ring *ring, uint32_t sequence, uint32_t most, bool live, int16_t temperature_cC, size_t room, uint8_t *out,
                       size_t capacity, size_t *size);

/* The result to answer a backfill with; on SOLE_RESULT_OK `answer` says what will be sent. */
uint8_t sole_ring_backfill(sole_ring *ring, sole_range range, sole_range *answer);
/* Also when the connection ends. */
void sole_ring_cancel(sole_ring *ring);
/*
 * The next packet of the backfill, to be sent when no live packet is due; 0: nothing is left. What left the ring meanwhile is passed over.
 * `capacity` must hold one sample's packet at least.
 */
size_t sole_ring_recovered(sole_ring *ring, size_t room, uint8_t *out, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
