#include "sole_calibration_receiver.h"

#include <string.h>

#include "sole_calibration.h"

void sole_forget_calibration(sole_calibration_receiver *receiver) {
  receiver->size = 0;
  receiver->received = 0;
  receiver->kept = false;
}

static uint8_t begin(sole_calibration_receiver *receiver, size_t size) {
  if (size == 0 || size > receiver->capacity) return SOLE_RESULT_BAD_VALUE;
  sole_forget_calibration(receiver);
  receiver->size = size;
  return SOLE_RESULT_OK;
}

static uint8_t page(sole_calibration_receiver *receiver, size_t offset, const uint8_t *content, size_t size) {
  if (receiver->size == 0 || receiver->kept) return SOLE_WRONG_STATE;
  if (offset > receiver->received || size > receiver->size - offset) return SOLE_RESULT_BAD_VALUE;
  if (offset < receiver->received) {
    /* A page that is repeated says the same bytes again, and none that are new. */
    const bool same = size <= receiver->received - offset && memcmp(receiver->bytes + offset, content, size) == 0;
    return same ? SOLE_RESULT_OK : SOLE_RESULT_BAD_VALUE;
  }
  memcpy(receiver->bytes + offset, content, size);
  receiver->received += size;
  return SOLE_RESULT_OK;
}

static bool is_sound(const sole_calibration_receiver *receiver, uint8_t sensors) {
  sole_calibration calibration;
  return sole_calibration_decode(receiver->bytes, receiver->size, &calibration, NULL, NULL) == SOLE_OK && calibration.sensors == sensors;
}

static uint8_t commit(sole_calibration_receiver *receiver, uint8_t sensors, sole_keep keep, void *context) {
  if (receiver->size == 0 || receiver->received < receiver->size) return SOLE_WRONG_STATE;
  if (receiver->kept) return SOLE_RESULT_OK;
  if (!is_sound(receiver, sensors)) return SOLE_RESULT_BAD_VALUE;
  receiver->kept = keep(context, receiver->bytes, receiver->size);
  return receiver->kept ? SOLE_RESULT_OK : SOLE_STORAGE_FAILED;
}

uint8_t sole_receive_calibration(sole_calibration_receiver *receiver, const sole_command *command, uint8_t sensors, sole_keep keep,
                                 void *context) {
  switch (command->code) {
    case SOLE_CALIBRATION_BEGIN: return begin(receiver, command->document_size);
    case SOLE_CALIBRATION_PAGE: return page(receiver, command->offset, command->content, command->content_size);
    case SOLE_CALIBRATION_COMMIT: return commit(receiver, sensors, keep, context);
    default: return SOLE_UNKNOWN_COMMAND;
  }
}
