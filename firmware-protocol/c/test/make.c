/* Values made up from a seed: each field over its whole range, the edges often. */
#include <string.h>

#include "value.h"

static uint64_t state;

/* splitmix64 */
static uint64_t next(void) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}
static uint32_t below(uint32_t count) { return (uint32_t)(next() % count); }

/* low..high, one time in eight an edge. */
static uint32_t within(uint32_t low, uint32_t high) {
  const uint32_t edge = below(16);
  if (edge < 2) return edge == 0 ? low : high;
  return low + (uint32_t)(next() % ((uint64_t)high - low + 1));
}
static uint8_t u8(void) { return (uint8_t)within(0, 0xff); }
static uint16_t u16(void) { return (uint16_t)within(0, 0xffff); }
static uint32_t u32(void) { return within(0, 0xffffffff); }
static int32_t i32(void) { return (int32_t)((int64_t)u32() - 0x80000000ll); }
static bool coin(void) { return below(2) == 0; }
static int16_t temperature(void) { return (int16_t)((int32_t)u16() - 0x8000); }

static double f64(void) {
  for (;;) {
    uint64_t bits = next();
    if (below(8) == 0) bits &= 1ull << 63;
    double number;
    memcpy(&number, &bits, sizeof number);
    if ((bits >> 52 & 0x7ff) != 0x7ff) return number;
  }
}

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

static uint8_t kept_content[64];
static const uint8_t *kept(size_t *size) {
  *size = below(sizeof kept_content);
  for (size_t k = 0; k < *size; k++) kept_content[k] = u8();
  return kept_content;
}

static void command(value *v) {
  static const uint8_t codes[] = {
      SOLE_START, SOLE_STOP, SOLE_RATE, SOLE_TIME_SYNC, SOLE_SELECT_PAGE, SOLE_BACKFILL, SOLE_BACKFILL_CANCEL, SOLE_FLASH_LIST,
      SOLE_FLASH_START, SOLE_FLASH_STOP, SOLE_FLASH_READ, SOLE_FLASH_ERASE, SOLE_TARE, SOLE_CALIBRATION_BEGIN, SOLE_CALIBRATION_PAGE,
      SOLE_CALIBRATION_COMMIT, SOLE_SIGNAL,
  };
  v->command = (sole_command){
      .code = codes[coin() ? below(5) : below(sizeof codes)],
      .request = u8(),
      .rate_mHz = within(1, 0xffffffff),
      .echo = u32(),
      .document = coin() ? SOLE_TYPE_LAYOUT : SOLE_TYPE_CALIBRATION,
      .page = u8(),
  };
  v->command.content = kept(&v->command.content_size);
}

static void response(value *v) {
  v->response = (sole_response){
      .code = (uint8_t)(coin() ? within(SOLE_START, SOLE_SELECT_PAGE) : below(SOLE_RESPONSE)),
      .request = u8(),
      .result = (uint8_t)(coin() ? SOLE_RESULT_OK : below(SOLE_RESULT_WRONG_VERSION + 1)),
      .rate_mHz = within(1, 0xffffffff),
      .echo = u32(),
      .received_tick = u32(),
      .sent_tick = u32(),
  };
  v->response.content = kept(&v->response.content_size);
}

const kind *make_value(uint64_t seed, value *v) {
  static const struct {
    const char *name;
    void (*make)(value *v);
  } makers[] = {
      {"samples", samples},         {"samples", samples},  {"samples", samples},   {"sample-fragments", samples}, {"identity", identity},
      {"layout", layout},           {"layout-pages", layout}, {"calibration", calibration}, {"calibration-pages", calibration},
      {"status", status},           {"status", status},    {"command", command},   {"command", command},          {"response", response},
      {"response", response},
  };
  state = seed * 0x2545f4914f6cdd1du;
  const uint32_t which = below(sizeof makers / sizeof makers[0]);
  v->none = false;
  makers[which].make(v);
  return kind_named(makers[which].name);
}
