#include <stdio.h>
#include <time.h>

#include "json.h"
#include "print.h"

/* NULL: a code that is kept for later, or that no version knows. */
static const char *command_name(uint8_t code) {
  static const char *const names[SOLE_RESPONSE] = {
      [SOLE_START] = "start",
      [SOLE_STOP] = "stop",
      [SOLE_RATE] = "rate",
      [SOLE_TIME_SYNC] = "timeSync",
      [SOLE_SELECT_PAGE] = "selectPage",
      [SOLE_BACKFILL] = "backfill",
      [SOLE_BACKFILL_CANCEL] = "backfillCancel",
      [SOLE_TARE] = "tare",
      [SOLE_TARE_DATE] = "tareDate",
      [SOLE_CALIBRATION_BEGIN] = "calibrationBegin",
      [SOLE_CALIBRATION_PAGE] = "calibrationPage",
      [SOLE_CALIBRATION_COMMIT] = "calibrationCommit",
  };
  return names[code];
}

static void print_name(uint8_t code, uint8_t request) {
  printf("{\"command\":\"%s\",\"request\":%u", command_name(code) == NULL ? "reserved" : command_name(code), request);
}

static void print_content(const uint8_t *content, size_t size) {
  printf(",\"content\":");
  json_bytes(content, size);
}

static void print_kept(uint8_t code, const uint8_t *content, size_t size) {
  if (command_name(code) != NULL) return;
  printf(",\"code\":%u", code);
  print_content(content, size);
}

static void print_rate(uint32_t rate_mHz) {
  printf(",\"rate_Hz\":");
  json_decimal(rate_mHz, 3);
}

static void print_range(sole_range range) {
  printf("\"firstSequence\":%lu,\"count\":%lu", (unsigned long)range.first_sequence, (unsigned long)range.count);
}

static void print_utc(uint32_t seconds) {
  const time_t time = (time_t)seconds;
  char text[32];
  if (strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime(&time)) == 0) broken("no date");
  printf(",\"tared_utc\":\"%s\"", text);
}

void print_command(const value *v) {
  const sole_command *c = &v->command;
  print_name(c->code, c->request);
  switch (c->code) {
    case SOLE_RATE: print_rate(c->rate_mHz); break;
    case SOLE_TIME_SYNC: printf(",\"echo\":%lu", (unsigned long)c->echo); break;
    case SOLE_SELECT_PAGE:
      printf(",\"document\":\"%s\",\"page\":%u", c->document == SOLE_TYPE_LAYOUT ? "layout" : "calibration", c->page);
      break;
    case SOLE_BACKFILL:
      putchar(',');
      print_range(c->range);
      break;
    case SOLE_TARE: print_utc(c->tared_s); break;
    case SOLE_CALIBRATION_BEGIN: printf(",\"size_bytes\":%u", c->document_size); break;
    case SOLE_CALIBRATION_PAGE:
      printf(",\"offset_bytes\":%u", c->offset);
      print_content(c->content, c->content_size);
      break;
    default: print_kept(c->code, c->content, c->content_size);
  }
  putchar('}');
}

static void print_times(const sole_response *r) {
  printf(",\"times\":{\"echo\":%lu,\"deviceReceived_tick\":%lu,\"deviceSent_tick\":%lu}", (unsigned long)r->echo,
         (unsigned long)r->received_tick, (unsigned long)r->sent_tick);
}

/* What the response says besides its result; `null` where that is not ok. */
static void print_answer(const sole_response *r, bool ok) {
  switch (r->code) {
    case SOLE_RATE:
      if (ok) print_rate(r->rate_mHz);
      else printf(",\"rate_Hz\":null");
      break;
    case SOLE_TIME_SYNC:
      if (ok) print_times(r);
      else printf(",\"times\":null");
      break;
    case SOLE_BACKFILL:
      printf(",\"range\":%s", ok ? "{" : "null");
      if (ok) print_range(r->range);
      if (ok) putchar('}');
      break;
    case SOLE_TARE_DATE:
      if (ok) print_utc(r->tared_s);
      else printf(",\"tared_utc\":null");
      break;
    default: print_kept(r->code, r->content, r->content_size);
  }
}

void print_response(const value *v) {
  const sole_response *r = &v->response;
  print_name(r->code, r->request);
  printf(",\"result\":\"%s\"", result_names[r->result]);
  print_answer(r, r->result == SOLE_RESULT_OK);
  putchar('}');
}
