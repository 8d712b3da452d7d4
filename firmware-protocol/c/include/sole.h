/* The insole protocol of PROTOCOL.md in C11: bytes to values and back. No heap, no stdio, no globals that change. */
#ifndef SOLE_H
#define SOLE_H

#include "sole_calibration.h"
#include "sole_calibration_receiver.h"
#include "sole_codes.h"
#include "sole_control.h"
#include "sole_crc32c.h"
#include "sole_fragments.h"
#include "sole_identity.h"
#include "sole_layout.h"
#include "sole_pages.h"
#include "sole_ring.h"
#include "sole_samples.h"
#include "sole_status.h"
#include "sole_tare.h"

#endif
