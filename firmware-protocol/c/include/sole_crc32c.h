/* CRC-32C (Castagnoli, RFC 3720). PROTOCOL.md section 3.3. */
#ifndef SOLE_CRC32C_H
#define SOLE_CRC32C_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* `before`: 0, or the CRC of an earlier part, which this continues. */
uint32_t sole_crc32c(uint32_t before, const uint8_t *bytes, size_t size);

#ifdef __cplusplus
}
#endif

#endif
