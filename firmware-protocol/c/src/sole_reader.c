#include <string.h>

#include "sole_bytes.h"

_Static_assert(sizeof(double) == 8, "the protocol's f64 needs 8-byte doubles (avr-gcc: -mdouble=64)");

uint16_t sole_get_u16(const uint8_t *at) { return (uint16_t)(at[0] | (uint32_t)at[1] << 8); }

uint32_t sole_get_u32(const uint8_t *at) { return sole_get_u16(at) | (uint32_t)sole_get_u16(at + 2) << 16; }

int16_t sole_get_i16(const uint8_t *at) {
  const uint16_t bits = sole_get_u16(at);
  int16_t value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

sole_fault sole_read_begin(sole_reader *r, uint8_t type, const uint8_t *bytes, size_t size) {
  *r = (sole_reader){.bytes = bytes, .size = size, .at = 2, .fault = SOLE_OK};
  if (size >= 1 && bytes[0] != SOLE_MAJOR) r->fault = SOLE_WRONG_VERSION;
  else if (size >= 2 && bytes[1] != type) r->fault = SOLE_WRONG_TYPE;
  else if (size < 2) r->fault = SOLE_TOO_SHORT;
  return r->fault;
}

void sole_refuse(sole_reader *r, sole_fault fault) {
  if (r->fault == SOLE_OK) r->fault = fault;
}

size_t sole_left(const sole_reader *r) { return r->size - r->at; }

const uint8_t *sole_read_bytes(sole_reader *r, size_t count) {
  if (r->fault == SOLE_OK && sole_left(r) < count) r->fault = SOLE_TOO_SHORT;
  if (r->fault != SOLE_OK) return NULL;
  const uint8_t *at = r->bytes + r->at;
  r->at += count;
  return at;
}

uint8_t sole_read_u8(sole_reader *r) {
  const uint8_t *at = sole_read_bytes(r, 1);
  return at == NULL ? 0 : *at;
}

uint16_t sole_read_u16(sole_reader *r) {
  const uint8_t *at = sole_read_bytes(r, 2);
  return at == NULL ? 0 : sole_get_u16(at);
}

int16_t sole_read_i16(sole_reader *r) {
  const uint8_t *at = sole_read_bytes(r, 2);
  return at == NULL ? 0 : sole_get_i16(at);
}

uint32_t sole_read_u32(sole_reader *r) {
  const uint8_t *at = sole_read_bytes(r, 4);
  return at == NULL ? 0 : sole_get_u32(at);
}

int32_t sole_read_i32(sole_reader *r) {
  const uint32_t bits = sole_read_u32(r);
  int32_t value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

_Static_assert(sizeof(double) == 8, "documents hold IEEE 754 doubles: compile with 64-bit double (avr-gcc: -mdouble=64)");

double sole_read_f64(sole_reader *r) {
  const uint8_t *at = sole_read_bytes(r, 8);
  if (at == NULL) return 0;
  const uint32_t high = sole_get_u32(at + 4);
  if ((high & 0x7ff00000u) == 0x7ff00000u) {
    sole_refuse(r, SOLE_BAD_VALUE);
    return 0;
  }
  const uint64_t bits = (uint64_t)high << 32 | sole_get_u32(at);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

sole_text sole_read_text(sole_reader *r) {
  const uint8_t size = sole_read_u8(r);
  const uint8_t *at = sole_read_bytes(r, size);
  if (at == NULL) return (sole_text){.bytes = NULL, .size = 0};
  const sole_text text = {.bytes = (const char *)at, .size = size};
  if (!sole_is_utf8(text)) sole_refuse(r, SOLE_BAD_TEXT);
  return text;
}

sole_fault sole_read_end(const sole_reader *r) {
  if (r->fault != SOLE_OK) return r->fault;
  return sole_left(r) > 0 ? SOLE_TOO_LONG : SOLE_OK;
}
