/*
 * The ring, the tare and the receiver of calibrations, for the tests: one step a line of stdin, one answer a line of stdout.
 *   ring SENSORS IMU BOOT CAPACITY PRODUCED   a new ring, as if so many samples had been taken; ok
 *   add TICK PERIOD COUNT... [IMU...]         the oldest sequence that is left
 *   pack SEQUENCE MOST ROOM                   a live packet in hex, or -
 *   backfill SEQUENCE COUNT                   RESULT [SEQUENCE COUNT]
 *   recovered ROOM                            a packet in hex, or -
 *   cancel                                    ok
 *   tare SCALE FULLSCALE NOW TICKS_PER_S FAULTY ZERO...   RESULT ZERO..., these as bits in hex; FAULTY is a number of 32 bits
 *   begin SIZE | page OFFSET HEX | commit SENSORS KEEPS | forget    RESULT, of a commit with how often something was kept
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sole.h"

static char *rest;
static uint32_t number(void) { return (uint32_t)strtoull(rest, &rest, 10); }

static sole_ring ring;
static void *memory;
static sole_layout layout = {.scale = 1, .full_scale = 1};

static void print_packet(const uint8_t *bytes, size_t size) {
  if (size == 0) putchar('-');
  for (size_t k = 0; k < size; k++) printf("%02x", bytes[k]);
  putchar('\n');
}

/* A packet goes to memory of exactly the room, or of one sample where that is more: the address sanitizer sees what is beyond. */
static void packed(bool live, uint32_t sequence, uint32_t most, size_t room) {
  const sole_samples_head head = {.has_imu = ring.has_imu, .sensors = ring.sensors};
  const size_t one = sole_samples_bytes(&head, 1);
  const size_t capacity = room > one ? room : one;
  uint8_t *out = malloc(capacity);
  size_t size = 0;
  if (live) sole_ring_pack(&ring, sequence, most, true, 2150, room, out, capacity, &size);
  else size = sole_ring_recovered(&ring, room, out, capacity);
  print_packet(out, size);
  free(out);
}

static void new_ring(void) {
  const uint8_t sensors = (uint8_t)number();
  const bool has_imu = number() != 0;
  const uint16_t boot = (uint16_t)number();
  const size_t size = number() * SOLE_RING_SAMPLE(sensors, has_imu);
  free(memory);
  memory = malloc(size);
  if (!sole_ring_begin(&ring, sensors, has_imu, boot, memory, size)) exit(3);
  ring.produced = number();
  printf("ok\n");
}

static void add(void) {
  uint16_t counts[255];
  int16_t imu[SOLE_IMU_CHANNELS];
  const uint32_t tick = number();
  const uint32_t period = number();
  for (unsigned k = 0; k < ring.sensors; k++) counts[k] = (uint16_t)number();
  for (unsigned k = 0; ring.has_imu && k < SOLE_IMU_CHANNELS; k++) imu[k] = (int16_t)strtol(rest, &rest, 10);
  sole_ring_add(&ring, tick, period, counts, ring.has_imu ? imu : NULL);
  printf("%" PRIu32 "\n", sole_ring_oldest(&ring));
}

static void backfill(void) {
  sole_range answer;
  const uint32_t first = number();
  const uint8_t result = sole_ring_backfill(&ring, (sole_range){.first_sequence = first, .count = number()}, &answer);
  if (result == SOLE_RESULT_OK) printf("0 %" PRIu32 " %" PRIu32 "\n", answer.first_sequence, answer.count);
  else printf("%u\n", result);
}

static void tare(void) {
  double zero[255];
  uint8_t faulty[32] = {0};
  layout.scale = strtod(rest, &rest);
  layout.full_scale = strtod(rest, &rest);
  const uint32_t now = number();
  const uint32_t ticks_per_s = number();
  const uint32_t bits = number();
  for (unsigned k = 0; k < 4; k++) faulty[k] = (uint8_t)(bits >> 8 * k);
  for (unsigned k = 0; k < ring.sensors; k++) zero[k] = strtod(rest, &rest);
  printf("%u", sole_tare(&ring, &layout, faulty, now, ticks_per_s, zero));
  for (unsigned k = 0; k < ring.sensors; k++) {
    uint64_t bits;
    memcpy(&bits, &zero[k], sizeof bits);
    printf(" %016" PRIx64, bits);
  }
  putchar('\n');
}

static uint8_t document[SOLE_CALIBRATION_MAX];
static sole_calibration_receiver receiver = {.bytes = document, .capacity = sizeof document};
static unsigned kept;

static bool keep(void *context, const uint8_t *bytes, size_t size) {
  (void)bytes;
  (void)size;
  if (*(const bool *)context) kept++;
  return *(const bool *)context;
}

static uint8_t received(const sole_command *command, uint8_t sensors, bool keeps) {
  return sole_receive_calibration(&receiver, command, sensors, keep, &keeps);
}

static void page(void) {
  uint8_t content[SOLE_WRITTEN_MAX];
  sole_command command = {.code = SOLE_CALIBRATION_PAGE, .offset = (uint16_t)number(), .content = content};
  unsigned byte;
  for (rest++; sscanf(rest, "%2x", &byte) == 1; rest += 2) content[command.content_size++] = (uint8_t)byte;
  printf("%u\n", received(&command, 0, false));
}

int main(void) {
  static char line[4096];
  while (fgets(line, sizeof line, stdin) != NULL) {
    rest = strchr(line, ' ');
    const char *step = strtok(line, " \n");
    if (rest != NULL) rest++;
    if (strcmp(step, "ring") == 0) new_ring();
    else if (strcmp(step, "add") == 0) add();
    else if (strcmp(step, "pack") == 0) {
      const uint32_t sequence = number();
      const uint32_t most = number();
      packed(true, sequence, most, number());
    } else if (strcmp(step, "backfill") == 0) backfill();
    else if (strcmp(step, "recovered") == 0) packed(false, 0, 0, number());
    else if (strcmp(step, "cancel") == 0) {
      sole_ring_cancel(&ring);
      printf("ok\n");
    } else if (strcmp(step, "tare") == 0) tare();
    else if (strcmp(step, "begin") == 0)
      printf("%u\n", received(&(sole_command){.code = SOLE_CALIBRATION_BEGIN, .document_size = (uint16_t)number()}, 0, false));
    else if (strcmp(step, "page") == 0) page();
    else if (strcmp(step, "commit") == 0) {
      const uint8_t sensors = (uint8_t)number();
      const uint8_t result = received(&(sole_command){.code = SOLE_CALIBRATION_COMMIT}, sensors, number() != 0);
      printf("%u %u\n", result, kept);
    } else if (strcmp(step, "forget") == 0) {
      sole_forget_calibration(&receiver);
      printf("ok\n");
    } else return 2;
  }
  free(memory);
  return 0;
}
