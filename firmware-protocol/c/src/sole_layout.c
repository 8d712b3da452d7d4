#include "sole_layout.h"

#include "sole_document.h"

/* Judged after all fields are read, as the number of sensors is. */
static bool sound(const sole_layout *layout) {
  return layout->side <= SOLE_RIGHT && layout->geometry <= SOLE_GEOMETRY_MM && layout->unit <= SOLE_LAYOUT_KPA &&
         layout->sensors > 0 && !sole_is_zero(layout->scale);
}

sole_fault sole_layout_encode(const sole_layout *layout, const sole_sensor *sensors, const sole_point *outline, uint8_t *out,
                              size_t capacity, size_t *size) {
  sole_writer w = sole_write_begin(SOLE_TYPE_LAYOUT, out, capacity);
  sole_demand(&w, sound(layout));
  sole_write_u8(&w, layout->side);
  sole_write_u8(&w, layout->geometry);
  sole_write_u8(&w, layout->unit);
  sole_write_u8(&w, layout->sensors);
  sole_write_u8(&w, layout->points);
  sole_write_text(&w, layout->id);
  sole_write_u32(&w, layout->length_um);
  sole_write_u32(&w, layout->width_um);
  sole_write_f64(&w, layout->offset);
  sole_write_f64(&w, layout->scale);
  sole_write_f64(&w, layout->full_scale);
  for (unsigned k = 0; k < layout->sensors; k++) {
    sole_demand(&w, sensors[k].region <= SOLE_REGION_UNKNOWN);
    sole_write_u32(&w, (uint32_t)sensors[k].x_um);
    sole_write_u32(&w, (uint32_t)sensors[k].y_um);
    sole_write_u32(&w, sensors[k].area_1000um2);
    sole_write_u8(&w, sensors[k].region);
  }
  for (unsigned k = 0; k < layout->points; k++) {
    sole_write_u32(&w, (uint32_t)outline[k].x_um);
    sole_write_u32(&w, (uint32_t)outline[k].y_um);
  }
  return sole_document_seal(&w, size);
}

static void read_sensor(sole_reader *r, sole_sensor *sensor) {
  const int32_t x_um = sole_read_i32(r);
  const int32_t y_um = sole_read_i32(r);
  const uint32_t area = sole_read_u32(r);
  const uint8_t region = sole_read_u8(r);
  if (region > SOLE_REGION_UNKNOWN) sole_refuse(r, SOLE_BAD_VALUE);
  if (sensor != NULL) *sensor = (sole_sensor){.x_um = x_um, .y_um = y_um, .area_1000um2 = area, .region = region};
}

static void read_point(sole_reader *r, sole_point *point) {
  const int32_t x_um = sole_read_i32(r);
  const int32_t y_um = sole_read_i32(r);
  if (point != NULL) *point = (sole_point){.x_um = x_um, .y_um = y_um};
}

sole_fault sole_layout_decode(const uint8_t *bytes, size_t size, sole_layout *layout, sole_sensor *sensors, sole_point *outline) {
  sole_reader r;
  if (sole_document_open(&r, SOLE_TYPE_LAYOUT, bytes, size) != SOLE_OK) return r.fault;
  layout->side = sole_read_u8(&r);
  layout->geometry = sole_read_u8(&r);
  layout->unit = sole_read_u8(&r);
  layout->sensors = sole_read_u8(&r);
  layout->points = sole_read_u8(&r);
  layout->id = sole_read_text(&r);
  layout->length_um = sole_read_u32(&r);
  layout->width_um = sole_read_u32(&r);
  layout->offset = sole_read_f64(&r);
  layout->scale = sole_read_f64(&r);
  layout->full_scale = sole_read_f64(&r);
  for (unsigned k = 0; k < layout->sensors && r.fault == SOLE_OK; k++) read_sensor(&r, sensors == NULL ? NULL : &sensors[k]);
  for (unsigned k = 0; k < layout->points && r.fault == SOLE_OK; k++) read_point(&r, outline == NULL ? NULL : &outline[k]);
  const sole_fault fault = sole_read_end(&r);
  if (fault != SOLE_OK) return fault;
  return sound(layout) ? SOLE_OK : SOLE_BAD_VALUE;
}
