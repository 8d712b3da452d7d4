/** So many wrong tries are free: people mistype. */
const FREE = 5
const FIRST_S = 1
const LONGEST_S = 60
const FORGET_S = 15 * 60
const MOST_KEYS = 10_000

/**
 * Slows guessing without locking anybody out: after some wrong tries each further one has to wait, twice as long each time, up to a minute.
 * A right one forgets. Keys: the account's name and where the request came from, each by itself.
 */
export function createThrottle(now_s: () => number = () => performance.now() / 1000) {
  const tries = new Map<string, { count: number; last_s: number }>()

  function waitOf(key: string): number {
    const found = tries.get(key)
    if (!found || found.count < FREE) return 0
    const wait_s = Math.min(LONGEST_S, FIRST_S * 2 ** (found.count - FREE))
    return Math.max(0, found.last_s + wait_s - now_s())
  }
  function forgetOld(): void {
    for (const [key, { last_s }] of tries) if (now_s() - last_s > FORGET_S) tries.delete(key)
    // Someone tries many names: the oldest go first.
    for (const key of tries.keys()) {
      if (tries.size <= MOST_KEYS) break
      tries.delete(key)
    }
  }
  return {
    /** Seconds to wait before a try is looked at; 0: now. */
    wait_s: (keys: readonly string[]): number => Math.max(0, ...keys.map(waitOf)),
    failed(keys: readonly string[]): void {
      forgetOld()
      for (const key of keys) {
        const count = (tries.get(key)?.count ?? 0) + 1
        tries.delete(key)
        tries.set(key, { count, last_s: now_s() })
      }
    },
    succeeded(keys: readonly string[]): void {
      for (const key of keys) tries.delete(key)
    },
  }
}
export type Throttle = ReturnType<typeof createThrottle>
