#include "chance.h"
#include "make.h"

/* Characters of one to four bytes into `memory` of 255. */
static sole_text text(char *memory, unsigned least) {
  const unsigned most = below(40) == 0 ? 255 : within(least, 30);
  unsigned size = 0;
  while (size + 4 <= most || size < least) {
    const uint32_t length = below(4);
    uint32_t c = length == 0 ? below(0x80) : length == 1 ? 0x80 + below(0x780) : length == 2 ? 0x800 + below(0xd000) : 0x10000 + below(0x100000);
    char *at = memory + size;
    if (length == 0) at[0] = (char)c;
    for (uint32_t k = length; k > 0; k--, c >>= 6) at[k] = (char)(0x80 | (c & 0x3f));
    if (length > 0) at[0] = (char)((0xf00 >> (length + 1) & 0xff) | c);
    size += 1 + length;
  }
  return (sole_text){.bytes = memory, .size = (uint8_t)size};
}

static void samples(value *v) {
  sole_samples *s = &v->samples;
  s->head = (sole_samples_head){
      .recovered = coin(),
      .has_imu = coin(),
      .sensors = (uint8_t)(below(20) == 0 ? within(1, 255) : within(1, 20)),
      .boot = u16(),
      .sequence = u32(),
      .tick = u32(),
      .period_ticks = within(1, 0xffffff),
      .temperature_cC = coin() ? SOLE_TEMPERATURE_UNKNOWN : temperature(),
  };
  s->n = (uint8_t)(below(200) == 0 ? within(1, 255) : within(1, 7));
  s->body = v->packet;
  const size_t size = sole_samples_bytes(&s->head, s->n);
  for (size_t k = 0; k < size; k++) v->packet[k] = u8();
  v->fragment_id = u8();
  v->room = size / SOLE_FRAGMENTS_MAX + 10 + below(244);
}

static void identity(value *v) {
  static char serial[256], model[256];
  v->identity = (sole_identity){
      .minor = u8(),
      .side = (uint8_t)below(2),
      .has_imu = coin(),
      .sensors = (uint8_t)within(1, 255),
      .boot = u16(),
      .tick_ns = within(1, 0xffffffff),
      .rate_mHz = within(1, 0xffffffff),
      .features = u32(),
      .serial = text(serial, 1),
      .model = text(model, 0),
  };
}

static void layout(value *v) {
  static char id[256];
  v->layout = (sole_layout){
      .side = (uint8_t)below(2),
      .geometry = (uint8_t)below(3),
      .unit = (uint8_t)below(3),
      .sensors = (uint8_t)(below(20) == 0 ? within(1, 255) : within(1, 20)),
      .points = (uint8_t)(below(20) == 0 ? within(0, 255) : within(0, 20)),
      .id = text(id, 0),
      .length_um = u32(),
      .width_um = u32(),
      .offset = f64(),
      .full_scale = f64(),
  };
  do v->layout.scale = f64();
  while (v->layout.scale == 0);
  for (unsigned k = 0; k < v->layout.sensors; k++)
    v->sensors[k] = (sole_sensor){.x_um = i32(), .y_um = i32(), .area_1000um2 = u32(), .region = (uint8_t)below(11)};
  for (unsigned k = 0; k < v->layout.points; k++) v->outline[k] = (sole_point){.x_um = i32(), .y_um = i32()};
}

static void calibration(value *v) {
  static char id[256];
  static const char *const times[] = {"2026-01-31T12:00:00Z", "0000-00-00T00:00:00.0Z", "9999-19-39T29:59:69.99Z", "2026-11-22T08:09:10.123Z"};
  v->calibration = (sole_calibration){
      .method = (uint8_t)below(4),
      .unit = (uint8_t)below(2),
      .sensors = (uint8_t)(below(20) == 0 ? within(1, 255) : within(1, 20)),
      .temperature_cC = temperature(),
      .id = text(id, 0),
      .calibrated_utc = sole_text_of(times[below(4)]),
  };
  for (unsigned k = 0; k < v->calibration.sensors; k++) {
    v->zero[k] = f64();
    v->gain[k] = f64();
  }
}

static void status(value *v) {
  v->status = (sole_status){
      .worn = (sole_worn)below(3),
      .low_battery = coin(),
      .streaming = coin(),
      .tick_healthy = coin(),
      .flash_percent = (uint8_t)(coin() ? SOLE_NO_FLASH : within(0, 100)),
      .boot = u16(),
      .temperature_cC = temperature(),
      .produced = u32(),
      .sent = u32(),
      .dropped = u32(),
      .oldest = u32(),
  };
  for (unsigned k = below(4) == 0 ? within(0, 32) : 0; k > 0; k--) v->status.faulty[k - 1] = u8();
}

const kind *make_value(uint64_t seed, value *v) {
  static const struct {
    const char *name;
    void (*make)(value *v);
  } makers[] = {
      {"samples", samples},
      {"samples", samples},
      {"samples", samples},
      {"sample-fragments", samples},
      {"identity", identity},
      {"layout", layout},
      {"layout-pages", layout},
      {"calibration", calibration},
      {"calibration-pages", calibration},
      {"status", status},
      {"status", status},
      {"command", make_command},
      {"command", make_command},
      {"response", make_response},
      {"response", make_response},
  };
  chance_begin(seed);
  const uint32_t which = below(sizeof makers / sizeof makers[0]);
  v->none = false;
  makers[which].make(v);
  return kind_named(makers[which].name);
}
