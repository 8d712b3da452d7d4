/* What commands and responses share. For the codec's own use. */
#ifndef SOLE_CONTROL_FIELDS_H
#define SOLE_CONTROL_FIELDS_H

#include "sole_bytes.h"
#include "sole_control.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Byte 1 is a code here, judged after the length. */
sole_fault sole_control_begin(sole_reader *r, const uint8_t *bytes, size_t size);
/* A u32 that must not be 0. */
uint32_t sole_read_positive(sole_reader *r);
void sole_write_positive(sole_writer *w, uint32_t value);
sole_range sole_read_range(sole_reader *r);
void sole_write_range(sole_writer *w, sole_range range);
const uint8_t *sole_read_rest(sole_reader *r, size_t *size);

#ifdef __cplusplus
}
#endif

#endif
