#include "chance.h"
#include "make.h"

static uint8_t content[SOLE_WRITTEN_MAX];
static const uint8_t *made_content(size_t *size, uint32_t least) {
  *size = within(least, coin() ? sizeof content : 20);
  for (size_t k = 0; k < *size; k++) content[k] = u8();
  return content;
}

static sole_range range(void) { return (sole_range){.first_sequence = u32(), .count = within(1, 0xffffffff)}; }

void make_command(value *v) {
  static const uint8_t codes[] = {
      SOLE_START,        SOLE_STOP,        SOLE_RATE,       SOLE_TIME_SYNC,         SOLE_SELECT_PAGE,      SOLE_BACKFILL,
      SOLE_BACKFILL_CANCEL, SOLE_TARE,     SOLE_TARE_DATE,  SOLE_CALIBRATION_BEGIN, SOLE_CALIBRATION_PAGE, SOLE_CALIBRATION_COMMIT,
      SOLE_FLASH_LIST,   SOLE_FLASH_START, SOLE_FLASH_STOP, SOLE_FLASH_READ,        SOLE_FLASH_ERASE,      SOLE_SIGNAL,
  };
  v->command = (sole_command){
      .code = codes[below(coin() ? 12 : sizeof codes)],
      .request = u8(),
      .rate_mHz = within(1, 0xffffffff),
      .echo = u32(),
      .document = coin() ? SOLE_TYPE_LAYOUT : SOLE_TYPE_CALIBRATION,
      .page = u8(),
      .range = range(),
      .tared_s = u32(),
      .document_size = (uint16_t)within(1, 0xffff),
      .offset = u16(),
  };
  v->command.content = made_content(&v->command.content_size, v->command.code == SOLE_CALIBRATION_PAGE ? 1 : 0);
}

void make_response(value *v) {
  static const uint8_t answering[] = {SOLE_RATE, SOLE_TIME_SYNC, SOLE_BACKFILL, SOLE_TARE_DATE};
  v->response = (sole_response){
      .code = (uint8_t)(coin() ? answering[below(sizeof answering)] : below(SOLE_RESPONSE)),
      .request = u8(),
      .result = (uint8_t)(coin() ? SOLE_RESULT_OK : below(SOLE_RESULT_WRONG_VERSION + 1)),
      .rate_mHz = within(1, 0xffffffff),
      .echo = u32(),
      .received_tick = u32(),
      .sent_tick = u32(),
      .range = range(),
      .tared_s = u32(),
  };
  v->response.content = made_content(&v->response.content_size, 0);
}
