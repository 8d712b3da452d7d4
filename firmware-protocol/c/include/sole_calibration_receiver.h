/* The insole's side of writing a calibration. PROTOCOL.md section 5.4. */
#ifndef SOLE_CALIBRATION_RECEIVER_H
#define SOLE_CALIBRATION_RECEIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sole_control.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Set `bytes` and `capacity` (at most 65535), the largest document that is taken; the rest is 0. */
typedef struct {
  uint8_t *bytes;
  size_t capacity;
  /* As begun; 0: nothing is begun. */
  size_t size;
  size_t received;
  bool kept;
} sole_calibration_receiver;

/* Keeps a sound document over power loss, the old one until the new one is whole; false: it could not, and the old one is still there. */
typedef bool (*sole_keep)(void *context, const uint8_t *document, size_t size);

/*
 * The result to answer a SOLE_CALIBRATION_BEGIN, _PAGE or _COMMIT with. `sensors` is the identity's number. `keep` is called by a commit
 * of a sound document only, and not again when that commit is repeated after SOLE_RESULT_OK.
 */
uint8_t sole_receive_calibration(sole_calibration_receiver *receiver, const sole_command *command, uint8_t sensors, sole_keep keep,
                                 void *context);
/* The connection ended: what was begun is forgotten. */
void sole_forget_calibration(sole_calibration_receiver *receiver);

#ifdef __cplusplus
}
#endif

#endif
