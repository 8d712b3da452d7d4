import { createCollector } from './evidence.ts'
import type { TimedExchange } from './evidence.ts'
import { thetaAt } from './line.ts'
import type { Line } from './line.ts'

/** What is shown of an insole's clock. */
export interface ClockState {
  /** Host time - device time now. */
  readonly offset_s: number
  /** How much faster the device's clock runs than the host's. */
  readonly drift_ppm: number
  /** Half width that holds the true error against the host's clock with 95 %; null before the first exchange. */
  readonly error_ms: number | null
  /** The part of it that two insoles on one host do not share. */
  readonly ownError_ms: number | null
  readonly exchanges: number
  /** Exchanges that contradicted the others. */
  readonly rejected: number
}

/** Device time (unwrapped ticks in seconds) to host time. */
export interface DeviceClock {
  /** False: contradicts the others. */
  exchange(exchange: TimedExchange): boolean
  arrival(device_s: number, host_s: number): void
  /** Strictly ascending in device_s, and never another answer for a time that was asked before. null: nothing is known yet. */
  toHost_s(device_s: number): number | null
  state(): ClockState | null
}

/** A wrong offset is worked off within so long, but never faster than MAX_SLEW: it would show in stride times. */
const SLEW_S = 5
const MAX_SLEW = 0.005
const WINDOW_S = 600
/** About one an exchange: samples that come by backfill minutes later are timed as they would have been. */
const KEPT_KNOTS = 512
/** What every message to an insole takes at least, and no exchange can tell from an offset: the host's and the radio's own time. */
const UNSEEN_S = 0.001

interface Knot {
  readonly x_s: number
  readonly theta_s: number
}

/** Live: follows the fit without a step. Each new fit bends the line from the newest time that was asked on. */
export function createLiveClock(): DeviceClock {
  const collector = createCollector(WINDOW_S)
  let knots: Knot[] = []
  let slope = 0
  let newest_s = -Infinity
  let fit: Line | null = null
  let nextArrivalFit_s = -Infinity

  function theta(x_s: number): number {
    let k = knots.length - 1
    while (k > 0 && (knots[k] as Knot).x_s > x_s) k--
    const from = knots[k] as Knot
    const to = knots[k + 1]
    const rate = to === undefined ? slope : (to.theta_s - from.theta_s) / (to.x_s - from.x_s)
    return from.theta_s + rate * (x_s - from.x_s)
  }

  function bend(): void {
    fit = collector.line()
    if (fit === null) return
    if (knots.length === 0 || newest_s === -Infinity) knots = [{ x_s: fit.at_s, theta_s: fit.offset_s }]
    else {
      const here = { x_s: newest_s, theta_s: theta(newest_s) }
      const away_s = thetaAt(fit, newest_s) - here.theta_s
      const reach_s = Math.max(SLEW_S, Math.abs(away_s) / MAX_SLEW)
      const there = { x_s: newest_s + reach_s, theta_s: thetaAt(fit, newest_s + reach_s) }
      knots = [...knots.filter((knot) => knot.x_s < newest_s).slice(-KEPT_KNOTS), here, there]
    }
    slope = fit.slope
  }

  return {
    exchange(exchange) {
      const taken = collector.exchange(exchange)
      if (taken) bend()
      return taken
    },
    arrival(device_s, host_s) {
      collector.arrival(device_s, host_s)
      if (collector.exchanges > 0 || device_s < nextArrivalFit_s) return
      nextArrivalFit_s = device_s + 1
      bend()
    },
    toHost_s(device_s) {
      if (knots.length === 0) return null
      newest_s = Math.max(newest_s, device_s)
      return device_s + theta(device_s)
    },
    state() {
      if (fit === null || knots.length === 0) return null
      const x_s = Math.max(newest_s, fit.at_s)
      const bent_s = Math.abs(theta(x_s) - thetaAt(fit, x_s))
      return stateOf(fit, x_s, bent_s, collector.exchanges, collector.rejected)
    },
  }
}

/** Final: one line, fitted over all that was recorded. */
export function createFittedClock(fit: Line, rejected = 0): DeviceClock {
  return {
    exchange: () => true,
    arrival() {},
    toHost_s: (device_s) => device_s + thetaAt(fit, device_s),
    state: () => stateOf(fit, fit.at_s, 0, fit.n, rejected),
  }
}

function stateOf(fit: Line, x_s: number, bent_s: number, exchanges: number, rejected: number): ClockState {
  const own_ms = Number.isFinite(fit.error_s) ? (fit.error_s + bent_s) * 1000 : null
  return {
    offset_s: thetaAt(fit, x_s),
    // theta grows when the device's clock is slow.
    drift_ppm: -fit.slope * 1e6,
    error_ms: own_ms === null ? null : own_ms + UNSEEN_S * 1000,
    ownError_ms: own_ms,
    exchanges,
    rejected,
  }
}
