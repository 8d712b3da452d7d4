import type { SyncExchange } from '../record.ts'
import { addBound, forgetBefore, noBounds } from './bounds.ts'
import { lineFrom, thetaAt } from './line.ts'
import type { Line } from './line.ts'

/** One exchange with its ticks unwrapped and in seconds of the device. */
export interface TimedExchange extends Pick<SyncExchange, 'sent_s' | 'received_s'> {
  readonly deviceReceived_s: number
  readonly deviceSent_s: number
}

export interface Collector {
  /** False: it contradicts what is known, or itself, and was left out. Several such in a row are a step of a clock: all begins anew. */
  exchange(exchange: TimedExchange): boolean
  /** Something sent at device_s or later arrived at host_s. */
  arrival(device_s: number, host_s: number): void
  line(): Line | null
  readonly exchanges: number
  readonly rejected: number
}

/** A contradiction smaller than this can be drift and late readings. */
const TOLERANCE_S = 0.02
const STEP_AFTER = 4
/** Of arrivals the earliest in each such stretch is kept. */
const ARRIVAL_BIN_S = 1

/** Collects bounds, of the last `window_s` at most (a crystal's rate wanders with its temperature). */
export function createCollector(window_s = Infinity): Collector {
  let lower = noBounds()
  let upper = noBounds()
  let arrivals = noBounds()
  let cached: Line | null = null
  let stale = true
  let exchanges = 0
  let rejected = 0
  let inARow = 0
  let judge: Line | null = null

  const line = (): Line | null => {
    if (stale) cached = lineFrom({ lower, upper, arrivals })
    stale = false
    return cached
  }
  const beginAnew = () => {
    lower = noBounds()
    upper = noBounds()
    arrivals = noBounds()
    inARow = 0
    judge = null
    stale = true
  }
  const contradicts = (low_s: number, high_s: number, x_s: number): boolean => {
    const n = lower.x_s.length
    if (n === 0) return false
    // A slightly older line judges as well, and a long recording is not fitted again for each exchange.
    if (judge === null || n >= 1.1 * judge.n || n < judge.n) judge = line()
    const known = judge
    if (known === null) return false
    const theta_s = thetaAt(known, x_s)
    const tolerance_s = TOLERANCE_S + (Number.isFinite(known.error_s) ? known.error_s : 0)
    return low_s > theta_s + tolerance_s || high_s < theta_s - tolerance_s
  }

  return {
    get exchanges() {
      return exchanges
    },
    get rejected() {
      return rejected
    },
    line,
    exchange({ sent_s, deviceReceived_s, deviceSent_s, received_s }) {
      const impossible = !(deviceSent_s >= deviceReceived_s && received_s - sent_s >= deviceSent_s - deviceReceived_s - TOLERANCE_S)
      const low_s = sent_s - deviceReceived_s
      const high_s = received_s - deviceSent_s
      if (impossible || contradicts(low_s, high_s, deviceSent_s)) {
        rejected++
        if (impossible || ++inARow < STEP_AFTER) return false
        beginAnew()
      }
      inARow = 0
      exchanges++
      addBound(lower, deviceReceived_s, low_s)
      addBound(upper, deviceSent_s, high_s)
      for (const bounds of [lower, upper, arrivals]) forgetBefore(bounds, deviceSent_s - window_s, 3)
      stale = true
      return true
    },
    arrival(device_s, host_s) {
      const y_s = host_s - device_s
      const last = arrivals.x_s.length - 1
      if (last >= 0 && device_s - (arrivals.x_s[last] as number) < ARRIVAL_BIN_S) {
        if (y_s >= (arrivals.y_s[last] as number)) return
        // Keeping the bin's first abscissa lets bins end; the error is below 1 s * 100 ppm.
        arrivals.y_s[last] = y_s
      } else {
        addBound(arrivals, device_s, y_s)
        forgetBefore(arrivals, device_s - window_s)
      }
      stale = true
    },
  }
}
