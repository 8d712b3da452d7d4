#include "insole.h"

#include "state.h"

insole_state insole;

static uint8_t ring_memory[RING_SAMPLES * SOLE_RING_SAMPLE(SENSORS, false)];

void insole_begin(uint16_t boot) {
  insole = (insole_state){.boot = boot, .mtu = SOLE_MTU_DEFAULT, .every = 1};
  sole_ring_begin(&insole.ring, SENSORS, false, boot, ring_memory, sizeof ring_memory);
  sending_begin();
  documents_begin();
}

void insole_connected(uint16_t mtu) { insole.mtu = mtu; }

void insole_disconnected(void) {
  insole.streaming = false;
  insole.mtu = SOLE_MTU_DEFAULT;
  insole.layout_page = insole.calibration_page = 0;
  sole_ring_cancel(&insole.ring);
  sending_begin();
  documents_disconnected();
}

void insole_sample(void) {
  uint16_t counts[SENSORS];
  const uint32_t tick = board_tick();
  board_read_sensors(counts);
  if (++insole.skipped < insole.every) return;
  insole.skipped = 0;
  sole_ring_add(&insole.ring, tick, insole.every * PERIOD_TICKS, counts, NULL);
}

static size_t read_identity(uint8_t *out) {
  const sole_identity identity = {
      .minor = SOLE_MINOR,
      .side = SOLE_LEFT,
      .sensors = SENSORS,
      .boot = insole.boot,
      .tick_ns = 1000,
      .rate_mHz = RATE_mHz / insole.every,
      .features = SOLE_FEATURE_BACKFILL | SOLE_FEATURE_TARE | SOLE_FEATURE_CALIBRATION_WRITE,
      .serial = sole_text_of("EX-0001"),
      .model = sole_text_of("example-16"),
  };
  size_t size;
  sole_identity_encode(&identity, out, SOLE_ATTRIBUTE_MAX, &size);
  return size;
}

static size_t read_status(uint8_t *out) {
  const uint32_t waiting = insole.streaming ? insole.ring.produced - insole.live : 0;
  const sole_status status = {
      .worn = SOLE_WORN_UNKNOWN,
      .streaming = insole.streaming,
      .tick_healthy = true,
      .flash_percent = SOLE_NO_FLASH,
      .boot = insole.boot,
      .temperature_cC = SOLE_TEMPERATURE_UNKNOWN,
      .produced = insole.ring.produced,
      .sent = insole.sent,
      .dropped = insole.ring.produced - insole.sent - waiting,
      .oldest = sole_ring_oldest(&insole.ring),
  };
  size_t size;
  sole_status_encode(&status, out, SOLE_ATTRIBUTE_MAX, &size);
  return size;
}

size_t insole_read(uint8_t type, uint8_t *out) {
  if (type == SOLE_TYPE_IDENTITY) return read_identity(out);
  if (type == SOLE_TYPE_STATUS) return read_status(out);
  return documents_page(type, type == SOLE_TYPE_LAYOUT ? insole.layout_page : insole.calibration_page, out);
}
