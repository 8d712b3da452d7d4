export interface Watchdog {
  fed(): void
  stop(): void
}

const CHECK_MS = 100
/** What waits in the socket after this computer was busy gets as long to come in. */
const GRACE_MS = 300

/** Calls `silent` once when nothing was fed for `limit_ms`. A stall of this process is not taken for silence of the insole. */
export function createWatchdog(limit_ms: number, silent: () => void): Watchdog {
  let fed_ms = performance.now()
  let checked_ms = fed_ms
  const timer = setInterval(() => {
    const now_ms = performance.now()
    if (now_ms - checked_ms > GRACE_MS) fed_ms = Math.max(fed_ms, now_ms - limit_ms + GRACE_MS)
    checked_ms = now_ms
    if (now_ms - fed_ms < limit_ms) return
    clearInterval(timer)
    silent()
  }, CHECK_MS)
  return {
    fed() {
      fed_ms = performance.now()
    },
    stop() {
      clearInterval(timer)
    },
  }
}
