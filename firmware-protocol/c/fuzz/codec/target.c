/*
 * Fuzz target of the codec. Byte 0 chooses a decoder, the rest is a message; or messages, each after its u16 length, for what
 * joins several. What is decoded must be built again to the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "sole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t built[8192];
static size_t built_size;

static void demand(bool holds) {
  if (!holds) abort();
}

static void is_built(sole_fault fault, const uint8_t *bytes, size_t size) {
  demand(fault == SOLE_OK && built_size == size && memcmp(built, bytes, size) == 0);
}

static void samples(const uint8_t *bytes, size_t size) {
  sole_samples s;
  if (sole_samples_decode(bytes, size, &s) != SOLE_OK || size > sizeof built) return;
  sole_packer packer;
  demand(sole_samples_begin(&packer, &s.head, built, size) == SOLE_OK);
  for (unsigned i = 0; i < s.n; i++) {
    uint16_t counts[255];
    int16_t imu[SOLE_IMU_CHANNELS];
    for (unsigned k = 0; k < s.head.sensors; k++) counts[k] = sole_samples_count(&s, (uint8_t)i, (uint8_t)k);
    for (unsigned k = 0; k < SOLE_IMU_CHANNELS && s.head.has_imu; k++) imu[k] = sole_samples_imu(&s, (uint8_t)i, (uint8_t)k);
    demand(sole_samples_add(&packer, counts, imu) == SOLE_OK);
  }
  built_size = packer.size;
  is_built(SOLE_OK, bytes, size);
}

static void identity(const uint8_t *bytes, size_t size) {
  sole_identity i;
  if (sole_identity_decode(bytes, size, &i) != SOLE_OK) return;
  const sole_fault fault = sole_identity_encode(&i, built, sizeof built, &built_size);
  /* Of a later minor version this one leaves out what it does not know. */
  if (i.minor <= SOLE_MINOR) is_built(fault, bytes, size);
  else demand(fault == SOLE_OK && built_size <= size);
  char name[SOLE_NAME_BYTES];
  sole_advertised_name(i.side, i.serial, name);
  demand(memchr(name, '\0', sizeof name) != NULL);
}

static void layout(const uint8_t *bytes, size_t size) {
  static sole_sensor sensors[255];
  static sole_point outline[255];
  sole_layout l;
  if (sole_layout_decode(bytes, size, &l, sensors, outline) == SOLE_OK)
    is_built(sole_layout_encode(&l, sensors, outline, built, sizeof built, &built_size), bytes, size);
}

static void calibration(const uint8_t *bytes, size_t size) {
  static double zero[255], gain[255];
  sole_calibration c;
  if (sole_calibration_decode(bytes, size, &c, zero, gain) == SOLE_OK)
    is_built(sole_calibration_encode(&c, zero, gain, built, sizeof built, &built_size), bytes, size);
}

static void status(const uint8_t *bytes, size_t size) {
  sole_status s;
  if (sole_status_decode(bytes, size, &s) != SOLE_OK) return;
  const sole_fault fault = sole_status_encode(&s, built, sizeof built, &built_size);
  demand(fault == SOLE_OK && built_size <= size);
  /* Zero bytes at the end of the map, and "worn" of one that cannot tell, are not said again. */
  sole_status again;
  demand(sole_status_decode(built, built_size, &again) == SOLE_OK && again.worn == s.worn && again.oldest == s.oldest);
  demand(memcmp(again.faulty, s.faulty, sizeof s.faulty) == 0);
}

static void command(const uint8_t *bytes, size_t size) {
  sole_command c;
  const sole_fault fault = sole_command_decode(bytes, size, &c);
  if (fault == SOLE_OK) is_built(sole_command_encode(&c, built, sizeof built, &built_size), bytes, size);
  else {
    const sole_response refusal = sole_refusal(bytes, size, fault);
    demand(refusal.result != SOLE_RESULT_OK);
    demand(refusal.code == 0 || sole_response_encode(&refusal, built, sizeof built, &built_size) == SOLE_OK);
  }
}

static void response(const uint8_t *bytes, size_t size) {
  sole_response r;
  if (sole_response_decode(bytes, size, &r) == SOLE_OK)
    is_built(sole_response_encode(&r, built, sizeof built, &built_size), bytes, size);
}

/* The next of several messages, in memory of its own size; false: none is left. */
static bool next(const uint8_t **data, size_t *size, uint8_t **bytes, size_t *length) {
  if (*size < 2) return false;
  const size_t said = (*data)[0] | (size_t)(*data)[1] << 8;
  *data += 2;
  *size -= 2;
  *length = said > *size ? *size : said;
  *bytes = malloc(*length > 0 ? *length : 1);
  demand(*bytes != NULL);
  if (*length > 0) memcpy(*bytes, *data, *length);
  *data += *length;
  *size -= *length;
  return true;
}

static void fragments(const uint8_t *data, size_t size) {
  static uint8_t memory[300];
  sole_joiner joiner = {.bytes = memory, .capacity = sizeof memory};
  uint8_t *bytes;
  size_t length;
  while (next(&data, &size, &bytes, &length)) {
    const sole_joined joined = sole_join(&joiner, bytes, length);
    demand(joiner.size <= joiner.capacity);
    if (joined.packet != NULL) samples(joined.packet, joined.size);
    free(bytes);
  }
}

static void pages(uint8_t type, const uint8_t *data, size_t size) {
  static uint8_t memory[1200];
  sole_binder binder = {.type = type, .pages = 1, .bytes = memory, .capacity = sizeof memory};
  uint8_t *bytes;
  size_t length;
  while (next(&data, &size, &bytes, &length)) {
    sole_page page;
    if (sole_page_decode(bytes, length, type, &page) == SOLE_OK && binder.taken == 0) binder.pages = page.pages == 0 ? 1 : page.pages;
    sole_bind(&binder, bytes, length);
    demand(binder.size <= binder.capacity && binder.taken <= binder.pages);
    free(bytes);
  }
  if (binder.taken == binder.pages) (type == SOLE_TYPE_LAYOUT ? layout : calibration)(memory, binder.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  const uint8_t which = *data++;
  size--;
  switch (which) {
    case 0: samples(data, size); break;
    case 1: identity(data, size); break;
    case 2: layout(data, size); break;
    case 3: calibration(data, size); break;
    case 4: status(data, size); break;
    case 5: command(data, size); break;
    case 6: response(data, size); break;
    case 7: fragments(data, size); break;
    case 8: pages(SOLE_TYPE_LAYOUT, data, size); break;
    case 9: pages(SOLE_TYPE_CALIBRATION, data, size); break;
    default: return 0;
  }
  return 0;
}
