import { uptime } from 'node:os'

export interface HostClock {
  /** Monotonic, from 0 at start; goes on through the computer's sleep. */
  now_s(): number
  /** Seconds slept since the last call, 0 if none: call it about every second. */
  slept_s(): number
}

const LEAST_SLEEP_S = 2

/**
 * The monotonic clock stands still while the computer sleeps, its uptime does not, and neither follows changes of the wall clock.
 * `monotonic_s` and `awakeAndAsleep_s` are for tests.
 */
export function createHostClock(
  monotonic_s: () => number = () => performance.now() / 1000,
  awakeAndAsleep_s: () => number = uptime,
): HostClock {
  const start_s = monotonic_s()
  let lead_s = awakeAndAsleep_s() - start_s
  let slept_s = 0
  return {
    now_s: () => monotonic_s() - start_s + slept_s,
    slept_s() {
      const lead = awakeAndAsleep_s() - monotonic_s()
      const jump = lead - lead_s
      lead_s = lead
      if (jump < LEAST_SLEEP_S) return 0
      slept_s += jump
      return jump
    },
  }
}
