#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print.h"
#include "value.h"

void broken(const char *what) {
  fprintf(stderr, "%s\n", what);
  abort();
}

/* Memory of exactly so many bytes, at least one so that it is never NULL. */
static uint8_t *exactly(size_t size) {
  uint8_t *bytes = malloc(size > 0 ? size : 1);
  if (bytes == NULL) broken("no memory");
  return bytes;
}

void messages_add(messages *list, const uint8_t *bytes, size_t size) {
  if (list->count == MESSAGES_MAX) broken("too many messages");
  message *m = &list->at[list->count++];
  *m = (message){.bytes = exactly(size), .size = size};
  if (size > 0) memcpy(m->bytes, bytes, size);
}

void messages_clear(messages *list) {
  for (size_t k = 0; k < list->count; k++) free(list->at[k].bytes);
  list->count = 0;
}

/* Encodes into memory of exactly the size that is needed, after one byte less was refused. */
typedef sole_fault (*encoder)(const value *v, uint8_t *out, size_t capacity, size_t *size);
static void add_exact(encoder encode, const value *v, messages *out) {
  static uint8_t large[MESSAGE_MAX];
  size_t size = 0;
  size_t again = 0;
  if (encode(v, large, sizeof large, &size) != SOLE_OK) broken("a decoded value cannot be encoded");
  uint8_t *less = exactly(size - 1);
  if (encode(v, less, size - 1, &again) != SOLE_NO_ROOM) broken("one byte too few was not refused");
  free(less);
  messages_add(out, large, size);
  uint8_t *exact = out->at[out->count - 1].bytes;
  memset(exact, 0xa5, size);
  if (encode(v, exact, size, &again) != SOLE_OK || again != size || memcmp(exact, large, size) != 0) broken("exact memory is too little");
}

static sole_fault samples_bytes(const value *v, uint8_t *out, size_t capacity, size_t *size) {
  const sole_samples *s = &v->samples;
  sole_packer packer;
  uint16_t counts[255];
  int16_t imu[SOLE_IMU_CHANNELS] = {0};
  sole_fault fault = sole_samples_begin(&packer, &s->head, out, capacity);
  for (unsigned i = 0; i < s->n && fault == SOLE_OK; i++) {
    for (unsigned k = 0; k < s->head.sensors; k++) counts[k] = sole_samples_count(s, (uint8_t)i, (uint8_t)k);
    for (unsigned k = 0; k < SOLE_IMU_CHANNELS && s->head.has_imu; k++) imu[k] = sole_samples_imu(s, (uint8_t)i, (uint8_t)k);
    fault = sole_samples_add(&packer, counts, imu);
  }
  *size = packer.size;
  return fault;
}
static sole_fault decode_samples(const messages *in, value *v) { return sole_samples_decode(in->at[0].bytes, in->at[0].size, &v->samples); }
static void encode_samples(const value *v, messages *out) { add_exact(samples_bytes, v, out); }

static sole_fault decode_fragments(const messages *in, value *v) {
  static uint8_t memory[MESSAGE_MAX];
  sole_joiner joiner = {.bytes = memory, .capacity = sizeof memory};
  sole_fault first = SOLE_OK;
  bool any = false;
  v->fragment_id = in->at[0].size > 2 ? in->at[0].bytes[2] : 0;
  v->room = 0;
  for (size_t k = 0; k < in->count; k++) {
    if (in->at[k].size > v->room) v->room = in->at[k].size;
    const sole_joined joined = sole_join(&joiner, in->at[k].bytes, in->at[k].size);
    if (!any && joined.fault != SOLE_OK) first = joined.fault;
    else if (!any && joined.packet != NULL) {
      memcpy(v->packet, joined.packet, joined.size);
      first = sole_samples_decode(v->packet, joined.size, &v->samples);
    }
    any = any || joined.fault != SOLE_OK || joined.packet != NULL;
  }
  return any ? first : SOLE_LOST_FRAGMENT;
}
static void encode_fragments(const value *v, messages *out) {
  static uint8_t packet[MESSAGE_MAX];
  size_t size = 0;
  sole_cutter cutter;
  uint8_t *part = exactly(v->room);
  if (samples_bytes(v, packet, sizeof packet, &size) != SOLE_OK || sole_cut(&cutter, packet, size, v->room, v->fragment_id) != SOLE_OK)
    broken("a joined packet cannot be cut");
  for (size_t some = sole_next_fragment(&cutter, part); some > 0; some = sole_next_fragment(&cutter, part)) messages_add(out, part, some);
  free(part);
}

/* Decoder and encoder of a kind that is one message. */
#define ONE(name)                                                                                                     \
  static sole_fault decode_##name(const messages *in, value *v) {                                                     \
    return sole_##name##_decode(in->at[0].bytes, in->at[0].size, &v->name);                                           \
  }                                                                                                                   \
  static sole_fault name##_bytes(const value *v, uint8_t *out, size_t capacity, size_t *size) {                       \
    return sole_##name##_encode(&v->name, out, capacity, size);                                                       \
  }                                                                                                                   \
  static void encode_##name(const value *v, messages *out) { add_exact(name##_bytes, v, out); }

/* The same with two arrays, and in pages. */
#define DOCUMENT(name, type, first, second)                                                                           \
  static sole_fault decode_##name(const messages *in, value *v) {                                                     \
    v->none = false;                                                                                                  \
    return sole_##name##_decode(in->at[0].bytes, in->at[0].size, &v->name, v->first, v->second);                      \
  }                                                                                                                   \
  static sole_fault name##_bytes(const value *v, uint8_t *out, size_t capacity, size_t *size) {                       \
    return sole_##name##_encode(&v->name, v->first, v->second, out, capacity, size);                                  \
  }                                                                                                                   \
  static void encode_##name(const value *v, messages *out) { add_exact(name##_bytes, v, out); }                       \
  static sole_fault decode_##name##_pages(const messages *in, value *v) {                                             \
    size_t size = 0;                                                                                                  \
    const sole_fault fault = bound(in, type, v->document, &size);                                                     \
    v->none = size == 0;                                                                                              \
    if (fault != SOLE_OK || v->none) return fault;                                                                    \
    return sole_##name##_decode(v->document, size, &v->name, v->first, v->second);                                    \
  }                                                                                                                   \
  static void encode_##name##_pages(const value *v, messages *out) {                                                  \
    static uint8_t document[MESSAGE_MAX];                                                                             \
    size_t size = 0;                                                                                                  \
    if (!v->none && name##_bytes(v, document, sizeof document, &size) != SOLE_OK) broken("cannot be encoded");        \
    add_pages(type, document, size, out);                                                                             \
  }

static sole_fault bound(const messages *in, uint8_t type, uint8_t *document, size_t *size) {
  sole_binder binder = {.type = type, .pages = (uint8_t)in->count, .bytes = document, .capacity = MESSAGE_MAX};
  sole_fault fault = SOLE_OK;
  for (size_t k = 0; k < in->count && fault == SOLE_OK; k++) fault = sole_bind(&binder, in->at[k].bytes, in->at[k].size);
  *size = binder.size;
  return fault;
}
static void add_pages(uint8_t type, const uint8_t *document, size_t document_size, messages *out) {
  uint8_t page[SOLE_ATTRIBUTE_MAX];
  size_t size = 0;
  for (size_t k = 0; k < sole_pages_of(document_size); k++) {
    if (sole_page_encode(type, document, document_size, (uint8_t)k, page, sizeof page, &size) != SOLE_OK) broken("no page");
    messages_add(out, page, size);
  }
}

ONE(identity)
ONE(status)
ONE(command)
ONE(response)
DOCUMENT(layout, SOLE_TYPE_LAYOUT, sensors, outline)
DOCUMENT(calibration, SOLE_TYPE_CALIBRATION, zero, gain)

const kind kinds[] = {
    {"samples", decode_samples, print_samples, encode_samples},
    {"sample-fragments", decode_fragments, print_samples, encode_fragments},
    {"identity", decode_identity, print_identity, encode_identity},
    {"layout", decode_layout, print_layout, encode_layout},
    {"layout-pages", decode_layout_pages, print_layout, encode_layout_pages},
    {"calibration", decode_calibration, print_calibration, encode_calibration},
    {"calibration-pages", decode_calibration_pages, print_calibration, encode_calibration_pages},
    {"status", decode_status, print_status, encode_status},
    {"command", decode_command, print_command, encode_command},
    {"response", decode_response, print_response, encode_response},
    {0},
};

const kind *kind_named(const char *name) {
  const kind *k = kinds;
  while (k->name != NULL && strcmp(k->name, name) != 0) k++;
  return k->name == NULL ? NULL : k;
}
