#include "sole_tare.h"

#include <stdbool.h>

/* Shares of full scale: R-TARE-4. */
static const double MOST_MEAN_LOAD = 0.02;
static const double MOST_LOAD = 0.10;
static const double MOST_SPREAD = 0.02;

typedef struct {
  uint32_t sum;
  uint16_t smallest;
  uint16_t largest;
  bool missing;
} spread;

/* Samples of the last second, counted back from the newest; 0: the ring does not reach back a second. */
static uint32_t samples_of_last_second(const sole_ring *ring, uint32_t now_tick, uint32_t ticks_per_s) {
  for (uint32_t n = 0; n < ring->held; n++)
    if (now_tick - sole_ring_tick(ring, ring->produced - 1 - n) >= ticks_per_s) return n;
  return 0;
}

static spread spread_of(const sole_ring *ring, uint8_t k, uint32_t samples) {
  spread s = {.smallest = SOLE_SATURATED};
  for (uint32_t n = 1; n <= samples; n++) {
    const uint16_t count = sole_ring_count(ring, ring->produced - n, k);
    if (count == SOLE_MISSING) s.missing = true;
    if (count < s.smallest) s.smallest = count;
    if (count > s.largest) s.largest = count;
    s.sum += count;
  }
  return s;
}

static bool is_faulty(const uint8_t *faulty, unsigned k) { return (faulty[k / 8] >> k % 8 & 1) != 0; }

uint8_t sole_tare(const sole_ring *ring, const sole_layout *layout, const uint8_t *faulty, uint32_t now_tick, uint32_t ticks_per_s,
                  double *zero) {
  const uint32_t samples = samples_of_last_second(ring, now_tick, ticks_per_s);
  if (samples == 0) return SOLE_BUSY;
  const double share = layout->scale / layout->full_scale;
  const double size = share < 0 ? -share : share;
  double sum = 0;
  unsigned judged = 0;
  for (unsigned k = 0; k < ring->sensors; k++) {
    const spread s = spread_of(ring, (uint8_t)k, samples);
    if (is_faulty(faulty, k) || s.missing) continue;
    const double load = share * ((double)s.sum / samples - zero[k]);
    const bool steady = size * (s.largest - s.smallest) <= MOST_SPREAD;
    if (s.largest == SOLE_SATURATED || !steady || !(load <= MOST_LOAD)) return SOLE_LOADED;
    sum += load;
    judged++;
  }
  if (judged == 0) return SOLE_WRONG_STATE;
  if (sum / judged > MOST_MEAN_LOAD) return SOLE_LOADED;
  for (unsigned k = 0; k < ring->sensors; k++) {
    const spread s = spread_of(ring, (uint8_t)k, samples);
    if (!is_faulty(faulty, k) && !s.missing) zero[k] = (double)s.sum / samples;
  }
  return SOLE_RESULT_OK;
}
