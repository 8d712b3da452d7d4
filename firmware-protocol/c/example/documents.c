/* The layout, which the maker knows, and the calibration, which is kept with the date of its tare as one record. */
#include <string.h>

#include "state.h"

/* Value = count: nothing is known of this insole's sensors until it is calibrated. */
const sole_layout insole_layout = {
    .side = SOLE_LEFT,
    .geometry = SOLE_GEOMETRY_NONE,
    .unit = SOLE_LAYOUT_RAW,
    .sensors = SENSORS,
    .id = {.bytes = "example-16", .size = 10},
    .offset = -1000,
    .scale = 1,
    .full_scale = 4095,
};

static uint8_t layout_document[512];
static size_t layout_size;

/* Byte 0: there was a tare; then its u32 date; then the document. */
enum { DATE_AT = 1, DOCUMENT_AT = 5 };
static uint8_t record[DOCUMENT_AT + SOLE_CALIBRATION_MAX];
static size_t document_size;

static uint8_t incoming[SOLE_CALIBRATION_MAX];
static sole_calibration_receiver receiver = {.bytes = incoming, .capacity = sizeof incoming};

void documents_begin(void) {
  static sole_sensor sensors[SENSORS];
  for (unsigned k = 0; k < SENSORS; k++) sensors[k].region = SOLE_REGION_UNKNOWN;
  sole_layout_encode(&insole_layout, sensors, NULL, layout_document, sizeof layout_document, &layout_size);
  const size_t size = board_kept(record, sizeof record);
  document_size = size > DOCUMENT_AT ? size - DOCUMENT_AT : 0;
  sole_forget_calibration(&receiver);
}

void documents_disconnected(void) { sole_forget_calibration(&receiver); }

static const uint8_t *document_of(uint8_t type, size_t *size) {
  *size = type == SOLE_TYPE_LAYOUT ? layout_size : document_size;
  return type == SOLE_TYPE_LAYOUT ? layout_document : record + DOCUMENT_AT;
}

size_t documents_pages(uint8_t type) {
  size_t size;
  document_of(type, &size);
  return sole_pages_of(size);
}

size_t documents_page(uint8_t type, uint8_t page, uint8_t *out) {
  size_t size;
  const uint8_t *document = document_of(type, &size);
  sole_page_encode(type, document, size, page, out, SOLE_ATTRIBUTE_MAX, &size);
  return size;
}

/* What is read changes only after it is kept. */
static bool keep(const uint8_t *tared_s, const uint8_t *document, size_t size) {
  static uint8_t fresh[sizeof record];
  memset(fresh, 0, DOCUMENT_AT);
  if (tared_s != NULL) {
    fresh[0] = 1;
    memcpy(fresh + DATE_AT, tared_s, 4);
  }
  memcpy(fresh + DOCUMENT_AT, document, size);
  if (!board_keep(fresh, DOCUMENT_AT + size)) return false;
  memcpy(record, fresh, DOCUMENT_AT + size);
  document_size = size;
  insole.calibration_page = 0;
  return true;
}

static bool keep_written(void *context, const uint8_t *document, size_t size) {
  (void)context;
  return keep(NULL, document, size);
}

uint8_t documents_receive(const sole_command *command) {
  return sole_receive_calibration(&receiver, command, SENSORS, keep_written, NULL);
}

uint8_t documents_tare(uint32_t tared_s, uint32_t now_tick) {
  static double zero[255], gain[255];
  static uint8_t document[SOLE_CALIBRATION_MAX];
  static const uint8_t faulty[32];
  /* R-TARE-3 */
  sole_calibration calibration = {
      .method = SOLE_METHOD_NONE,
      .sensors = SENSORS,
      .temperature_cC = SOLE_TEMPERATURE_UNKNOWN,
      .id = sole_text_of(""),
      .calibrated_utc = sole_text_of("1970-01-01T00:00:00Z"),
  };
  for (unsigned k = 0; k < SENSORS; k++) {
    zero[k] = -insole_layout.offset / insole_layout.scale;
    gain[k] = 1;
  }
  if (document_size > 0) sole_calibration_decode(record + DOCUMENT_AT, document_size, &calibration, zero, gain);
  const uint8_t result = sole_tare(&insole.ring, &insole_layout, faulty, now_tick, TICKS_PER_S, zero);
  if (result != SOLE_RESULT_OK) return result;
  size_t size;
  if (sole_calibration_encode(&calibration, zero, gain, document, sizeof document, &size) != SOLE_OK) return SOLE_STORAGE_FAILED;
  uint8_t date[4];
  for (unsigned k = 0; k < 4; k++) date[k] = (uint8_t)(tared_s >> 8 * k);
  return keep(date, document, size) ? SOLE_RESULT_OK : SOLE_STORAGE_FAILED;
}

bool documents_tared(uint32_t *tared_s) {
  *tared_s = 0;
  for (unsigned k = 0; k < 4; k++) *tared_s |= (uint32_t)record[DATE_AT + k] << 8 * k;
  return document_size > 0 && record[0] != 0;
}
