/*
 * The C codec for the tests of the TypeScript one.
 *   driver decode       each line of stdin is KIND HEX[,HEX...]; answers "fault NAME", or "value JSON<tab>HEX[,HEX...]" built anew
 *   driver make N SEED  N values made up here: "KIND JSON<tab>HEX[,HEX...]"
 *   driver constants    numbers of sole_codes.h that no vector shows, as JSON
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "value.h"

static value v;
static messages in;
static messages out;

static uint8_t nibble(char c) { return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10); }

static void read_messages(const char *hex) {
  static uint8_t bytes[MESSAGE_MAX];
  size_t size = 0;
  for (;; hex++) {
    if (*hex == ',' || *hex == '\n' || *hex == '\0') {
      messages_add(&in, bytes, size);
      size = 0;
      if (*hex != ',') return;
    } else {
      if (size == sizeof bytes) broken("the message is too long");
      bytes[size++] = (uint8_t)(nibble(hex[0]) << 4 | nibble(hex[1]));
      hex++;
    }
  }
}

static void print_hex(const uint8_t *bytes, size_t size) {
  static const char digits[] = "0123456789abcdef";
  for (size_t k = 0; k < size; k++) {
    putchar(digits[bytes[k] >> 4]);
    putchar(digits[bytes[k] & 15]);
  }
}

static void print_built(const kind *k) {
  k->print(&v);
  putchar('\t');
  k->encode(&v, &out);
  for (size_t m = 0; m < out.count; m++) {
    if (m > 0) putchar(',');
    print_hex(out.at[m].bytes, out.at[m].size);
  }
  putchar('\n');
  messages_clear(&out);
}

static void decode_lines(void) {
  static char line[2 * MESSAGE_MAX];
  while (fgets(line, sizeof line, stdin) != NULL) {
    char *hex = strchr(line, ' ');
    if (hex == NULL) broken("a line without bytes");
    *hex++ = '\0';
    const kind *k = kind_named(line);
    if (k == NULL) broken("a kind that the driver does not know");
    read_messages(hex);
    memset(&v.samples, 0xa5, sizeof v.samples);
    const sole_fault fault = k->decode(&in, &v);
    if (fault != SOLE_OK) printf("fault %s\n", fault_names[fault]);
    else {
      printf("value ");
      print_built(k);
    }
    messages_clear(&in);
  }
}

static void make_lines(uint64_t count, uint64_t seed) {
  for (uint64_t n = 0; n < count; n++) {
    const kind *k = make_value(seed + n, &v);
    printf("%s ", k->name);
    print_built(k);
  }
}

static void print_name(uint8_t side, const char *serial) {
  char name[SOLE_NAME_BYTES];
  sole_advertised_name(side, sole_text_of(serial), name);
  json_text(sole_text_of(name));
}

static void print_constants(void) {
  static const uint8_t uuids[][16] = {
      SOLE_UUID_BYTES(SOLE_UUID_SERVICE), SOLE_UUID_BYTES(SOLE_UUID_IDENTITY), SOLE_UUID_BYTES(SOLE_UUID_LAYOUT),
      SOLE_UUID_BYTES(SOLE_UUID_CALIBRATION), SOLE_UUID_BYTES(SOLE_UUID_STATUS), SOLE_UUID_BYTES(SOLE_UUID_SAMPLES),
      SOLE_UUID_BYTES(SOLE_UUID_CONTROL),
  };
  printf("{\"uuids\":[");
  for (size_t k = 0; k < sizeof uuids / sizeof uuids[0]; k++) {
    printf("%s\"", k == 0 ? "" : ",");
    print_hex(uuids[k], sizeof uuids[k]);
    putchar('"');
  }
  printf("],\"features\":[%d,%d,%d,%d,%d]", SOLE_FEATURE_BACKFILL, SOLE_FEATURE_FLASH_SESSION, SOLE_FEATURE_TARE,
         SOLE_FEATURE_CALIBRATION_WRITE, SOLE_FEATURE_TEMPERATURE);
  printf(",\"counts\":[%u,%u,%u],\"minor\":%u", SOLE_SATURATED, SOLE_MISSING, SOLE_COUNT_MAX, SOLE_MINOR);
  const uint8_t *check = (const uint8_t *)"123456789";
  printf(",\"crc\":%" PRIu32 ",\"crcInParts\":%" PRIu32, sole_crc32c(0, check, 9), sole_crc32c(sole_crc32c(0, check, 4), check + 4, 5));
  printf(",\"names\":[");
  print_name(SOLE_LEFT, "SN-2026-000123");
  putchar(',');
  print_name(SOLE_RIGHT, "Gr\xc3\xb6\xc3\x9f" "e");
  putchar(',');
  print_name(SOLE_RIGHT, "");
  static char text[400];
  memset(text, 'x', sizeof text - 1);
  printf("],\"longestText\":%u}\n", sole_text_of(text).size);
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "decode") == 0) decode_lines();
  else if (argc == 4 && strcmp(argv[1], "make") == 0) make_lines(strtoull(argv[2], NULL, 10), strtoull(argv[3], NULL, 10));
  else if (argc == 2 && strcmp(argv[1], "constants") == 0) print_constants();
  else {
    fprintf(stderr, "usage: driver decode | make COUNT SEED | constants\n");
    return 2;
  }
  return 0;
}
