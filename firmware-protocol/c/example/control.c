#include "state.h"

static uint8_t set_rate(uint32_t rate_mHz, uint32_t *set_mHz) {
  const uint32_t every = (RATE_mHz + rate_mHz / 2) / rate_mHz;
  if (every < 1 || every > RATE_mHz / 1000) return SOLE_RESULT_BAD_VALUE;
  const uint32_t nearest = RATE_mHz / every;
  if (rate_mHz > nearest + 1 || rate_mHz + 1 < nearest) return SOLE_RESULT_BAD_VALUE;
  if (every != insole.every) insole.skipped = 0;
  insole.every = every;
  *set_mHz = nearest;
  return SOLE_RESULT_OK;
}

static uint8_t select_page(uint8_t type, uint8_t page) {
  if (page >= documents_pages(type)) return SOLE_NOT_FOUND;
  if (type == SOLE_TYPE_LAYOUT) insole.layout_page = page;
  else insole.calibration_page = page;
  return SOLE_RESULT_OK;
}

static void start(void) {
  if (!insole.streaming) insole.live = insole.ring.produced;
  insole.streaming = true;
}

/* Fills the response, and gives its result. */
static uint8_t obey(const sole_command *command, sole_response *response, uint32_t received_tick) {
  switch (command->code) {
    case SOLE_START: start(); return SOLE_RESULT_OK;
    case SOLE_STOP:
      insole.streaming = false;
      sending_forget(true);
      return SOLE_RESULT_OK;
    case SOLE_RATE: return set_rate(command->rate_mHz, &response->rate_mHz);
    case SOLE_SELECT_PAGE: return select_page(command->document, command->page);
    case SOLE_TIME_SYNC:
      response->echo = command->echo;
      response->received_tick = received_tick;
      return SOLE_RESULT_OK;
    case SOLE_BACKFILL: return sole_ring_backfill(&insole.ring, command->range, &response->range);
    case SOLE_BACKFILL_CANCEL:
      sole_ring_cancel(&insole.ring);
      sending_forget(false);
      return SOLE_RESULT_OK;
    case SOLE_TARE: return board_is_bonded() ? documents_tare(command->tared_s, received_tick) : SOLE_NOT_AUTHORISED;
    case SOLE_TARE_DATE: return documents_tared(&response->tared_s) ? SOLE_RESULT_OK : SOLE_NOT_FOUND;
    case SOLE_CALIBRATION_BEGIN:
    case SOLE_CALIBRATION_PAGE:
    case SOLE_CALIBRATION_COMMIT: return board_is_bonded() ? documents_receive(command) : SOLE_NOT_AUTHORISED;
    default: return SOLE_NOT_SUPPORTED;
  }
}

void insole_written(const uint8_t *bytes, size_t size, uint32_t received_tick) {
  sole_command command;
  const sole_fault fault = sole_command_decode(bytes, size, &command);
  sole_response response = {.code = command.code, .request = command.request};
  if (fault == SOLE_OK) response.result = obey(&command, &response, received_tick);
  else response = sole_refusal(bytes, size, fault);
  uint8_t out[SOLE_RESPONSE_MAX];
  size_t out_size;
  response.sent_tick = board_tick();
  if (sole_response_encode(&response, out, sizeof out, &out_size) == SOLE_OK) board_indicate(out, out_size);
}
