import { createWalker, type SampleFeed } from '@solestream/ingest/virtual'
import { testLayout } from './virtualRadio.ts'

const RATE_HZ = 100

/** An insole that lies on the table: a few counts of noise, the same at the same time. */
export function restingFeed(calibrated = true): SampleFeed {
  const { calibration, layout, sensors, side } = createWalker({ seed: 5 }, testLayout).feed('left')
  let next = 0
  return {
    side,
    layout,
    calibration: calibrated ? calibration : null,
    sensors,
    rate_Hz: RATE_HZ,
    read(n, into) {
      for (let i = 0; i < n; i++, next++) {
        into.sequence[i] = next
        into.time_s[i] = next / RATE_HZ
        for (let k = 0; k < sensors; k++) into.counts[i * sensors + k] = 55 + ((next * 7 + k * 3) % 5)
      }
      return n
    },
    skipTo(time_s) {
      const from = next
      next = Math.max(next, Math.ceil(time_s * RATE_HZ))
      return next - from
    },
  }
}
