#include "sole_document.h"

#include "sole_crc32c.h"

sole_fault sole_document_open(sole_reader *r, uint8_t type, const uint8_t *bytes, size_t size) {
  if (sole_read_begin(r, type, bytes, size) != SOLE_OK) return r->fault;
  if (size < 2 + SOLE_DOCUMENT_CRC) r->fault = SOLE_TOO_SHORT;
  else {
    r->size = size - SOLE_DOCUMENT_CRC;
    if (sole_crc32c(0, bytes, r->size) != sole_get_u32(bytes + r->size)) r->fault = SOLE_BAD_CRC;
  }
  return r->fault;
}

sole_fault sole_document_seal(sole_writer *w, size_t *size) {
  if (w->fault == SOLE_OK) sole_write_u32(w, sole_crc32c(0, w->bytes, w->size));
  return sole_write_end(w, size);
}
