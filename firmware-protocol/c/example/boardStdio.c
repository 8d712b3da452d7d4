/*
 * A board of lines of text, with its own time. Reads steps from stdin:
 *   connect MTU | disconnect      the link
 *   write HEX | read TYPE         the host on the control characteristic, and of an attribute (a number of byte 1)
 *   run MS                        time goes on
 *   load COUNTS                   every sensor reads so much more from now on
 *   bond 0|1 | flash 0|1          whether the peer is bonded, whether keeping works
 *   reboot                        power off and on
 * and says what the insole sends: notify HEX, indicate HEX, value HEX; after each step: done TICK.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "insole.h"

enum { SAMPLE_US = 10000, LOOP_US = 1000, EVENT_US = 15000, NOTIFICATIONS_PER_EVENT = 4 };

static uint64_t now_us;
static uint16_t boot = 1;
static uint64_t booted_us;
static unsigned load;
static bool bonded = true;
static bool flash_works = true;
static bool connected;
static unsigned taken_in_event;
static uint8_t kept[8192];
static size_t kept_size;

static void say(const char *what, const uint8_t *bytes, size_t size) {
  printf("%s ", what);
  for (size_t k = 0; k < size; k++) printf("%02x", bytes[k]);
  putchar('\n');
}

uint32_t board_tick(void) { return (uint32_t)(now_us - booted_us); }

void board_read_sensors(uint16_t *counts) {
  for (unsigned k = 0; k < SENSORS; k++) counts[k] = (uint16_t)(1000 + k + board_tick() / SAMPLE_US % 7 + load);
}

bool board_notify(const uint8_t *bytes, size_t size) {
  if (!connected || taken_in_event == NOTIFICATIONS_PER_EVENT) return false;
  taken_in_event++;
  say("notify", bytes, size);
  return true;
}

void board_indicate(const uint8_t *bytes, size_t size) { say("indicate", bytes, size); }

bool board_is_bonded(void) { return bonded; }

bool board_keep(const uint8_t *bytes, size_t size) {
  if (!flash_works || size > sizeof kept) return false;
  memcpy(kept, bytes, size);
  kept_size = size;
  return true;
}

size_t board_kept(uint8_t *out, size_t capacity) {
  const size_t size = kept_size <= capacity ? kept_size : 0;
  memcpy(out, kept, size);
  return size;
}

static void run(uint32_t ms) {
  for (const uint64_t end = now_us + ms * (uint64_t)1000; now_us < end;) {
    now_us += LOOP_US;
    if (now_us % EVENT_US == 0) taken_in_event = 0;
    if ((now_us - booted_us) % SAMPLE_US == 0) insole_sample();
    insole_send();
  }
}

static void reboot(void) {
  connected = false;
  booted_us = now_us;
  insole_begin(++boot);
}

/* A step that is not known: false. */
static bool act(const char *step, const char *argument) {
  const uint32_t number = (uint32_t)strtoul(argument, NULL, 10);
  uint8_t bytes[SOLE_ATTRIBUTE_MAX];
  size_t size = 0;
  if (strcmp(step, "connect") == 0) {
    connected = true;
    insole_connected((uint16_t)number);
  } else if (strcmp(step, "disconnect") == 0) {
    connected = false;
    insole_disconnected();
  } else if (strcmp(step, "write") == 0) {
    unsigned byte;
    for (; size < sizeof bytes && sscanf(argument, "%2x", &byte) == 1; argument += 2) bytes[size++] = (uint8_t)byte;
    insole_written(bytes, size, board_tick());
  } else if (strcmp(step, "read") == 0) {
    size = insole_read((uint8_t)number, bytes);
    say("value", bytes, size);
  } else if (strcmp(step, "run") == 0) run(number);
  else if (strcmp(step, "load") == 0) load = number;
  else if (strcmp(step, "bond") == 0) bonded = number != 0;
  else if (strcmp(step, "flash") == 0) flash_works = number != 0;
  else if (strcmp(step, "reboot") == 0) reboot();
  else return false;
  return true;
}

int main(void) {
  static char line[2 * SOLE_ATTRIBUTE_MAX + 32];
  insole_begin(boot);
  while (fgets(line, sizeof line, stdin) != NULL) {
    char *argument = line + strcspn(line, " \n");
    if (*argument != '\0') *argument++ = '\0';
    if (!act(line, argument)) {
      fprintf(stderr, "no such step: %s\n", line);
      return 2;
    }
    printf("done %" PRIu32 "\n", board_tick());
  }
  return 0;
}
