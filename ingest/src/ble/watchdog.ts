export interface Watchdog {
  fed(): void
  stop(): void
}

export interface Alarms {
  /** Nothing for `silence_ms`. */
  silent(): void
  /** Fed again after that. */
  resumed(): void
  /** Nothing for `giveUp_ms`: the last that is said. */
  givenUp(): void
}

const CHECK_MS = 100
/** What waits in the socket after this computer was busy gets as long to come in. */
const GRACE_MS = 300

/** Watches that something keeps coming. A stall of this process is not taken for silence of the insole. */
export function createWatchdog(silence_ms: number, giveUp_ms: number, alarms: Alarms): Watchdog {
  let fed_ms = performance.now()
  let checked_ms = fed_ms
  let silent = false
  const timer = setInterval(() => {
    const now_ms = performance.now()
    if (!silent && now_ms - checked_ms > GRACE_MS) fed_ms = Math.max(fed_ms, now_ms - silence_ms + GRACE_MS)
    checked_ms = now_ms
    if (!silent && now_ms - fed_ms >= silence_ms) {
      silent = true
      alarms.silent()
    }
    if (now_ms - fed_ms < giveUp_ms) return
    clearInterval(timer)
    alarms.givenUp()
  }, CHECK_MS)
  return {
    fed() {
      fed_ms = performance.now()
      if (!silent) return
      silent = false
      alarms.resumed()
    },
    stop() {
      clearInterval(timer)
    },
  }
}
