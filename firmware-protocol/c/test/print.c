#include "print.h"

#include <stdio.h>

#include "json.h"

static void print_row(const sole_samples *s, unsigned i, unsigned width, bool imu) {
  putchar('[');
  for (unsigned k = 0; k < width; k++)
    printf("%s%d", k == 0 ? "" : ",", imu ? sole_samples_imu(s, (uint8_t)i, (uint8_t)k) : sole_samples_count(s, (uint8_t)i, (uint8_t)k));
  putchar(']');
}

static void print_rows(const sole_samples *s, unsigned width, bool imu) {
  putchar('[');
  for (unsigned i = 0; i < s->n; i++) {
    if (i > 0) putchar(',');
    print_row(s, i, width, imu);
  }
  putchar(']');
}

void print_samples(const value *v) {
  const sole_samples *s = &v->samples;
  const sole_samples_head *h = &s->head;
  printf("{\"version\":1,\"recovered\":%s,\"boot\":%u,\"sequence\":%lu,\"tick\":%lu,\"period_ticks\":%lu,\"n\":%u,\"sensors\":%u",
         json_bool(h->recovered), h->boot, (unsigned long)h->sequence, (unsigned long)h->tick, (unsigned long)h->period_ticks, s->n,
         h->sensors);
  printf(",\"temperature_C\":");
  json_temperature(h->temperature_cC);
  printf(",\"pressures\":");
  print_rows(s, h->sensors, false);
  printf(",\"imu\":");
  if (h->has_imu) print_rows(s, SOLE_IMU_CHANNELS, true);
  else printf("null");
  putchar('}');
}

void print_identity(const value *v) {
  const sole_identity *i = &v->identity;
  printf("{\"protocolMajor\":1,\"protocolMinor\":%u,\"side\":\"%s\",\"serial\":", i->minor, side_names[i->side]);
  json_text(i->serial);
  printf(",\"model\":");
  json_text(i->model);
  printf(",\"sensors\":%u,\"hasImu\":%s,\"tick_ns\":%lu,\"rate_Hz\":", i->sensors, json_bool(i->has_imu), (unsigned long)i->tick_ns);
  json_decimal(i->rate_mHz, 3);
  printf(",\"features\":%lu,\"boot\":%u}", (unsigned long)i->features, i->boot);
}

void print_layout(const value *v) {
  const sole_layout *l = &v->layout;
  if (v->none) {
    printf("null");
    return;
  }
  printf("{\"id\":");
  json_text(l->id);
  printf(",\"side\":\"%s\",\"geometry\":\"%s\",\"length_mm\":", side_names[l->side], geometry_names[l->geometry]);
  json_decimal(l->length_um, 3);
  printf(",\"width_mm\":");
  json_decimal(l->width_um, 3);
  printf(",\"unit\":\"%s\",\"offset\":", layout_unit_names[l->unit]);
  json_double(l->offset);
  printf(",\"scale\":");
  json_double(l->scale);
  printf(",\"fullScale\":");
  json_double(l->full_scale);
  printf(",\"sensors\":[");
  for (unsigned k = 0; k < l->sensors; k++) {
    printf("%s{\"x_mm\":", k == 0 ? "" : ",");
    json_decimal(v->sensors[k].x_um, 3);
    printf(",\"y_mm\":");
    json_decimal(v->sensors[k].y_um, 3);
    printf(",\"area_mm2\":");
    json_decimal(v->sensors[k].area_1000um2, 3);
    printf(",\"region\":\"%s\"}", region_names[v->sensors[k].region]);
  }
  printf("],\"outline\":[");
  for (unsigned k = 0; k < l->points; k++) {
    printf("%s[", k == 0 ? "" : ",");
    json_decimal(v->outline[k].x_um, 3);
    putchar(',');
    json_decimal(v->outline[k].y_um, 3);
    putchar(']');
  }
  printf("]}");
}

static void print_numbers(const double *numbers, unsigned count) {
  putchar('[');
  for (unsigned k = 0; k < count; k++) {
    if (k > 0) putchar(',');
    json_double(numbers[k]);
  }
  putchar(']');
}

void print_calibration(const value *v) {
  const sole_calibration *c = &v->calibration;
  if (v->none) {
    printf("null");
    return;
  }
  printf("{\"id\":");
  json_text(c->id);
  printf(",\"method\":\"%s\",\"unit\":\"%s\",\"calibrated_utc\":", method_names[c->method], calibration_unit_names[c->unit]);
  json_text(c->calibrated_utc);
  printf(",\"temperature_C\":");
  json_temperature(c->temperature_cC);
  printf(",\"zero\":");
  print_numbers(v->zero, c->sensors);
  printf(",\"gain\":");
  print_numbers(v->gain, c->sensors);
  putchar('}');
}
