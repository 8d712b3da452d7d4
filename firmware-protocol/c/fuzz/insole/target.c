/*
 * Fuzz target of the example insole: bytes are a host and a day. Byte by byte:
 *   0 N  the next N bytes are written to control     1 N  N samples go by, the main loop after each
 *   2 N  a link of MTU 23 + N                        3    the link ends
 *   4 N  the attribute of type N is read             5 N  the load of all sensors
 *   6 N  bit 0: bonded, 1: keeping works, 2: the stack takes notifications
 *   7    power off and on
 * Whatever comes, all that the insole says must be sound, and live samples never come twice or out of order.
 */
#include <stdlib.h>
#include <string.h>

#include "../../example/board.h"
#include "../../example/insole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t now;
static uint16_t mtu;
static uint8_t load;
static uint8_t flags;
static uint16_t boot;
static uint8_t kept[8192];
static size_t kept_size;
static bool any_live;
static uint32_t newest_live;
static bool any_recovered;
static uint32_t newest_recovered;
static unsigned responses;
static uint8_t joined_bytes[1024];
static sole_joiner joiner;

static void demand(bool holds) {
  if (!holds) abort();
}

uint32_t board_tick(void) { return now; }

void board_read_sensors(uint16_t *counts) {
  for (unsigned k = 0; k < SENSORS; k++) counts[k] = (uint16_t)(1000 + k + load);
}

static void judge(const sole_samples *s) {
  demand(s->head.boot == boot && s->head.sensors == SENSORS);
  bool *any = s->head.recovered ? &any_recovered : &any_live;
  uint32_t *newest = s->head.recovered ? &newest_recovered : &newest_live;
  if (*any) demand(s->head.sequence > *newest);
  *any = true;
  *newest = s->head.sequence + s->n - 1;
  for (unsigned i = 0; i < s->n; i++)
    for (unsigned k = 0; k < SENSORS; k++) demand(sole_samples_count(s, (uint8_t)i, (uint8_t)k) >= 1000 + k);
}

bool board_notify(const uint8_t *bytes, size_t size) {
  demand(mtu > 0 && size > 0 && size <= mtu - SOLE_ATT_HEADER);
  if ((flags & 4) == 0) return false;
  const sole_joined joined = sole_join(&joiner, bytes, size);
  demand(joined.fault == SOLE_OK);
  if (joined.packet == NULL) return true;
  sole_samples s;
  demand(sole_samples_decode(joined.packet, joined.size, &s) == SOLE_OK);
  judge(&s);
  return true;
}

void board_indicate(const uint8_t *bytes, size_t size) {
  sole_response r;
  demand(size <= SOLE_MTU_DEFAULT - SOLE_ATT_HEADER && sole_response_decode(bytes, size, &r) == SOLE_OK);
  /* A range is sent in its own order; the next one may begin anywhere. */
  if (r.code == SOLE_BACKFILL) any_recovered = false;
  responses++;
}

bool board_is_bonded(void) { return (flags & 1) != 0; }

bool board_keep(const uint8_t *bytes, size_t size) {
  demand((flags & 1) != 0 && size <= sizeof kept);
  if ((flags & 2) == 0) return false;
  memcpy(kept, bytes, size);
  kept_size = size;
  return true;
}

size_t board_kept(uint8_t *out, size_t capacity) {
  demand(kept_size <= capacity);
  memcpy(out, kept, kept_size);
  return kept_size;
}

static void begin(void) {
  mtu = 0;
  any_live = any_recovered = false;
  joiner = (sole_joiner){.bytes = joined_bytes, .capacity = sizeof joined_bytes};
  insole_begin(boot);
}

static void write(const uint8_t *data, size_t size) {
  uint8_t *bytes = malloc(size > 0 ? size : 1);
  demand(bytes != NULL);
  if (size > 0) memcpy(bytes, data, size);
  responses = 0;
  insole_written(bytes, size, now);
  demand(responses == 1);
  free(bytes);
}

static void read(uint8_t type) {
  static uint8_t out[SOLE_ATTRIBUTE_MAX];
  sole_page page;
  sole_status status;
  sole_identity identity;
  if (type < SOLE_TYPE_LAYOUT || type > SOLE_TYPE_IDENTITY) return;
  const size_t size = insole_read(type, out);
  if (type == SOLE_TYPE_STATUS) {
    demand(sole_status_decode(out, size, &status) == SOLE_OK);
    demand(status.sent + status.dropped <= status.produced && status.oldest <= status.produced);
  } else if (type == SOLE_TYPE_IDENTITY) demand(sole_identity_decode(out, size, &identity) == SOLE_OK);
  else demand(sole_page_decode(out, size, type, &page) == SOLE_OK);
}

static void run(unsigned samples) {
  for (; samples > 0; samples--) {
    now += 10000;
    insole_sample();
    if (mtu > 0) insole_send();
  }
}

static void connect(uint8_t more) {
  mtu = (uint16_t)(SOLE_MTU_DEFAULT + more);
  insole_connected(mtu);
}

static void disconnect(void) {
  mtu = 0;
  sole_join_reset(&joiner);
  insole_disconnected();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  now = 0;
  boot = 1;
  load = 0;
  flags = 7;
  kept_size = 0;
  begin();
  while (size >= 2) {
    const uint8_t act = data[0], number = data[1];
    data += 2;
    size -= 2;
    switch (act) {
      case 0: {
        const size_t length = number < size ? number : size;
        write(data, length);
        data += length;
        size -= length;
        break;
      }
      case 1: run(number); break;
      case 2:
        if (mtu == 0) connect(number);
        break;
      case 3: disconnect(); break;
      case 4: read(number); break;
      case 5: load = number; break;
      case 6: flags = number; break;
      case 7:
        boot++;
        now = 0;
        begin();
        break;
      default: return 0;
    }
  }
  return 0;
}
