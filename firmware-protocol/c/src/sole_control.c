#include "sole_control.h"

#include "sole_bytes.h"

/* Byte 1 is a code here, judged after the length. */
static sole_fault begin(sole_reader *r, const uint8_t *bytes, size_t size) {
  *r = (sole_reader){.bytes = bytes, .size = size, .at = 1, .fault = SOLE_OK};
  if (size == 0) r->fault = SOLE_TOO_SHORT;
  else if (bytes[0] != SOLE_MAJOR) r->fault = SOLE_WRONG_VERSION;
  return r->fault;
}

static bool is_kept(uint8_t code) {
  return (code >= SOLE_BACKFILL && code <= SOLE_BACKFILL_CANCEL) || (code >= SOLE_FLASH_LIST && code <= SOLE_FLASH_ERASE) ||
         (code >= SOLE_TARE && code <= SOLE_CALIBRATION_COMMIT) || code == SOLE_SIGNAL;
}

static uint32_t read_rate(sole_reader *r) {
  const uint32_t rate_mHz = sole_read_u32(r);
  if (rate_mHz == 0) sole_refuse(r, SOLE_BAD_VALUE);
  return rate_mHz;
}

static bool is_document(uint8_t type) { return type == SOLE_TYPE_LAYOUT || type == SOLE_TYPE_CALIBRATION; }

sole_fault sole_command_decode(const uint8_t *bytes, size_t size, sole_command *command) {
  sole_reader r;
  if (begin(&r, bytes, size) != SOLE_OK) return r.fault;
  *command = (sole_command){.code = sole_read_u8(&r)};
  command->request = sole_read_u8(&r);
  if (r.fault != SOLE_OK) return r.fault;
  if (command->code == SOLE_RATE) command->rate_mHz = read_rate(&r);
  else if (command->code == SOLE_TIME_SYNC) command->echo = sole_read_u32(&r);
  else if (command->code == SOLE_SELECT_PAGE) {
    command->document = sole_read_u8(&r);
    if (!is_document(command->document)) sole_refuse(&r, SOLE_BAD_VALUE);
    command->page = sole_read_u8(&r);
  } else if (is_kept(command->code)) {
    command->content_size = sole_left(&r);
    command->content = sole_read_bytes(&r, command->content_size);
  } else if (command->code != SOLE_START && command->code != SOLE_STOP) return SOLE_WRONG_TYPE;
  return sole_read_end(&r);
}

sole_fault sole_command_encode(const sole_command *command, uint8_t *out, size_t capacity, size_t *size) {
  sole_writer w = sole_write_begin(command->code, out, capacity);
  sole_write_u8(&w, command->request);
  if (command->code == SOLE_RATE) {
    sole_demand(&w, command->rate_mHz > 0);
    sole_write_u32(&w, command->rate_mHz);
  } else if (command->code == SOLE_TIME_SYNC) sole_write_u32(&w, command->echo);
  else if (command->code == SOLE_SELECT_PAGE) {
    sole_demand(&w, is_document(command->document));
    sole_write_u8(&w, command->document);
    sole_write_u8(&w, command->page);
  } else if (is_kept(command->code)) sole_write_bytes(&w, command->content, command->content_size);
  else sole_demand(&w, command->code == SOLE_START || command->code == SOLE_STOP);
  return sole_write_end(&w, size);
}

static bool is_bare(uint8_t code) { return code == SOLE_START || code == SOLE_STOP || code == SOLE_SELECT_PAGE; }

sole_fault sole_response_decode(const uint8_t *bytes, size_t size, sole_response *response) {
  sole_reader r;
  if (begin(&r, bytes, size) != SOLE_OK) return r.fault;
  const uint8_t code = sole_read_u8(&r);
  *response = (sole_response){.code = (uint8_t)(code & ~SOLE_RESPONSE)};
  response->request = sole_read_u8(&r);
  response->result = sole_read_u8(&r);
  if (r.fault != SOLE_OK) return r.fault;
  if (response->result > SOLE_RESULT_WRONG_VERSION) return SOLE_BAD_VALUE;
  if ((code & SOLE_RESPONSE) == 0) return SOLE_WRONG_TYPE;
  const bool ok = response->result == SOLE_RESULT_OK;
  if (response->code == SOLE_RATE) {
    if (ok) response->rate_mHz = read_rate(&r);
  } else if (response->code == SOLE_TIME_SYNC) {
    if (ok) {
      response->echo = sole_read_u32(&r);
      response->received_tick = sole_read_u32(&r);
      response->sent_tick = sole_read_u32(&r);
    }
  } else if (!is_bare(response->code)) {
    response->content_size = sole_left(&r);
    response->content = sole_read_bytes(&r, response->content_size);
  }
  return sole_read_end(&r);
}

sole_fault sole_response_encode(const sole_response *response, uint8_t *out, size_t capacity, size_t *size) {
  const bool ok = response->result == SOLE_RESULT_OK;
  sole_writer w = sole_write_begin(response->code | SOLE_RESPONSE, out, capacity);
  sole_demand(&w, response->code < SOLE_RESPONSE && response->result <= SOLE_RESULT_WRONG_VERSION);
  sole_write_u8(&w, response->request);
  sole_write_u8(&w, response->result);
  if (response->code == SOLE_RATE) {
    sole_demand(&w, !ok || response->rate_mHz > 0);
    if (ok) sole_write_u32(&w, response->rate_mHz);
  } else if (response->code == SOLE_TIME_SYNC) {
    if (ok) {
      sole_write_u32(&w, response->echo);
      sole_write_u32(&w, response->received_tick);
      sole_write_u32(&w, response->sent_tick);
    }
  } else if (!is_bare(response->code)) sole_write_bytes(&w, response->content, response->content_size);
  return sole_write_end(&w, size);
}

static uint8_t result_of(sole_fault fault) {
  if (fault == SOLE_WRONG_VERSION) return SOLE_RESULT_WRONG_VERSION;
  if (fault == SOLE_WRONG_TYPE) return SOLE_UNKNOWN_COMMAND;
  return fault == SOLE_TOO_SHORT || fault == SOLE_TOO_LONG ? SOLE_BAD_LENGTH : SOLE_RESULT_BAD_VALUE;
}

sole_response sole_refusal(const uint8_t *bytes, size_t size, sole_fault fault) {
  return (sole_response){
      .code = (uint8_t)(size > 1 ? bytes[1] & ~SOLE_RESPONSE : 0),
      .request = size > 2 ? bytes[2] : 0,
      .result = result_of(fault),
  };
}
