import { createTickUnwrapper } from '@solestream/firmware-protocol'
import type { Identity, TickUnwrapper } from '@solestream/firmware-protocol'
import { createCollector, createFittedClock, createLiveClock } from '../clock/index.ts'
import type { ClockState } from '../clock/index.ts'
import type { SyncExchange } from '../record.ts'

/** Ticks of one boot to session time. */
export interface Timing {
  readonly ticks: TickUnwrapper
  exchange(exchange: SyncExchange): void
  /** The packet whose last sample has this unwrapped tick arrived. */
  arrival(tick: number, host_s: number): void
  /** Of an unwrapped tick; null: not known before `settle`. */
  toSession_s(tick: number): number | null
  /** Nothing more comes: from now on every time is known. */
  settle(): void
  state(): ClockState | null
}

/** Ticks ARE session time. A first tick beyond the first wrap is found by host time, which such sources take from their samples. */
export function createSharedTiming({ tick_ns }: Identity, origin_s: number): Timing {
  const ticks = createTickUnwrapper(tick_ns)
  ticks.unwrap(0, 0)
  return {
    ticks,
    exchange() {},
    arrival() {},
    toSession_s: (tick) => (tick * tick_ns) / 1e9 - origin_s,
    settle() {},
    state: () => null,
  }
}

/** Ticks without wrap, and no time. */
export function createNoTiming({ tick_ns }: Identity): Timing {
  return { ticks: createTickUnwrapper(tick_ns), exchange() {}, arrival() {}, toSession_s: () => null, settle() {}, state: () => null }
}

/** The insole's own clock. Live: times follow the fit as it grows; final: all wait for `settle`, then lie on one line. */
export function createDeviceTiming({ tick_ns }: Identity, origin_s: number, final: boolean): Timing {
  const ticks = createTickUnwrapper(tick_ns)
  const collector = createCollector()
  let clock = final ? null : createLiveClock()
  const seconds = (tick: number) => (tick * tick_ns) / 1e9

  return {
    ticks,
    exchange({ sent_s, deviceReceived_tick, deviceSent_tick, received_s }) {
      const received = ticks.peek(deviceReceived_tick, received_s)
      const timed = {
        sent_s,
        deviceReceived_s: seconds(received),
        // Of the same exchange: at most half a wrap later.
        deviceSent_s: seconds(received + ((deviceSent_tick - deviceReceived_tick) | 0)),
        received_s,
      }
      if ((clock ?? collector).exchange(timed)) ticks.unwrap(deviceReceived_tick, received_s)
    },
    arrival(tick, host_s) {
      ;(clock ?? collector).arrival(seconds(tick), host_s)
    },
    toSession_s(tick) {
      const host_s = clock?.toHost_s(seconds(tick)) ?? null
      return host_s === null ? null : host_s - origin_s
    },
    settle() {
      const line = clock === null ? collector.line() : null
      if (line !== null) clock = createFittedClock(line, collector.rejected)
    },
    state: () => clock?.state() ?? null,
  }
}
