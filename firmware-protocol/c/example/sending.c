/* Live samples first, recovered ones in what the link has left (R-BACKFILL-5). */
#include "state.h"

enum {
  /* R-SAMPLE-6 */
  LONGEST_WAIT_TICKS = 100000,
  /* More waiting than a second is given up, oldest first (R-RATE-3); backfill can bring it. */
  MOST_WAITING = 100,
};

/* A packet, which may take several notifications. */
static uint8_t packet[SOLE_ATTRIBUTE_MAX];
static sole_cutter cutter;
static uint8_t fragment_id;
static bool packet_is_live;
static uint8_t packet_samples;
/* The stack took a part of it. */
static bool packet_begun;
/* The notification that the stack did not take yet. */
static uint8_t notification[SOLE_ATTRIBUTE_MAX];
static size_t notification_size;

void sending_begin(void) {
  cutter = (sole_cutter){0};
  notification_size = 0;
}

void sending_forget(bool live) {
  if (live == packet_is_live && !packet_begun) sending_begin();
}

static size_t room(void) { return insole.mtu - SOLE_ATT_HEADER < sizeof notification ? insole.mtu - SOLE_ATT_HEADER : sizeof notification; }

static size_t live_packet(void) {
  if (!insole.streaming) return 0;
  uint32_t waiting = insole.ring.produced - insole.live;
  if (waiting > MOST_WAITING) insole.live += waiting - MOST_WAITING;
  waiting = insole.ring.produced - insole.live;
  if (waiting == 0) return 0;
  const sole_samples_head head = {.sensors = SENSORS, .temperature_cC = SOLE_TEMPERATURE_UNKNOWN};
  const uint32_t wait = board_tick() - sole_ring_tick(&insole.ring, insole.live) + insole.every * PERIOD_TICKS;
  if (waiting < sole_samples_that_fit(&head, room()) && wait < LONGEST_WAIT_TICKS) return 0;
  size_t size;
  packet_samples =
      sole_ring_pack(&insole.ring, insole.live, waiting, true, SOLE_TEMPERATURE_UNKNOWN, room(), packet, sizeof packet, &size);
  insole.live += packet_samples;
  return size;
}

/* The next notification; false: nothing is due. */
static bool prepare(void) {
  notification_size = sole_next_fragment(&cutter, notification);
  if (notification_size > 0) return true;
  size_t size = live_packet();
  packet_is_live = size > 0;
  packet_begun = false;
  if (size == 0) size = sole_ring_recovered(&insole.ring, room(), packet, sizeof packet);
  if (size == 0 || sole_cut(&cutter, packet, size, room(), fragment_id) != SOLE_OK) return false;
  if (size > room()) fragment_id++;
  notification_size = sole_next_fragment(&cutter, notification);
  return true;
}

void insole_send(void) {
  while (notification_size > 0 || prepare()) {
    if (!board_notify(notification, notification_size)) return;
    notification_size = 0;
    packet_begun = true;
    if (packet_is_live && cutter.at == cutter.size) insole.sent += packet_samples;
  }
}
