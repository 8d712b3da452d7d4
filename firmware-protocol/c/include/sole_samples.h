/* Sample packets. PROTOCOL.md section 4.1. */
#ifndef SOLE_SAMPLES_H
#define SOLE_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SOLE_SAMPLES_HEADER 18u
#define SOLE_IMU_CHANNELS 6u
/* Codes among counts, and the largest true count. */
#define SOLE_SATURATED 0xffffu
#define SOLE_MISSING 0xfffeu
#define SOLE_COUNT_MAX 0xfffdu

typedef struct {
  /* Sent again after a gap. */
  bool recovered;
  bool has_imu;
  /* 1..255 */
  uint8_t sensors;
  uint16_t boot;
  /* Of the first sample. */
  uint32_t sequence;
  uint32_t tick;
  /* u24, at least 1. */
  uint32_t period_ticks;
  /* 0.01 degree; SOLE_TEMPERATURE_UNKNOWN: the packet has none. */
  int16_t temperature_cC;
} sole_samples_head;

/* Bytes of a packet of n samples like `head`. */
uint32_t sole_samples_bytes(const sole_samples_head *head, uint8_t n);
/* Samples that `room` bytes (ATT MTU - 3) hold, at most 255; 0: one sample must go in fragments. */
uint8_t sole_samples_that_fit(const sole_samples_head *head, size_t room);

/* A packet that grows sample by sample in the caller's memory; `bytes` and `size` are what to send when `n` is not 0. */
typedef struct {
  uint8_t *bytes;
  size_t capacity;
  size_t size;
  uint8_t n;
  uint8_t sensors;
  bool has_imu;
} sole_packer;

/* SOLE_UNSAYABLE: 0 sensors, a period of 0 or over 24 bits. SOLE_NO_ROOM: not even one sample fits `capacity`. */
sole_fault sole_samples_begin(sole_packer *packer, const sole_samples_head *head, uint8_t *out, size_t capacity);
/* counts: `sensors` values. imu: 6 values (ax ay az gx gy gz), not looked at without IMU. SOLE_NO_ROOM: full; send it, begin the next. */
sole_fault sole_samples_add(sole_packer *packer, const uint16_t *counts, const int16_t *imu);
/* A sample as it is in a packet: counts, then IMU where the packet has one, little-endian. */
sole_fault sole_samples_add_row(sole_packer *packer, const uint8_t *row);

/* A decoded packet; it points into the bytes that were decoded. */
typedef struct {
  sole_samples_head head;
  uint8_t n;
  const uint8_t *body;
} sole_samples;

/* All of `bytes` must be one packet. */
sole_fault sole_samples_decode(const uint8_t *bytes, size_t size, sole_samples *packet);
/* Of sample i < n: sensor k < sensors, or IMU channel k < 6 of a packet with IMU. */
uint16_t sole_samples_count(const sole_samples *packet, uint8_t i, uint8_t k);
int16_t sole_samples_imu(const sole_samples *packet, uint8_t i, uint8_t k);

#ifdef __cplusplus
}
#endif

#endif
