#include "sole_control_fields.h"

sole_fault sole_control_begin(sole_reader *r, const uint8_t *bytes, size_t size) {
  *r = (sole_reader){.bytes = bytes, .size = size, .at = 1, .fault = SOLE_OK};
  if (size == 0) r->fault = SOLE_TOO_SHORT;
  else if (bytes[0] != SOLE_MAJOR) r->fault = SOLE_WRONG_VERSION;
  return r->fault;
}

uint32_t sole_read_positive(sole_reader *r) {
  const uint32_t value = sole_read_u32(r);
  if (value == 0) sole_refuse(r, SOLE_BAD_VALUE);
  return value;
}

void sole_write_positive(sole_writer *w, uint32_t value) {
  sole_demand(w, value > 0);
  sole_write_u32(w, value);
}

sole_range sole_read_range(sole_reader *r) {
  const uint32_t first_sequence = sole_read_u32(r);
  return (sole_range){.first_sequence = first_sequence, .count = sole_read_positive(r)};
}

void sole_write_range(sole_writer *w, sole_range range) {
  sole_write_u32(w, range.first_sequence);
  sole_write_positive(w, range.count);
}

const uint8_t *sole_read_rest(sole_reader *r, size_t *size) {
  *size = sole_left(r);
  return sole_read_bytes(r, *size);
}
