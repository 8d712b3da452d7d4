#include "json.h"

#include <stdio.h>

void json_double(double number) { printf("%.17g", number); }

void json_decimal(int64_t number, int decimals) {
  const int64_t one = decimals == 3 ? 1000 : 100;
  const int64_t size = number < 0 ? -number : number;
  printf("%s%lld.%0*lld", number < 0 ? "-" : "", (long long)(size / one), decimals, (long long)(size % one));
}

void json_temperature(int16_t cC) {
  if (cC == SOLE_TEMPERATURE_UNKNOWN) printf("null");
  else json_decimal(cC, 2);
}

void json_text(sole_text text) {
  putchar('"');
  for (unsigned k = 0; k < text.size; k++) {
    const unsigned char c = (unsigned char)text.bytes[k];
    if (c == '"' || c == '\\') printf("\\%c", c);
    else if (c < 0x20) printf("\\u%04x", c);
    else putchar(c);
  }
  putchar('"');
}

void json_bytes(const uint8_t *bytes, size_t size) {
  putchar('[');
  for (size_t k = 0; k < size; k++) printf("%s%u", k == 0 ? "" : ",", bytes[k]);
  putchar(']');
}

const char *json_bool(bool value) { return value ? "true" : "false"; }

const char *const fault_names[] = {
    [SOLE_TOO_SHORT] = "too-short",         [SOLE_TOO_LONG] = "too-long",     [SOLE_WRONG_VERSION] = "wrong-version",
    [SOLE_WRONG_TYPE] = "wrong-type",       [SOLE_BAD_VALUE] = "bad-value",   [SOLE_BAD_CRC] = "bad-crc",
    [SOLE_BAD_TEXT] = "bad-text",           [SOLE_LOST_FRAGMENT] = "lost-fragment",
    [SOLE_WRONG_PAGE] = "wrong-page",       [SOLE_NO_ROOM] = "no-room",       [SOLE_UNSAYABLE] = "unsayable",
};
const char *const side_names[] = {[SOLE_LEFT] = "left", [SOLE_RIGHT] = "right"};
const char *const geometry_names[] = {
    [SOLE_GEOMETRY_NONE] = "none",
    [SOLE_GEOMETRY_ARBITRARY] = "arbitrary",
    [SOLE_GEOMETRY_MM] = "mm",
};
const char *const layout_unit_names[] = {[SOLE_LAYOUT_RAW] = "raw", [SOLE_LAYOUT_N] = "N", [SOLE_LAYOUT_KPA] = "kPa"};
const char *const region_names[] = {
    [SOLE_REGION_HEEL_M] = "heelM", [SOLE_REGION_HEEL_L] = "heelL", [SOLE_REGION_MID_M] = "midM",
    [SOLE_REGION_MID_L] = "midL",   [SOLE_REGION_MTH1] = "mth1",    [SOLE_REGION_MTH23] = "mth23",
    [SOLE_REGION_MTH45] = "mth45",  [SOLE_REGION_HALLUX] = "hallux", [SOLE_REGION_TOES25] = "toes25",
    [SOLE_REGION_WHOLE] = "whole",  [SOLE_REGION_UNKNOWN] = "unknown",
};
const char *const method_names[] = {
    [SOLE_METHOD_NONE] = "none",
    [SOLE_METHOD_VENDOR] = "vendor",
    [SOLE_METHOD_BODY_WEIGHT] = "body-weight",
    [SOLE_METHOD_BENCH] = "bench",
};
const char *const calibration_unit_names[] = {[SOLE_CALIBRATION_KPA] = "kPa", [SOLE_CALIBRATION_N] = "N"};
const char *const result_names[] = {
    [SOLE_RESULT_OK] = "ok",
    [SOLE_UNKNOWN_COMMAND] = "unknown-command",
    [SOLE_NOT_SUPPORTED] = "not-supported",
    [SOLE_BAD_LENGTH] = "bad-length",
    [SOLE_RESULT_BAD_VALUE] = "bad-value",
    [SOLE_BUSY] = "busy",
    [SOLE_NOT_AUTHORISED] = "not-authorised",
    [SOLE_WRONG_STATE] = "wrong-state",
    [SOLE_LOADED] = "loaded",
    [SOLE_STORAGE_FAILED] = "storage-failed",
    [SOLE_NOT_FOUND] = "not-found",
    [SOLE_RESULT_WRONG_VERSION] = "wrong-version",
};
