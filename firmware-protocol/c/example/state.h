/* What the parts of the example share. */
#ifndef STATE_H
#define STATE_H

#include "board.h"
#include "insole.h"

#define RATE_mHz 100000u
#define TICKS_PER_S 1000000u
#define PERIOD_TICKS 10000u
/* 60 s, and what comes while the last of it is sent. */
#define RING_SAMPLES 6200u

typedef struct {
  uint16_t boot;
  uint16_t mtu;
  bool streaming;
  /* One sample in so many is taken (R-RATE-2). */
  uint32_t every;
  uint32_t skipped;
  sole_ring ring;
  /* Sequence of the next live sample, and how many were handed over. */
  uint32_t live;
  uint32_t sent;
  /* R-PAGE-1 */
  uint8_t layout_page;
  uint8_t calibration_page;
} insole_state;

extern insole_state insole;
extern const sole_layout insole_layout;

/* sending.c */
void sending_begin(void);
/* After a stop (live) or the end of a backfill: a packet of which nothing was sent is not sent any more. */
void sending_forget(bool live);

/* documents.c: what is kept over power loss. */
void documents_begin(void);
size_t documents_pages(uint8_t type);
size_t documents_page(uint8_t type, uint8_t page, uint8_t *out);
uint8_t documents_receive(const sole_command *command);
void documents_disconnected(void);
uint8_t documents_tare(uint32_t tared_s, uint32_t now_tick);
/* False: the zeros are those of the calibration. */
bool documents_tared(uint32_t *tared_s);

#endif
