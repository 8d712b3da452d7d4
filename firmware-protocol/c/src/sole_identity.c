#include "sole_identity.h"

#include <string.h>

#include "sole_bytes.h"

enum { IMU = 1 };

static bool sound(const sole_identity *identity) {
  return identity->side <= SOLE_RIGHT && identity->sensors > 0 && identity->tick_ns > 0 && identity->rate_mHz > 0 &&
         identity->serial.size > 0;
}

sole_fault sole_identity_encode(const sole_identity *identity, uint8_t *out, size_t capacity, size_t *size) {
  sole_writer w = sole_write_begin(SOLE_TYPE_IDENTITY, out, capacity);
  sole_demand(&w, sound(identity));
  sole_write_u8(&w, identity->minor);
  sole_write_u8(&w, identity->side);
  sole_write_u8(&w, identity->has_imu ? IMU : 0);
  sole_write_u8(&w, identity->sensors);
  sole_write_u16(&w, identity->boot);
  sole_write_u32(&w, identity->tick_ns);
  sole_write_u32(&w, identity->rate_mHz);
  sole_write_u32(&w, identity->features);
  sole_write_text(&w, identity->serial);
  sole_write_text(&w, identity->model);
  return sole_write_end(&w, size);
}

sole_fault sole_identity_decode(const uint8_t *bytes, size_t size, sole_identity *identity) {
  sole_reader r;
  if (sole_read_begin(&r, SOLE_TYPE_IDENTITY, bytes, size) != SOLE_OK) return r.fault;
  identity->minor = sole_read_u8(&r);
  identity->side = sole_read_u8(&r);
  const uint8_t flags = sole_read_u8(&r);
  identity->has_imu = (flags & IMU) != 0;
  identity->sensors = sole_read_u8(&r);
  identity->boot = sole_read_u16(&r);
  identity->tick_ns = sole_read_u32(&r);
  identity->rate_mHz = sole_read_u32(&r);
  identity->features = sole_read_u32(&r);
  identity->serial = sole_read_text(&r);
  identity->model = sole_read_text(&r);
  if (r.fault != SOLE_OK) return r.fault;
  /* A later minor version may say more at the end and set more flags; this one may not. */
  if (identity->minor <= SOLE_MINOR) {
    if (sole_left(&r) > 0) return SOLE_TOO_LONG;
    if ((flags & ~IMU) != 0) return SOLE_BAD_VALUE;
  }
  return sound(identity) ? SOLE_OK : SOLE_BAD_VALUE;
}

static bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

void sole_advertised_name(uint8_t side, sole_text serial, char out[SOLE_NAME_BYTES]) {
  char end[8];
  unsigned from = sizeof end;
  for (unsigned at = serial.size; at > 0 && from > 0; at--)
    if (is_letter_or_digit(serial.bytes[at - 1])) end[--from] = serial.bytes[at - 1];
  memcpy(out, side == SOLE_LEFT ? "sole-L-" : "sole-R-", 7);
  memcpy(out + 7, end + from, sizeof end - from);
  out[7 + sizeof end - from] = '\0';
}
