/* The layout and the calibration as attribute values. PROTOCOL.md section 3.4. */
#ifndef SOLE_PAGES_H
#define SOLE_PAGES_H

#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SOLE_PAGE_HEADER 4u
#define SOLE_PAGE_CONTENT (SOLE_ATTRIBUTE_MAX - SOLE_PAGE_HEADER)

/* Number of pages of a document of so many bytes, at least 1: no document (0 bytes) is page 0 of 0, without content. */
size_t sole_pages_of(size_t document_size);
/* The value of the layout or calibration attribute. SOLE_UNSAYABLE: no such page, or a document of over 255 pages. */
sole_fault sole_page_encode(uint8_t type, const uint8_t *document, size_t document_size, uint8_t page, uint8_t *out, size_t capacity,
                            size_t *size);

typedef struct {
  uint8_t page;
  uint8_t pages;
  /* Points into the bytes that were decoded. */
  const uint8_t *content;
  size_t size;
} sole_page;

sole_fault sole_page_decode(const uint8_t *bytes, size_t size, uint8_t type, sole_page *page);

/* A document that grows page by page in the caller's memory. */
typedef struct {
  uint8_t type;
  /* How many pages the reader goes by: what page 0 says, but 1 where it says 0. */
  uint8_t pages;
  /* Pages taken; the document is whole when it equals `pages`. */
  uint8_t taken;
  uint8_t *bytes;
  size_t capacity;
  size_t size;
} sole_binder;

/* The next attribute value. A fault: read from page 0 again (R-PAGE-3). SOLE_NO_ROOM: the document is larger than `capacity`. */
sole_fault sole_bind(sole_binder *binder, const uint8_t *value, size_t size);

#ifdef __cplusplus
}
#endif

#endif
