/* Sample packets that do not fit a notification. PROTOCOL.md section 4.2. */
#ifndef SOLE_FRAGMENTS_H
#define SOLE_FRAGMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SOLE_FRAGMENT_HEADER 4u
#define SOLE_FRAGMENTS_MAX 128u

/* Cuts a packet into notifications of at most `room` bytes (ATT MTU - 3). */
typedef struct {
  const uint8_t *packet;
  size_t size;
  size_t room;
  size_t at;
  uint8_t id;
  uint8_t index;
} sole_cutter;

/* `id` goes up by one for each packet that is cut. SOLE_UNSAYABLE: more than 128 fragments. Keep the packet until it is all sent. */
sole_fault sole_cut(sole_cutter *cutter, const uint8_t *packet, size_t size, size_t room, uint8_t id);
/* Writes the next notification, of at most `room` bytes: its size, or 0 when all are out. A packet that fits comes out as it is. */
size_t sole_next_fragment(sole_cutter *cutter, uint8_t *out);

/* Joins fragments in the caller's memory. Zero it but for `bytes` and `capacity`. */
typedef struct {
  uint8_t *bytes;
  size_t capacity;
  size_t size;
  /* Fragments of the packet so far; 0: none is open. */
  uint8_t parts;
  uint8_t id;
  /* Of the newest fragment taken, to know a repeated one. */
  bool any_newest;
  uint8_t newest_id;
  uint8_t newest_mark;
} sole_joiner;

typedef struct {
  /* To decode next; NULL: wait for more. Valid until the next push, and as long as the notification. */
  const uint8_t *packet;
  size_t size;
  /* What was lost just before, or SOLE_OK. SOLE_NO_ROOM: the packet is larger than the joiner's memory. */
  sole_fault fault;
} sole_joined;

/* One notification, in the order of arrival. What is not a fragment comes back as it is. */
sole_joined sole_join(sole_joiner *joiner, const uint8_t *notification, size_t size);
/* The link was lost: what is incomplete is forgotten. True when there was something. */
bool sole_join_reset(sole_joiner *joiner);

#ifdef __cplusplus
}
#endif

#endif
