/* Values of the control messages, for make_value. */
#ifndef MAKE_H
#define MAKE_H

#include "value.h"

void make_command(value *v);
void make_response(value *v);

#endif
