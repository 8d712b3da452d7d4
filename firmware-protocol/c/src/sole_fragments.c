#include "sole_fragments.h"

#include <string.h>

enum { LAST = 0x80 };

sole_fault sole_cut(sole_cutter *cutter, const uint8_t *packet, size_t size, size_t room, uint8_t id) {
  *cutter = (sole_cutter){.packet = packet, .size = size, .room = room, .id = id};
  if (size <= room) return SOLE_OK;
  const bool fits = room > SOLE_FRAGMENT_HEADER && (size - 1) / (room - SOLE_FRAGMENT_HEADER) < SOLE_FRAGMENTS_MAX;
  if (!fits) cutter->at = size;
  return fits ? SOLE_OK : SOLE_UNSAYABLE;
}

size_t sole_next_fragment(sole_cutter *cutter, uint8_t *out) {
  const size_t left = cutter->size - cutter->at;
  if (left == 0) return 0;
  if (cutter->size <= cutter->room) {
    memcpy(out, cutter->packet, left);
    cutter->at = cutter->size;
    return left;
  }
  const size_t most = cutter->room - SOLE_FRAGMENT_HEADER;
  const size_t part = left < most ? left : most;
  out[0] = SOLE_MAJOR;
  out[1] = SOLE_TYPE_FRAGMENT;
  out[2] = cutter->id;
  out[3] = (uint8_t)(cutter->index++ | (part == left ? LAST : 0));
  memcpy(out + SOLE_FRAGMENT_HEADER, cutter->packet + cutter->at, part);
  cutter->at += part;
  return SOLE_FRAGMENT_HEADER + part;
}

static bool drop(sole_joiner *joiner) {
  const bool had = joiner->parts > 0;
  joiner->parts = 0;
  joiner->size = 0;
  return had;
}

bool sole_join_reset(sole_joiner *joiner) {
  joiner->any_newest = false;
  return drop(joiner);
}

static sole_joined lost(sole_joiner *joiner, sole_fault fault) {
  drop(joiner);
  return (sole_joined){.packet = NULL, .size = 0, .fault = fault};
}

sole_joined sole_join(sole_joiner *joiner, const uint8_t *notification, size_t size) {
  const sole_joined wait = {.packet = NULL, .size = 0, .fault = SOLE_OK};
  if (size < 2 || notification[0] != SOLE_MAJOR || notification[1] != SOLE_TYPE_FRAGMENT) {
    const sole_fault fault = drop(joiner) ? SOLE_LOST_FRAGMENT : SOLE_OK;
    return (sole_joined){.packet = notification, .size = size, .fault = fault};
  }
  if (size <= SOLE_FRAGMENT_HEADER) return (sole_joined){.packet = NULL, .size = 0, .fault = SOLE_TOO_SHORT};
  const uint8_t id = notification[2];
  const uint8_t mark = notification[3];
  /* Only an exact repetition of the newest one: after 256 packets ids come again. */
  if (joiner->any_newest && id == joiner->newest_id && mark == joiner->newest_mark) return wait;
  sole_fault fault = SOLE_OK;
  if (joiner->parts > 0 && id != joiner->id) {
    drop(joiner);
    fault = SOLE_LOST_FRAGMENT;
  }
  if ((mark & ~LAST) != joiner->parts) return lost(joiner, SOLE_LOST_FRAGMENT);
  const size_t part = size - SOLE_FRAGMENT_HEADER;
  if (joiner->capacity - joiner->size < part) return lost(joiner, SOLE_NO_ROOM);
  joiner->id = id;
  joiner->any_newest = true;
  joiner->newest_id = id;
  joiner->newest_mark = mark;
  memcpy(joiner->bytes + joiner->size, notification + SOLE_FRAGMENT_HEADER, part);
  joiner->size += part;
  joiner->parts++;
  if ((mark & LAST) == 0) return (sole_joined){.packet = NULL, .size = 0, .fault = fault};
  const size_t whole = joiner->size;
  drop(joiner);
  return (sole_joined){.packet = joiner->bytes, .size = whole, .fault = fault};
}
