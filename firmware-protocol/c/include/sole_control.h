/* Commands of the host, responses of the insole. PROTOCOL.md section 5. */
#ifndef SOLE_CONTROL_H
#define SOLE_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_codes.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  SOLE_START = 0x01,
  SOLE_STOP = 0x02,
  SOLE_RATE = 0x03,
  SOLE_TIME_SYNC = 0x04,
  SOLE_SELECT_PAGE = 0x05,
  /* Since minor version 1. Without its feature bit answer SOLE_NOT_SUPPORTED. */
  SOLE_BACKFILL = 0x10,
  SOLE_BACKFILL_CANCEL = 0x11,
  SOLE_TARE = 0x30,
  SOLE_CALIBRATION_BEGIN = 0x31,
  SOLE_CALIBRATION_PAGE = 0x32,
  SOLE_CALIBRATION_COMMIT = 0x33,
  SOLE_TARE_DATE = 0x34,
  /* Kept for later minor versions: answer SOLE_NOT_SUPPORTED. */
  SOLE_FLASH_LIST = 0x20,
  SOLE_FLASH_START = 0x21,
  SOLE_FLASH_STOP = 0x22,
  SOLE_FLASH_READ = 0x23,
  SOLE_FLASH_ERASE = 0x24,
  SOLE_SIGNAL = 0x40,
  /* A response has the command's code + this. */
  SOLE_RESPONSE = 0x80,
};

enum {
  SOLE_RESULT_OK = 0,
  SOLE_UNKNOWN_COMMAND = 1,
  SOLE_NOT_SUPPORTED = 2,
  SOLE_BAD_LENGTH = 3,
  SOLE_RESULT_BAD_VALUE = 4,
  SOLE_BUSY = 5,
  SOLE_NOT_AUTHORISED = 6,
  SOLE_WRONG_STATE = 7,
  SOLE_LOADED = 8,
  SOLE_STORAGE_FAILED = 9,
  SOLE_NOT_FOUND = 10,
  SOLE_RESULT_WRONG_VERSION = 11,
};

/* Of a calibration page at most so many bytes, as an attribute holds no more. */
#define SOLE_WRITE_HEADER 5u
#define SOLE_WRITTEN_MAX (SOLE_ATTRIBUTE_MAX - SOLE_WRITE_HEADER)

/* Consecutive samples: first_sequence + i modulo 2^32, i < count. */
typedef struct {
  uint32_t first_sequence;
  /* At least 1. */
  uint32_t count;
} sole_range;

/* `code` says which fields count. */
typedef struct {
  uint8_t code;
  uint8_t request;
  /* SOLE_RATE */
  uint32_t rate_mHz;
  /* SOLE_TIME_SYNC */
  uint32_t echo;
  /* SOLE_SELECT_PAGE: SOLE_TYPE_LAYOUT or SOLE_TYPE_CALIBRATION */
  uint8_t document;
  uint8_t page;
  /* SOLE_BACKFILL */
  sole_range range;
  /* SOLE_TARE: the host's date, seconds since 1970-01-01T00:00:00Z. */
  uint32_t tared_s;
  /* SOLE_CALIBRATION_BEGIN: bytes of the document, at least 1. */
  uint16_t document_size;
  /* SOLE_CALIBRATION_PAGE: where `content` begins in it. */
  uint16_t offset;
  /* SOLE_CALIBRATION_PAGE (1 to SOLE_WRITTEN_MAX bytes) and codes kept for later: points into the bytes that were decoded. */
  const uint8_t *content;
  size_t content_size;
} sole_command;

typedef struct {
  /* Of the command, without SOLE_RESPONSE. */
  uint8_t code;
  uint8_t request;
  uint8_t result;
  /* All that follows: with SOLE_RESULT_OK only. SOLE_RATE: as set. */
  uint32_t rate_mHz;
  /* SOLE_TIME_SYNC: R-TIME-2 says when to read the ticks. */
  uint32_t echo;
  uint32_t received_tick;
  uint32_t sent_tick;
  /* SOLE_BACKFILL: what will be sent. */
  sole_range range;
  /* SOLE_TARE_DATE */
  uint32_t tared_s;
  /* Of codes kept for later, whatever the result. */
  const uint8_t *content;
  size_t content_size;
} sole_response;

/* SOLE_WRONG_TYPE: no such command. The insole answers any fault with sole_refusal(). */
sole_fault sole_command_decode(const uint8_t *bytes, size_t size, sole_command *command);
sole_fault sole_command_encode(const sole_command *command, uint8_t *out, size_t capacity, size_t *size);
sole_fault sole_response_decode(const uint8_t *bytes, size_t size, sole_response *response);
/* At most SOLE_RESPONSE_MAX bytes where there is no `content`: it fits an indication at MTU 23. */
#define SOLE_RESPONSE_MAX 16u
sole_fault sole_response_encode(const sole_response *response, uint8_t *out, size_t capacity, size_t *size);

/* The response to bytes that sole_command_decode refused. */
sole_response sole_refusal(const uint8_t *bytes, size_t size, sole_fault fault);

#ifdef __cplusplus
}
#endif

#endif
