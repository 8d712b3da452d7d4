const WRAP = 2 ** 32

export interface TickUnwrapper {
  /**
   * Ticks without wrap, as a number that only a reboot sets back. Ticks up to half a wrap older than the newest are taken as older.
   * With `host_s` (any monotonic clock) silences of many wraps are resolved too.
   */
  unwrap(tick: number, host_s?: number): number
  /** What unwrap would give, without taking the tick as true: for bytes that are still to be judged. */
  peek(tick: number, host_s?: number): number
  /** After a reboot: the next tick begins anew. */
  reset(): void
}

/** u32 device ticks of `tick_ns` each; at 1 microsecond they wrap every 71.6 minutes. */
export function createTickUnwrapper(tick_ns: number): TickUnwrapper {
  let newest: number | null = null
  let newestHost_s: number | null = null

  /** The nearest to the newest, or to where host time says the device must be by now. */
  function peek(tick: number, host_s?: number): number {
    if (newest === null) return tick
    const passed = host_s === undefined || newestHost_s === null ? 0 : Math.max(0, ((host_s - newestHost_s) * 1e9) / tick_ns)
    return tick + WRAP * Math.round((newest + passed - tick) / WRAP)
  }
  return {
    reset() {
      newest = newestHost_s = null
    },
    peek,
    unwrap(tick, host_s) {
      const unwrapped = peek(tick, host_s)
      if (newest === null || unwrapped > newest) {
        newest = unwrapped
        if (host_s !== undefined) newestHost_s = host_s
      }
      return unwrapped
    },
  }
}
