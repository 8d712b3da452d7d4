#include "sole_calibration.h"

#include "sole_document.h"

/* A digit of the pattern stands for 0 up to itself. */
static bool is_like(const char *text, const char *pattern, unsigned size) {
  for (unsigned k = 0; k < size; k++) {
    const bool digit = pattern[k] >= '0' && pattern[k] <= '9';
    if (digit ? text[k] < '0' || text[k] > pattern[k] : text[k] != pattern[k]) return false;
  }
  return true;
}

static bool is_utc(sole_text text) {
  enum { WHOLE = 19, LONGEST = WHOLE + 5 };
  const unsigned size = text.size;
  if (size <= WHOLE || size > LONGEST || size == WHOLE + 2) return false;
  return is_like(text.bytes, "9999-19-39T29:59:69", WHOLE) && is_like(text.bytes + WHOLE, ".999", size - WHOLE - 1) &&
         text.bytes[size - 1] == 'Z';
}

static bool sound(const sole_calibration *calibration) {
  return calibration->method <= SOLE_METHOD_BENCH && calibration->unit <= SOLE_CALIBRATION_N && calibration->sensors > 0 &&
         is_utc(calibration->calibrated_utc);
}

sole_fault sole_calibration_encode(const sole_calibration *calibration, const double *zero, const double *gain, uint8_t *out,
                                   size_t capacity, size_t *size) {
  sole_writer w = sole_write_begin(SOLE_TYPE_CALIBRATION, out, capacity);
  sole_demand(&w, sound(calibration));
  sole_write_u8(&w, calibration->method);
  sole_write_u8(&w, calibration->unit);
  sole_write_u8(&w, calibration->sensors);
  sole_write_u16(&w, (uint16_t)calibration->temperature_cC);
  sole_write_text(&w, calibration->id);
  sole_write_text(&w, calibration->calibrated_utc);
  for (unsigned k = 0; k < calibration->sensors; k++) sole_write_f64(&w, zero[k]);
  for (unsigned k = 0; k < calibration->sensors; k++) sole_write_f64(&w, gain[k]);
  return sole_document_seal(&w, size);
}

static void read_numbers(sole_reader *r, unsigned count, double *numbers) {
  for (unsigned k = 0; k < count && r->fault == SOLE_OK; k++) {
    const double value = sole_read_f64(r);
    if (numbers != NULL) numbers[k] = value;
  }
}

sole_fault sole_calibration_decode(const uint8_t *bytes, size_t size, sole_calibration *calibration, double *zero, double *gain) {
  sole_reader r;
  if (sole_document_open(&r, SOLE_TYPE_CALIBRATION, bytes, size) != SOLE_OK) return r.fault;
  calibration->method = sole_read_u8(&r);
  calibration->unit = sole_read_u8(&r);
  calibration->sensors = sole_read_u8(&r);
  calibration->temperature_cC = sole_read_i16(&r);
  calibration->id = sole_read_text(&r);
  calibration->calibrated_utc = sole_read_text(&r);
  read_numbers(&r, calibration->sensors, zero);
  read_numbers(&r, calibration->sensors, gain);
  const sole_fault fault = sole_read_end(&r);
  if (fault != SOLE_OK) return fault;
  return sound(calibration) ? SOLE_OK : SOLE_BAD_VALUE;
}
