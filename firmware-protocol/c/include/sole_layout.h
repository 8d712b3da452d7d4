/* Where the sensors lie and what their counts mean. PROTOCOL.md section 3.2. */
#ifndef SOLE_LAYOUT_H
#define SOLE_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"
#include "sole_text.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SOLE_GEOMETRY_NONE = 0, SOLE_GEOMETRY_ARBITRARY = 1, SOLE_GEOMETRY_MM = 2 };
enum { SOLE_LAYOUT_RAW = 0, SOLE_LAYOUT_N = 1, SOLE_LAYOUT_KPA = 2 };
enum {
  SOLE_REGION_HEEL_M = 0,
  SOLE_REGION_HEEL_L = 1,
  SOLE_REGION_MID_M = 2,
  SOLE_REGION_MID_L = 3,
  SOLE_REGION_MTH1 = 4,
  SOLE_REGION_MTH23 = 5,
  SOLE_REGION_MTH45 = 6,
  SOLE_REGION_HALLUX = 7,
  SOLE_REGION_TOES25 = 8,
  SOLE_REGION_WHOLE = 9,
  SOLE_REGION_UNKNOWN = 10,
};

/* Lengths are 0.001 mm (um), areas 0.001 mm2 (1000 um2). x is positive to the lateral side, y runs from the heel's back to the toes. */
typedef struct {
  int32_t x_um;
  int32_t y_um;
  uint32_t area_1000um2;
  uint8_t region;
} sole_sensor;

typedef struct {
  int32_t x_um;
  int32_t y_um;
} sole_point;

typedef struct {
  uint8_t side;
  uint8_t geometry;
  uint8_t unit;
  /* 1..255 */
  uint8_t sensors;
  /* 0: the outline is not known. */
  uint8_t points;
  sole_text id;
  uint32_t length_um;
  uint32_t width_um;
  /* value = offset + scale * count, in `unit`; the largest value. Finite; scale is not 0. */
  double offset;
  double scale;
  double full_scale;
} sole_layout;

/* Bytes of the largest layout. */
#define SOLE_LAYOUT_MAX (7u + 256u + 8u + 24u + 255u * 13u + 255u * 8u + 4u)

/* `sensors` and `outline` have layout->sensors and layout->points elements. */
sole_fault sole_layout_encode(const sole_layout *layout, const sole_sensor *sensors, const sole_point *outline, uint8_t *out,
                              size_t capacity, size_t *size);
/* `sensors` and `outline` have room for 255 elements each; either may be NULL where it is not wanted. */
sole_fault sole_layout_decode(const uint8_t *bytes, size_t size, sole_layout *layout, sole_sensor *sensors, sole_point *outline);

#ifdef __cplusplus
}
#endif

#endif
