#include "sole_samples.h"

#include <string.h>

#include "sole_bytes.h"

enum { RECOVERED = 1, IMU = 2, TEMPERATURE = 4, KNOWN = 7 };

/* In 32 bits, also where size_t has 16: a header's product must not wrap. */
static uint32_t sample_bytes(uint8_t sensors, bool has_imu) { return 2u * (uint32_t)sensors + (has_imu ? 2u * SOLE_IMU_CHANNELS : 0u); }

uint32_t sole_samples_bytes(const sole_samples_head *head, uint8_t n) {
  const uint32_t temperature = head->temperature_cC == SOLE_TEMPERATURE_UNKNOWN ? 0 : 2;
  return SOLE_SAMPLES_HEADER + temperature + n * sample_bytes(head->sensors, head->has_imu);
}

uint8_t sole_samples_that_fit(const sole_samples_head *head, size_t room) {
  const uint32_t header = sole_samples_bytes(head, 0);
  const uint32_t each = sample_bytes(head->sensors, head->has_imu);
  if (room < header || each == 0) return 0;
  const size_t n = (room - header) / each;
  return (uint8_t)(n > 255 ? 255 : n);
}

sole_fault sole_samples_begin(sole_packer *packer, const sole_samples_head *head, uint8_t *out, size_t capacity) {
  const bool warm = head->temperature_cC != SOLE_TEMPERATURE_UNKNOWN;
  *packer = (sole_packer){.bytes = out, .capacity = capacity, .sensors = head->sensors, .has_imu = head->has_imu};
  if (head->sensors == 0 || head->period_ticks == 0 || head->period_ticks > 0xffffff) return SOLE_UNSAYABLE;
  if (capacity < sole_samples_bytes(head, 1)) return SOLE_NO_ROOM;
  out[0] = SOLE_MAJOR;
  out[1] = SOLE_TYPE_SAMPLES;
  out[2] = (uint8_t)((head->recovered ? RECOVERED : 0) | (head->has_imu ? IMU : 0) | (warm ? TEMPERATURE : 0));
  out[3] = 0;
  sole_put_u32(out + 4, head->sequence);
  sole_put_u32(out + 8, head->tick);
  sole_put_u16(out + 12, head->boot);
  out[14] = head->sensors;
  sole_put_u16(out + 15, (uint16_t)(head->period_ticks & 0xffff));
  out[17] = (uint8_t)(head->period_ticks >> 16);
  if (warm) sole_put_u16(out + SOLE_SAMPLES_HEADER, (uint16_t)head->temperature_cC);
  packer->size = (size_t)sole_samples_bytes(head, 0);
  return SOLE_OK;
}

/* NULL: full. */
static uint8_t *next_row(sole_packer *packer) {
  const uint32_t bytes = sample_bytes(packer->sensors, packer->has_imu);
  if (packer->n == 255 || packer->capacity - packer->size < bytes) return NULL;
  uint8_t *at = packer->bytes + packer->size;
  packer->size += bytes;
  packer->bytes[3] = ++packer->n;
  return at;
}

sole_fault sole_samples_add_row(sole_packer *packer, const uint8_t *row) {
  uint8_t *at = next_row(packer);
  if (at == NULL) return SOLE_NO_ROOM;
  memcpy(at, row, sample_bytes(packer->sensors, packer->has_imu));
  return SOLE_OK;
}

sole_fault sole_samples_add(sole_packer *packer, const uint16_t *counts, const int16_t *imu) {
  uint8_t *at = next_row(packer);
  if (at == NULL) return SOLE_NO_ROOM;
  for (unsigned k = 0; k < packer->sensors; k++, at += 2) sole_put_u16(at, counts[k]);
  if (packer->has_imu)
    for (unsigned k = 0; k < SOLE_IMU_CHANNELS; k++, at += 2) sole_put_u16(at, (uint16_t)imu[k]);
  return SOLE_OK;
}

sole_fault sole_samples_decode(const uint8_t *bytes, size_t size, sole_samples *packet) {
  sole_reader r;
  if (sole_read_begin(&r, SOLE_TYPE_SAMPLES, bytes, size) != SOLE_OK) return r.fault;
  if (size < SOLE_SAMPLES_HEADER) return SOLE_TOO_SHORT;
  const uint8_t flags = bytes[2];
  sole_samples_head *head = &packet->head;
  *head = (sole_samples_head){
      .recovered = (flags & RECOVERED) != 0,
      .has_imu = (flags & IMU) != 0,
      .sensors = bytes[14],
      .boot = sole_get_u16(bytes + 12),
      .sequence = sole_get_u32(bytes + 4),
      .tick = sole_get_u32(bytes + 8),
      .period_ticks = sole_get_u16(bytes + 15) | (uint32_t)bytes[17] << 16,
      .temperature_cC = SOLE_TEMPERATURE_UNKNOWN,
  };
  packet->n = bytes[3];
  if ((flags & ~KNOWN) != 0 || packet->n == 0 || head->sensors == 0 || head->period_ticks == 0) return SOLE_BAD_VALUE;
  const size_t start = SOLE_SAMPLES_HEADER + ((flags & TEMPERATURE) != 0 ? 2u : 0u);
  const uint32_t due = (uint32_t)start + packet->n * sample_bytes(head->sensors, head->has_imu);
  if (size != due) return size < due ? SOLE_TOO_SHORT : SOLE_TOO_LONG;
  if ((flags & TEMPERATURE) != 0) {
    head->temperature_cC = sole_get_i16(bytes + SOLE_SAMPLES_HEADER);
    if (head->temperature_cC == SOLE_TEMPERATURE_UNKNOWN) return SOLE_BAD_VALUE;
  }
  packet->body = bytes + start;
  return SOLE_OK;
}

static const uint8_t *row(const sole_samples *packet, uint8_t i) {
  return packet->body + i * sample_bytes(packet->head.sensors, packet->head.has_imu);
}

uint16_t sole_samples_count(const sole_samples *packet, uint8_t i, uint8_t k) { return sole_get_u16(row(packet, i) + 2u * k); }

int16_t sole_samples_imu(const sole_samples *packet, uint8_t i, uint8_t k) {
  return sole_get_i16(row(packet, i) + 2u * packet->head.sensors + 2u * k);
}
