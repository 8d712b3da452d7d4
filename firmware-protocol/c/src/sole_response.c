#include "sole_control_fields.h"

static bool is_plain(uint8_t code) {
  switch (code) {
    case SOLE_START:
    case SOLE_STOP:
    case SOLE_SELECT_PAGE:
    case SOLE_BACKFILL_CANCEL:
    case SOLE_TARE:
    case SOLE_CALIBRATION_BEGIN:
    case SOLE_CALIBRATION_PAGE:
    case SOLE_CALIBRATION_COMMIT: return true;
    default: return false;
  }
}

/* These say something, but only with ok. */
static bool has_answer(uint8_t code) {
  return code == SOLE_RATE || code == SOLE_TIME_SYNC || code == SOLE_BACKFILL || code == SOLE_TARE_DATE;
}

static void read_answer(sole_reader *r, sole_response *response) {
  if (response->code == SOLE_RATE) response->rate_mHz = sole_read_positive(r);
  else if (response->code == SOLE_BACKFILL) response->range = sole_read_range(r);
  else if (response->code == SOLE_TARE_DATE) response->tared_s = sole_read_u32(r);
  else {
    response->echo = sole_read_u32(r);
    response->received_tick = sole_read_u32(r);
    response->sent_tick = sole_read_u32(r);
  }
}

sole_fault sole_response_decode(const uint8_t *bytes, size_t size, sole_response *response) {
  sole_reader r;
  if (sole_control_begin(&r, bytes, size) != SOLE_OK) return r.fault;
  const uint8_t code = sole_read_u8(&r);
  *response = (sole_response){.code = (uint8_t)(code & ~SOLE_RESPONSE)};
  response->request = sole_read_u8(&r);
  response->result = sole_read_u8(&r);
  if (r.fault != SOLE_OK) return r.fault;
  if (response->result > SOLE_RESULT_WRONG_VERSION) return SOLE_BAD_VALUE;
  if ((code & SOLE_RESPONSE) == 0) return SOLE_WRONG_TYPE;
  if (has_answer(response->code)) {
    if (response->result == SOLE_RESULT_OK) read_answer(&r, response);
  } else if (!is_plain(response->code)) response->content = sole_read_rest(&r, &response->content_size);
  return sole_read_end(&r);
}

static void write_answer(sole_writer *w, const sole_response *response) {
  if (response->code == SOLE_RATE) sole_write_positive(w, response->rate_mHz);
  else if (response->code == SOLE_BACKFILL) sole_write_range(w, response->range);
  else if (response->code == SOLE_TARE_DATE) sole_write_u32(w, response->tared_s);
  else {
    sole_write_u32(w, response->echo);
    sole_write_u32(w, response->received_tick);
    sole_write_u32(w, response->sent_tick);
  }
}

sole_fault sole_response_encode(const sole_response *response, uint8_t *out, size_t capacity, size_t *size) {
  sole_writer w = sole_write_begin(response->code | SOLE_RESPONSE, out, capacity);
  sole_demand(&w, response->code < SOLE_RESPONSE && response->result <= SOLE_RESULT_WRONG_VERSION);
  sole_write_u8(&w, response->request);
  sole_write_u8(&w, response->result);
  if (has_answer(response->code)) {
    if (response->result == SOLE_RESULT_OK) write_answer(&w, response);
  } else if (!is_plain(response->code)) sole_write_bytes(&w, response->content, response->content_size);
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
