#include "sole_control_fields.h"

static bool is_document(uint8_t type) { return type == SOLE_TYPE_LAYOUT || type == SOLE_TYPE_CALIBRATION; }

static bool is_page(size_t size) { return size >= 1 && size <= SOLE_WRITTEN_MAX; }

static void read_content(sole_reader *r, sole_command *command) {
  switch (command->code) {
    case SOLE_START:
    case SOLE_STOP:
    case SOLE_BACKFILL_CANCEL:
    case SOLE_CALIBRATION_COMMIT:
    case SOLE_TARE_DATE: break;
    case SOLE_RATE: command->rate_mHz = sole_read_positive(r); break;
    case SOLE_TIME_SYNC: command->echo = sole_read_u32(r); break;
    case SOLE_SELECT_PAGE:
      command->document = sole_read_u8(r);
      if (!is_document(command->document)) sole_refuse(r, SOLE_BAD_VALUE);
      command->page = sole_read_u8(r);
      break;
    case SOLE_BACKFILL: command->range = sole_read_range(r); break;
    case SOLE_TARE: command->tared_s = sole_read_u32(r); break;
    case SOLE_CALIBRATION_BEGIN:
      command->document_size = sole_read_u16(r);
      if (command->document_size == 0) sole_refuse(r, SOLE_BAD_VALUE);
      break;
    case SOLE_CALIBRATION_PAGE:
      command->offset = sole_read_u16(r);
      command->content = sole_read_rest(r, &command->content_size);
      if (!is_page(command->content_size)) sole_refuse(r, command->content_size == 0 ? SOLE_TOO_SHORT : SOLE_TOO_LONG);
      break;
    case SOLE_FLASH_LIST:
    case SOLE_FLASH_START:
    case SOLE_FLASH_STOP:
    case SOLE_FLASH_READ:
    case SOLE_FLASH_ERASE:
    case SOLE_SIGNAL: command->content = sole_read_rest(r, &command->content_size); break;
    default: sole_refuse(r, SOLE_WRONG_TYPE);
  }
}

sole_fault sole_command_decode(const uint8_t *bytes, size_t size, sole_command *command) {
  sole_reader r;
  if (sole_control_begin(&r, bytes, size) != SOLE_OK) return r.fault;
  *command = (sole_command){.code = sole_read_u8(&r)};
  command->request = sole_read_u8(&r);
  if (r.fault == SOLE_OK) read_content(&r, command);
  return sole_read_end(&r);
}

static void write_content(sole_writer *w, const sole_command *command) {
  switch (command->code) {
    case SOLE_START:
    case SOLE_STOP:
    case SOLE_BACKFILL_CANCEL:
    case SOLE_CALIBRATION_COMMIT:
    case SOLE_TARE_DATE: break;
    case SOLE_RATE: sole_write_positive(w, command->rate_mHz); break;
    case SOLE_TIME_SYNC: sole_write_u32(w, command->echo); break;
    case SOLE_SELECT_PAGE:
      sole_demand(w, is_document(command->document));
      sole_write_u8(w, command->document);
      sole_write_u8(w, command->page);
      break;
    case SOLE_BACKFILL: sole_write_range(w, command->range); break;
    case SOLE_TARE: sole_write_u32(w, command->tared_s); break;
    case SOLE_CALIBRATION_BEGIN:
      sole_demand(w, command->document_size > 0);
      sole_write_u16(w, command->document_size);
      break;
    case SOLE_CALIBRATION_PAGE:
      sole_demand(w, is_page(command->content_size));
      sole_write_u16(w, command->offset);
      sole_write_bytes(w, command->content, command->content_size);
      break;
    case SOLE_FLASH_LIST:
    case SOLE_FLASH_START:
    case SOLE_FLASH_STOP:
    case SOLE_FLASH_READ:
    case SOLE_FLASH_ERASE:
    case SOLE_SIGNAL: sole_write_bytes(w, command->content, command->content_size); break;
    default: sole_demand(w, false);
  }
}

sole_fault sole_command_encode(const sole_command *command, uint8_t *out, size_t capacity, size_t *size) {
  sole_writer w = sole_write_begin(command->code, out, capacity);
  sole_write_u8(&w, command->request);
  write_content(&w, command);
  return sole_write_end(&w, size);
}
