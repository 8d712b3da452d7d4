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

static const char *command_name(uint8_t code) {
  static const char *const names[] = {
      [SOLE_START] = "start", [SOLE_STOP] = "stop", [SOLE_RATE] = "rate", [SOLE_TIME_SYNC] = "timeSync", [SOLE_SELECT_PAGE] = "selectPage",
  };
  return code >= SOLE_START && code <= SOLE_SELECT_PAGE ? names[code] : "reserved";
}

static void print_kept(uint8_t code, const uint8_t *content, size_t size) {
  printf(",\"code\":%u,\"content\":", code);
  json_bytes(content, size);
}

void print_command(const value *v) {
  const sole_command *c = &v->command;
  printf("{\"command\":\"%s\",\"request\":%u", command_name(c->code), c->request);
  if (c->code == SOLE_RATE) {
    printf(",\"rate_Hz\":");
    json_decimal(c->rate_mHz, 3);
  } else if (c->code == SOLE_TIME_SYNC) printf(",\"echo\":%lu", (unsigned long)c->echo);
  else if (c->code == SOLE_SELECT_PAGE)
    printf(",\"document\":\"%s\",\"page\":%u", c->document == SOLE_TYPE_LAYOUT ? "layout" : "calibration", c->page);
  else if (c->code != SOLE_START && c->code != SOLE_STOP) print_kept(c->code, c->content, c->content_size);
  putchar('}');
}

void print_response(const value *v) {
  const sole_response *r = &v->response;
  const bool ok = r->result == SOLE_RESULT_OK;
  printf("{\"command\":\"%s\",\"request\":%u,\"result\":\"%s\"", command_name(r->code), r->request, result_names[r->result]);
  if (r->code == SOLE_RATE) {
    printf(",\"rate_Hz\":");
    if (ok) json_decimal(r->rate_mHz, 3);
    else printf("null");
  } else if (r->code == SOLE_TIME_SYNC) {
    if (ok)
      printf(",\"times\":{\"echo\":%lu,\"deviceReceived_tick\":%lu,\"deviceSent_tick\":%lu}", (unsigned long)r->echo,
             (unsigned long)r->received_tick, (unsigned long)r->sent_tick);
    else printf(",\"times\":null");
  } else if (command_name(r->code)[0] == 'r') print_kept(r->code, r->content, r->content_size);
  putchar('}');
}
