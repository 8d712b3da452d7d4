/* Numbers of the protocol. PROTOCOL.md sections 2 to 5. */
#ifndef SOLE_CODES_H
#define SOLE_CODES_H

#define SOLE_MAJOR 1u
#define SOLE_MINOR 1u

/* Byte 1 of what is not control. */
enum {
  SOLE_TYPE_SAMPLES = 1,
  SOLE_TYPE_FRAGMENT = 2,
  SOLE_TYPE_LAYOUT = 3,
  SOLE_TYPE_CALIBRATION = 4,
  SOLE_TYPE_STATUS = 5,
  SOLE_TYPE_IDENTITY = 6,
};

/* An attribute value is at most so long; of the ATT MTU so much is the header's. */
#define SOLE_ATTRIBUTE_MAX 512u
#define SOLE_ATT_HEADER 3u
#define SOLE_MTU_DEFAULT 23u
#define SOLE_MTU_WANTED 247u

/* The own 128-bit UUIDs as most stacks want them: 16 bytes, the last of the text first. `number` is a SOLE_UUID_ number. */
#define SOLE_UUID_BYTES(number)                                                                        \
  {0xc8, 0xa1, 0xac, 0xaa, 0x41, 0x33, 0x27, 0xa8, 0x68, 0x42, 0x3f, 0xc8, (number) & 0xff, (number) >> 8, 0xc9, 0x8a}
enum {
  SOLE_UUID_SERVICE = 0,
  SOLE_UUID_IDENTITY = 1,
  SOLE_UUID_LAYOUT = 2,
  SOLE_UUID_CALIBRATION = 3,
  SOLE_UUID_STATUS = 4,
  SOLE_UUID_SAMPLES = 5,
  SOLE_UUID_CONTROL = 6,
};

/* What a decoder found wrong with bytes. The last two are not about bytes from the air but about the caller. */
typedef enum {
  SOLE_OK = 0,
  SOLE_TOO_SHORT,
  SOLE_TOO_LONG,
  SOLE_WRONG_VERSION,
  SOLE_WRONG_TYPE,
  SOLE_BAD_VALUE,
  SOLE_BAD_CRC,
  SOLE_BAD_TEXT,
  SOLE_LOST_FRAGMENT,
  SOLE_WRONG_PAGE,
  /* The memory that the caller gave is too small. */
  SOLE_NO_ROOM,
  /* The value cannot be said in bytes: a bug of the caller. */
  SOLE_UNSAYABLE,
} sole_fault;

enum { SOLE_LEFT = 0, SOLE_RIGHT = 1 };

/* A temperature is 0.01 degree Celsius, this when it is not known. */
#define SOLE_TEMPERATURE_UNKNOWN INT16_MIN

#endif
