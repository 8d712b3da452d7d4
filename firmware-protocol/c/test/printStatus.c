#include <stdio.h>

#include "json.h"
#include "print.h"

void print_status(const value *v) {
  const sole_status *s = &v->status;
  const char *const worn = s->worn == SOLE_WORN_UNKNOWN ? "null" : json_bool(s->worn == SOLE_WORN);
  printf("{\"boot\":%u,\"worn\":%s,\"lowBattery\":%s,\"streaming\":%s,\"tickHealthy\":%s,\"temperature_C\":", s->boot, worn,
         json_bool(s->low_battery), json_bool(s->streaming), json_bool(s->tick_healthy));
  json_temperature(s->temperature_cC);
  printf(",\"flash_percent\":");
  if (s->flash_percent == SOLE_NO_FLASH) printf("null");
  else printf("%u", s->flash_percent);
  printf(",\"produced\":%lu,\"sent\":%lu,\"dropped\":%lu,\"oldest\":%lu,\"faultySensors\":[", (unsigned long)s->produced,
         (unsigned long)s->sent, (unsigned long)s->dropped, (unsigned long)s->oldest);
  bool first = true;
  for (unsigned k = 0; k < 256; k++) {
    if ((s->faulty[k / 8] >> k % 8 & 1) == 0) continue;
    printf("%s%u", first ? "" : ",", k);
    first = false;
  }
  printf("]}");
}
