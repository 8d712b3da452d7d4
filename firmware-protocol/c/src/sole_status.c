#include "sole_status.h"

#include <string.h>

#include "sole_bytes.h"

enum { WORN_KNOWN = 1, WORN = 2, LOW_BATTERY = 4, STREAMING = 8, TICK_UNHEALTHY = 16, KNOWN = 31 };

static bool is_flash(uint8_t percent) { return percent <= 100 || percent == SOLE_NO_FLASH; }

sole_fault sole_status_encode(const sole_status *status, uint8_t *out, size_t capacity, size_t *size) {
  unsigned flags = 0;
  if (status->worn != SOLE_WORN_UNKNOWN) flags |= WORN_KNOWN;
  if (status->worn == SOLE_WORN) flags |= WORN;
  if (status->low_battery) flags |= LOW_BATTERY;
  if (status->streaming) flags |= STREAMING;
  if (!status->tick_healthy) flags |= TICK_UNHEALTHY;
  size_t map = sizeof status->faulty;
  while (map > 0 && status->faulty[map - 1] == 0) map--;

  sole_writer w = sole_write_begin(SOLE_TYPE_STATUS, out, capacity);
  sole_demand(&w, is_flash(status->flash_percent));
  sole_write_u8(&w, flags);
  sole_write_u8(&w, status->flash_percent);
  sole_write_u16(&w, status->boot);
  sole_write_u16(&w, (uint16_t)status->temperature_cC);
  sole_write_u32(&w, status->produced);
  sole_write_u32(&w, status->sent);
  sole_write_u32(&w, status->dropped);
  sole_write_u32(&w, status->oldest);
  sole_write_u8(&w, (uint32_t)map);
  sole_write_bytes(&w, status->faulty, map);
  return sole_write_end(&w, size);
}

sole_fault sole_status_decode(const uint8_t *bytes, size_t size, sole_status *status) {
  sole_reader r;
  if (sole_read_begin(&r, SOLE_TYPE_STATUS, bytes, size) != SOLE_OK) return r.fault;
  const uint8_t flags = sole_read_u8(&r);
  status->flash_percent = sole_read_u8(&r);
  status->boot = sole_read_u16(&r);
  status->temperature_cC = sole_read_i16(&r);
  status->produced = sole_read_u32(&r);
  status->sent = sole_read_u32(&r);
  status->dropped = sole_read_u32(&r);
  status->oldest = sole_read_u32(&r);
  const uint8_t count = sole_read_u8(&r);
  const uint8_t *map = sole_read_bytes(&r, count);
  const sole_fault fault = sole_read_end(&r);
  if (fault != SOLE_OK) return fault;
  if ((flags & ~KNOWN) != 0 || count > sizeof status->faulty || !is_flash(status->flash_percent)) return SOLE_BAD_VALUE;

  const bool worn = (flags & WORN) != 0;
  status->worn = (flags & WORN_KNOWN) == 0 ? SOLE_WORN_UNKNOWN : worn ? SOLE_WORN : SOLE_NOT_WORN;
  status->low_battery = (flags & LOW_BATTERY) != 0;
  status->streaming = (flags & STREAMING) != 0;
  status->tick_healthy = (flags & TICK_UNHEALTHY) == 0;
  memset(status->faulty, 0, sizeof status->faulty);
  memcpy(status->faulty, map, count);
  return SOLE_OK;
}
