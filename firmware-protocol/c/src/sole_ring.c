#include "sole_ring.h"

#include <string.h>

#include "sole_bytes.h"

/* A record: u32 tick, u24 period, then counts and IMU as they are in a packet. */
enum { PERIOD_AT = 4, ROW_AT = 7 };

static size_t record_bytes(const sole_ring *ring) { return SOLE_RING_SAMPLE(ring->sensors, ring->has_imu); }

bool sole_ring_begin(sole_ring *ring, uint8_t sensors, bool has_imu, uint16_t boot, void *memory, size_t size) {
  *ring = (sole_ring){.memory = memory, .sensors = sensors, .has_imu = has_imu, .boot = boot};
  ring->capacity = (uint32_t)(size / record_bytes(ring));
  return sensors > 0 && ring->capacity > 0;
}

void sole_ring_add(sole_ring *ring, uint32_t tick, uint32_t period_ticks, const uint16_t *counts, const int16_t *imu) {
  uint8_t *at = ring->memory + ring->place * record_bytes(ring);
  sole_put_u32(at, tick);
  sole_put_u16(at + PERIOD_AT, (uint16_t)(period_ticks & 0xffff));
  at[PERIOD_AT + 2] = (uint8_t)(period_ticks >> 16);
  at += ROW_AT;
  for (unsigned k = 0; k < ring->sensors; k++, at += 2) sole_put_u16(at, counts[k]);
  for (unsigned k = 0; ring->has_imu && k < SOLE_IMU_CHANNELS; k++, at += 2) sole_put_u16(at, (uint16_t)imu[k]);
  ring->place = ring->place + 1 == ring->capacity ? 0 : ring->place + 1;
  if (ring->held < ring->capacity) ring->held++;
  ring->produced++;
}

uint32_t sole_ring_oldest(const sole_ring *ring) { return ring->produced - ring->held; }

/* NULL: not in the ring, or not taken yet. */
static const uint8_t *record_of(const sole_ring *ring, uint32_t sequence) {
  const uint32_t back = ring->produced - sequence;
  if (back == 0 || back > ring->held) return NULL;
  const uint32_t place = back <= ring->place ? ring->place - back : ring->place + (ring->capacity - back);
  return ring->memory + place * record_bytes(ring);
}

uint32_t sole_ring_tick(const sole_ring *ring, uint32_t sequence) { return sole_get_u32(record_of(ring, sequence)); }

uint16_t sole_ring_count(const sole_ring *ring, uint32_t sequence, uint8_t k) {
  return sole_get_u16(record_of(ring, sequence) + ROW_AT + 2u * k);
}

static uint32_t period_of(const uint8_t *record) { return sole_get_u16(record + PERIOD_AT) | (uint32_t)record[PERIOD_AT + 2] << 16; }

/* R-SAMPLE-2: where a packet's head says it was taken, to within a hundredth of the period. */
static bool continues(const uint8_t *record, uint32_t tick, uint32_t period) {
  const uint32_t late = sole_get_u32(record) - tick;
  const uint32_t off = late < 0x80000000u ? late : 0u - late;
  return period_of(record) == period && off <= period / 100;
}

uint8_t sole_ring_pack(const sole_ring *ring, uint32_t sequence, uint32_t most, bool live, int16_t temperature_cC, size_t room, uint8_t *out,
                       size_t capacity, size_t *size) {
  *size = 0;
  const uint8_t *record = record_of(ring, sequence);
  if (record == NULL || most == 0) return 0;
  const uint32_t tick = sole_get_u32(record);
  const uint32_t period = period_of(record);
  const sole_samples_head head = {
      .recovered = !live,
      .has_imu = ring->has_imu,
      .sensors = ring->sensors,
      .boot = ring->boot,
      .sequence = sequence,
      .tick = tick,
      .period_ticks = period,
      .temperature_cC = temperature_cC,
  };
  uint32_t fits = sole_samples_that_fit(&head, room);
  if (fits == 0) fits = 1;
  if (most > fits) most = fits;
  sole_packer packer;
  if (sole_samples_begin(&packer, &head, out, capacity) != SOLE_OK) return 0;
  for (uint32_t n = 0; n < most; n++) {
    record = record_of(ring, sequence + n);
    if (record == NULL || !continues(record, tick + n * period, period)) break;
    if (sole_samples_add_row(&packer, record + ROW_AT) != SOLE_OK) break;
  }
  *size = packer.size;
  return packer.n;
}

static bool is_same(sole_range a, sole_range b) { return a.first_sequence == b.first_sequence && a.count == b.count; }

uint8_t sole_ring_backfill(sole_ring *ring, sole_range range, sole_range *answer) {
  if (ring->sending && is_same(range, ring->asked)) {
    *answer = ring->answered;
    return SOLE_RESULT_OK;
  }
  const uint32_t back = ring->produced - range.first_sequence;
  if (range.count == 0 || back >= 0x80000000u || range.count > back) return SOLE_RESULT_BAD_VALUE;
  if (ring->sending) return SOLE_BUSY;
  const uint32_t gone = back > ring->held ? back - ring->held : 0;
  if (gone >= range.count) return SOLE_NOT_FOUND;
  ring->sending = true;
  ring->asked = range;
  ring->answered = (sole_range){.first_sequence = range.first_sequence + gone, .count = range.count - gone};
  ring->next = ring->answered.first_sequence;
  *answer = ring->answered;
  return SOLE_RESULT_OK;
}

void sole_ring_cancel(sole_ring *ring) { ring->sending = false; }

size_t sole_ring_recovered(sole_ring *ring, size_t room, uint8_t *out, size_t capacity) {
  if (!ring->sending) return 0;
  const uint32_t end = ring->answered.first_sequence + ring->answered.count;
  /* What left the ring since. */
  const uint32_t oldest = sole_ring_oldest(ring);
  const uint32_t lost = ring->produced - ring->next > ring->held ? oldest - ring->next : 0;
  if (lost >= end - ring->next) {
    ring->sending = false;
    return 0;
  }
  ring->next += lost;
  size_t size;
  ring->next += sole_ring_pack(ring, ring->next, end - ring->next, false, SOLE_TEMPERATURE_UNKNOWN, room, out, capacity, &size);
  if (ring->next == end) ring->sending = false;
  return size;
}
