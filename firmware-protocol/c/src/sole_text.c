#include "sole_text.h"

#include <stddef.h>

sole_text sole_text_of(const char *string) {
  uint8_t size = 0;
  while (size < 255 && string[size] != '\0') size++;
  return (sole_text){.bytes = string, .size = size};
}

/* Bytes that follow a character's first byte; -1: no character begins so. */
static int followers(uint8_t first) {
  if (first < 0x80) return 0;
  if (first >= 0xc2 && first < 0xe0) return 1;
  if (first >= 0xe0 && first < 0xf0) return 2;
  if (first >= 0xf0 && first < 0xf5) return 3;
  return -1;
}

bool sole_is_utf8(sole_text text) {
  static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  for (unsigned at = 0; at < text.size;) {
    const uint8_t first = (uint8_t)text.bytes[at++];
    const int more = followers(first);
    if (more < 0 || at + (unsigned)more > text.size) return false;
    uint32_t c = more == 0 ? first : first & (0x3fu >> more);
    for (int k = 0; k < more; k++) {
      const uint8_t next = (uint8_t)text.bytes[at++];
      if ((next & 0xc0) != 0x80) return false;
      c = c << 6 | (next & 0x3fu);
    }
    if (c < smallest[more] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) return false;
  }
  return true;
}
