#include "sole_pages.h"

#include <string.h>

#include "sole_bytes.h"

size_t sole_pages_of(size_t document_size) {
  return document_size == 0 ? 1 : (document_size - 1) / SOLE_PAGE_CONTENT + 1;
}

sole_fault sole_page_encode(uint8_t type, const uint8_t *document, size_t document_size, uint8_t page, uint8_t *out, size_t capacity,
                            size_t *size) {
  const size_t pages = sole_pages_of(document_size);
  sole_writer w = sole_write_begin(type, out, capacity);
  sole_demand(&w, pages <= 255 && page < pages);
  sole_write_u8(&w, page);
  sole_write_u8(&w, document_size == 0 ? 0 : (uint32_t)pages);
  if (w.fault == SOLE_OK && document_size > 0) {
    const size_t from = page * (size_t)SOLE_PAGE_CONTENT;
    const size_t left = document_size - from;
    sole_write_bytes(&w, document + from, left < SOLE_PAGE_CONTENT ? left : SOLE_PAGE_CONTENT);
  }
  return sole_write_end(&w, size);
}

sole_fault sole_page_decode(const uint8_t *bytes, size_t size, uint8_t type, sole_page *page) {
  sole_reader r;
  if (sole_read_begin(&r, type, bytes, size) != SOLE_OK) return r.fault;
  if (size < SOLE_PAGE_HEADER) return SOLE_TOO_SHORT;
  if (size > SOLE_ATTRIBUTE_MAX) return SOLE_TOO_LONG;
  *page = (sole_page){.page = bytes[2], .pages = bytes[3], .content = bytes + SOLE_PAGE_HEADER, .size = size - SOLE_PAGE_HEADER};
  if (page->pages == 0) return page->page == 0 && page->size == 0 ? SOLE_OK : SOLE_BAD_VALUE;
  if (page->size == 0) return SOLE_TOO_SHORT;
  return page->page < page->pages ? SOLE_OK : SOLE_BAD_VALUE;
}

sole_fault sole_bind(sole_binder *binder, const uint8_t *value, size_t size) {
  sole_page page;
  const sole_fault fault = sole_page_decode(value, size, binder->type, &page);
  if (fault != SOLE_OK) return fault;
  const bool none = page.pages == 0 && binder->pages == 1;
  if (page.page != binder->taken || (page.pages != binder->pages && !none)) return SOLE_WRONG_PAGE;
  if (binder->capacity - binder->size < page.size) return SOLE_NO_ROOM;
  if (page.size > 0) memcpy(binder->bytes + binder->size, page.content, page.size);
  binder->size += page.size;
  binder->taken++;
  return SOLE_OK;
}
