export interface Backoff {
  /** ms to wait before the next try; doubles with every call, up to the longest. */
  next(): number
  reset(): void
}

/** With +-25 % of chance, so that two insoles that failed together do not try together for ever. */
export function createBackoff(first_ms: number, longest_ms: number, random: () => number = Math.random): Backoff {
  let wait_ms = first_ms
  return {
    next() {
      const now_ms = wait_ms
      wait_ms = Math.min(longest_ms, wait_ms * 2)
      return now_ms * (0.75 + 0.5 * random())
    },
    reset() {
      wait_ms = first_ms
    },
  }
}
