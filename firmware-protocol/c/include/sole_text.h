/* Text on the air: at most 255 bytes of UTF-8, without a closing NUL. */
#ifndef SOLE_TEXT_H
#define SOLE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A decoded text points into the bytes that were decoded: keep those as long as it. */
typedef struct {
  const char *bytes;
  uint8_t size;
} sole_text;

/* Of a C string; only its first 255 bytes. */
sole_text sole_text_of(const char *string);

/* False for overlong forms, surrogates and cut characters too. */
bool sole_is_utf8(sole_text text);

#ifdef __cplusplus
}
#endif

#endif
