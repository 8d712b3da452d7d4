/* Little-endian fields, on a machine of either byte order. For the codec's own use. */
#ifndef SOLE_BYTES_H
#define SOLE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"
#include "sole_text.h"

#ifdef __cplusplus
extern "C" {
#endif

uint16_t sole_get_u16(const uint8_t *at);
uint32_t sole_get_u32(const uint8_t *at);
int16_t sole_get_i16(const uint8_t *at);
void sole_put_u16(uint8_t *at, uint16_t value);
void sole_put_u32(uint8_t *at, uint32_t value);

/* A read beyond the end gives 0 and sets `fault`, which stays the first one: check it once, after the last field. */
typedef struct {
  const uint8_t *bytes;
  size_t size;
  size_t at;
  sole_fault fault;
} sole_reader;

/* Version and type first: a foreign packet shall not be called short. On SOLE_OK the next read is byte 2. */
sole_fault sole_read_begin(sole_reader *r, uint8_t type, const uint8_t *bytes, size_t size);
void sole_refuse(sole_reader *r, sole_fault fault);
size_t sole_left(const sole_reader *r);
uint8_t sole_read_u8(sole_reader *r);
uint16_t sole_read_u16(sole_reader *r);
int16_t sole_read_i16(sole_reader *r);
uint32_t sole_read_u32(sole_reader *r);
int32_t sole_read_i32(sole_reader *r);
/* Not finite: SOLE_BAD_VALUE. */
double sole_read_f64(sole_reader *r);
/* Points into the bytes; NULL when they do not reach. */
const uint8_t *sole_read_bytes(sole_reader *r, size_t count);
sole_text sole_read_text(sole_reader *r);
/* The first fault, or SOLE_TOO_LONG when bytes are left over. */
sole_fault sole_read_end(const sole_reader *r);

/* A write beyond the end writes nothing and sets `fault` to SOLE_NO_ROOM. */
typedef struct {
  uint8_t *bytes;
  size_t capacity;
  size_t size;
  sole_fault fault;
} sole_writer;

/* Begins with the version and this type or code. */
sole_writer sole_write_begin(uint8_t type, uint8_t *out, size_t capacity);
/* SOLE_UNSAYABLE unless `sayable`. */
void sole_demand(sole_writer *w, bool sayable);
void sole_write_u8(sole_writer *w, uint32_t value);
void sole_write_u16(sole_writer *w, uint16_t value);
void sole_write_u32(sole_writer *w, uint32_t value);
void sole_write_f64(sole_writer *w, double value);
void sole_write_bytes(sole_writer *w, const void *bytes, size_t count);
void sole_write_text(sole_writer *w, sole_text text);
/* Tells the size, 0 with a fault. */
sole_fault sole_write_end(const sole_writer *w, size_t *size);

/* Bits of an IEEE 754 double; no floating-point code is needed to pass one on. */
bool sole_is_zero(double value);

#ifdef __cplusplus
}
#endif

#endif
