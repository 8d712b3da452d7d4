#ifndef PRINT_H
#define PRINT_H

#include "value.h"

void print_samples(const value *v);
void print_identity(const value *v);
void print_layout(const value *v);
void print_calibration(const value *v);
void print_status(const value *v);
void print_command(const value *v);
void print_response(const value *v);

#endif
