/** So many wrong tries are free: people mistype. */
const FREE = 5
const FIRST_S = 1
const LONGEST_S = 60
const FORGET_S = 15 * 60
const MOST_KEYS = 10_000

export interface Attempt {
  /** Seconds to wait before a try is looked at; 0: now. */
  readonly wait_s: number
  /** It was not a wrong one. */
  takeBack(): void
}

/**
 * Slows guessing without locking anybody out: after some wrong tries each further one has to wait, twice as long each time, up to a minute.
 * Keys: the account's name and where the request came from, each by itself. A right one forgets the name, never the address: from there other
 * names may be guessed.
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
    /**
     * Before a try is looked at. It counts as a wrong one at once, not when it was found to be: tries that come together can't all be looked
     * at before the first has counted. `wait_s` above 0: it is not to be looked at, and does not count.
     */
    begin(keys: readonly string[]): Attempt {
      const wait_s = Math.max(0, ...keys.map(waitOf))
      if (wait_s > 0) return { wait_s, takeBack: () => undefined }
      forgetOld()
      const before = keys.map((key) => ({ key, last_s: tries.get(key)?.last_s ?? now_s() }))
      for (const key of keys) {
        const count = (tries.get(key)?.count ?? 0) + 1
        tries.delete(key)
        tries.set(key, { count, last_s: now_s() })
      }
      return {
        wait_s,
        takeBack() {
          for (const { key, last_s } of before) {
            const found = tries.get(key)
            if (found === undefined) continue
            if (found.count <= 1) tries.delete(key)
            else tries.set(key, { count: found.count - 1, last_s })
          }
        },
      }
    },
    forget: (key: string): unknown => tries.delete(key),
  }
}
export type Throttle = ReturnType<typeof createThrottle>
