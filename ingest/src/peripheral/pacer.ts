export interface Pacer {
  /** Something changed: look anew at what is due when. */
  wake(): void
  stop(): void
}

/** A timer's largest wait: looking more often costs nothing. */
const LONGEST_MS = 500

/**
 * Calls `act` when it is time, by one clock from beginning to end: a timer that comes late makes that one act late, not the next.
 * `next_s` is when to act next, null: not for now.
 */
export function createPacer(now_s: () => number, next_s: () => number | null, act: (now_s: number) => void): Pacer {
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  function plan(): void {
    if (timer) clearTimeout(timer)
    timer = null
    const next = stopped ? null : next_s()
    if (next === null) return
    const wait_ms = Math.min(LONGEST_MS, Math.max(0, (next - now_s()) * 1000))
    timer = setTimeout(() => {
      const now = now_s()
      if (now >= next) act(now)
      plan()
    }, Math.ceil(wait_ms))
  }
  return {
    wake: plan,
    stop() {
      stopped = true
      plan()
    },
  }
}
