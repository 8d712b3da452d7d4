/* One value of any kind, for the test driver: how it is read from messages, printed as the vectors say it, and built again. */
#ifndef VALUE_H
#define VALUE_H

#include "sole.h"

#define MESSAGES_MAX 200u
#define MESSAGE_MAX 140000u

/* Each message has memory of exactly its size, so that the address sanitizer sees a read or write beyond it. */
typedef struct {
  uint8_t *bytes;
  size_t size;
} message;

typedef struct {
  message at[MESSAGES_MAX];
  size_t count;
} messages;

typedef struct {
  sole_samples samples;
  uint8_t packet[MESSAGE_MAX];
  /* How the packet was cut. */
  size_t room;
  uint8_t fragment_id;
  sole_identity identity;
  /* No document: an insole without calibration. */
  bool none;
  uint8_t document[MESSAGE_MAX];
  sole_layout layout;
  sole_sensor sensors[255];
  sole_point outline[255];
  sole_calibration calibration;
  double zero[255];
  double gain[255];
  sole_status status;
  sole_command command;
  sole_response response;
} value;

typedef struct {
  const char *name;
  sole_fault (*decode)(const messages *in, value *v);
  void (*print)(const value *v);
  void (*encode)(const value *v, messages *out);
} kind;

/* Ends with a kind without name. */
extern const kind kinds[];
const kind *kind_named(const char *name);

void messages_add(messages *list, const uint8_t *bytes, size_t size);
void messages_clear(messages *list);

/* All that is wrong with the codec itself ends the driver, with words. */
_Noreturn void broken(const char *what);

/* A value made up from this seed; leaves messages to the kind's encoder. */
const kind *make_value(uint64_t seed, value *v);

#endif
