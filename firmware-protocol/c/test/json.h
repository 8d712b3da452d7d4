/* JSON on stdout, as the vectors say values. */
#ifndef JSON_H
#define JSON_H

#include "sole.h"

void json_double(double number);
/* number / 10^decimals, exactly. */
void json_decimal(int64_t number, int decimals);
void json_temperature(int16_t cC);
void json_text(sole_text text);
void json_bytes(const uint8_t *bytes, size_t size);
const char *json_bool(bool value);

extern const char *const fault_names[];
extern const char *const side_names[];
extern const char *const geometry_names[];
extern const char *const layout_unit_names[];
extern const char *const region_names[];
extern const char *const method_names[];
extern const char *const calibration_unit_names[];
extern const char *const result_names[];

#endif
