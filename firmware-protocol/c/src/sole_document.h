/* What the layout and the calibration share: version, type, content, CRC-32C of all before it. For the codec's own use. */
#ifndef SOLE_DOCUMENT_H
#define SOLE_DOCUMENT_H

#include "sole_bytes.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SOLE_DOCUMENT_CRC 4u

/* A reader at the content, which ends before the CRC. */
sole_fault sole_document_open(sole_reader *r, uint8_t type, const uint8_t *bytes, size_t size);
/* Adds the CRC and tells the size, 0 with a fault. */
sole_fault sole_document_seal(sole_writer *w, size_t *size);

#ifdef __cplusplus
}
#endif

#endif
