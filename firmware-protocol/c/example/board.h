/* What the example needs of a board and its Bluetooth stack. Write these for yours; boardStdio.c is a board of lines of text. */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SENSORS 16u

/* A counter of microseconds that runs since boot, wraps at 2^32 and is never set (R-SAMPLE-3). */
uint32_t board_tick(void);

/* >>> The sensor read goes here: SENSORS counts, SOLE_SATURATED and SOLE_MISSING among them. */
void board_read_sensors(uint16_t *counts);

/* >>> The notify call goes here: the samples characteristic. False: the stack's queue is full, try again later. */
bool board_notify(const uint8_t *bytes, size_t size);

/* Indicates a response on the control characteristic. */
void board_indicate(const uint8_t *bytes, size_t size);

/* The link is encrypted and its peer bonded. */
bool board_is_bonded(void);

/* One record over power loss: the old one until the new one is whole. */
bool board_keep(const uint8_t *bytes, size_t size);
/* 0: nothing was ever kept. */
size_t board_kept(uint8_t *out, size_t capacity);

#endif
