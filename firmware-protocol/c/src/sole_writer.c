#include <string.h>

#include "sole_bytes.h"

void sole_put_u16(uint8_t *at, uint16_t value) {
  at[0] = (uint8_t)(value & 0xff);
  at[1] = (uint8_t)(value >> 8);
}

void sole_put_u32(uint8_t *at, uint32_t value) {
  sole_put_u16(at, (uint16_t)(value & 0xffff));
  sole_put_u16(at + 2, (uint16_t)(value >> 16));
}

sole_writer sole_write_begin(uint8_t type, uint8_t *out, size_t capacity) {
  sole_writer w = {.bytes = out, .capacity = capacity, .size = 0, .fault = SOLE_OK};
  sole_write_u8(&w, SOLE_MAJOR);
  sole_write_u8(&w, type);
  return w;
}

void sole_demand(sole_writer *w, bool sayable) {
  if (!sayable) w->fault = SOLE_UNSAYABLE;
}

static uint8_t *room(sole_writer *w, size_t count) {
  if (w->fault == SOLE_OK && w->capacity - w->size < count) w->fault = SOLE_NO_ROOM;
  if (w->fault != SOLE_OK) return NULL;
  uint8_t *at = w->bytes + w->size;
  w->size += count;
  return at;
}

void sole_write_bytes(sole_writer *w, const void *bytes, size_t count) {
  if (count == 0) return;
  uint8_t *at = room(w, count);
  if (at != NULL) memcpy(at, bytes, count);
}

void sole_write_u8(sole_writer *w, uint32_t value) {
  const uint8_t byte = (uint8_t)value;
  sole_demand(w, value <= 0xff);
  sole_write_bytes(w, &byte, 1);
}

void sole_write_u16(sole_writer *w, uint16_t value) {
  uint8_t bytes[2];
  sole_put_u16(bytes, value);
  sole_write_bytes(w, bytes, sizeof bytes);
}

void sole_write_u32(sole_writer *w, uint32_t value) {
  uint8_t bytes[4];
  sole_put_u32(bytes, value);
  sole_write_bytes(w, bytes, sizeof bytes);
}

static uint64_t bits_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

bool sole_is_zero(double value) { return (bits_of(value) & ~(1ull << 63)) == 0; }

void sole_write_f64(sole_writer *w, double value) {
  const uint64_t bits = bits_of(value);
  sole_demand(w, (bits >> 52 & 0x7ff) != 0x7ff);
  sole_write_u32(w, (uint32_t)(bits & 0xffffffffu));
  sole_write_u32(w, (uint32_t)(bits >> 32));
}

void sole_write_text(sole_writer *w, sole_text text) {
  sole_demand(w, sole_is_utf8(text));
  sole_write_u8(w, text.size);
  sole_write_bytes(w, text.bytes, text.size);
}

sole_fault sole_write_end(const sole_writer *w, size_t *size) {
  *size = w->fault == SOLE_OK ? w->size : 0;
  return w->fault;
}
