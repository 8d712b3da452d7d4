import type { SyncExchange } from '../record.ts'
import type { HostLine } from './acrossStep.ts'
import { createHostSteps } from './hostSteps.ts'
import type { HostSteps } from './hostSteps.ts'
import { thetaAt } from './line.ts'
import { createStretches } from './stretches.ts'

/** One exchange with its ticks unwrapped and in seconds of the device; host times corrected by the steps known so far. */
export interface TimedExchange extends Pick<SyncExchange, 'sent_s' | 'received_s'> {
  readonly deviceReceived_s: number
  readonly deviceSent_s: number
}

export interface Collector {
  /** False: it contradicts what is known, or itself, and was left out for now. */
  exchange(exchange: TimedExchange): boolean
  /** Something sent at device_s or later arrived at host_s. */
  arrival(device_s: number, host_s: number): void
  line(): HostLine | null
  readonly exchanges: number
  readonly rejected: number
}

export interface CollectorOptions {
  /** Bounds older than this are forgotten (a crystal's rate wanders with its temperature). Default: none. */
  readonly window_s?: number
  /** Shared by the insoles of one host. Default: its own. */
  readonly steps?: HostSteps
  /** Of the insole among them. */
  readonly name?: string
}

/** A contradiction smaller than this can be drift. */
const TOLERANCE_S = 0.004
/** Between two readings of one clock no more can be wrong. */
const IMPOSSIBLE_S = 0.02
/** From so many exchanges on what is likely can be told from what is only possible. */
const LIKELY_N = 30
/** So many odd exchanges in a row are the new rule: the connection's rhythm is another one. */
const MOST_ODD = 3

interface Held {
  readonly exchange: TimedExchange
  readonly contradicts: boolean
}

/** What exchanges are held against. */
interface Judge {
  readonly line: HostLine
  /** Beyond this theta is not likely: twice over, since 95 % is not enough to speak of a step. */
  readonly error_s: number
  /** What responses take at least: they wait for the next connection event, and often for a whole interval. */
  readonly response_s: number
}

/** Collects bounds, and knows when the host's clock stepped. */
export function createCollector({ window_s = Infinity, steps = createHostSteps(), name = '' }: CollectorOptions = {}): Collector {
  const stretches = createStretches(window_s, steps)
  let exchanges = 0
  let rejected = 0
  const held: Held[] = []
  let odd = 0
  /** Device time of the newest exchange that was taken. */
  let taken_s = -Infinity
  let judge: Judge | null = null

  const release = (): Held[] => held.splice(0)
  const seat = steps.seat(name, {
    stepped(by_s) {
      stretches.step(taken_s)
      judge = null
      // The first may have been sent before the step and answered after it.
      for (const { exchange } of release().slice(1))
        take({ ...exchange, sent_s: exchange.sent_s - by_s, received_s: exchange.received_s - by_s })
    },
    dismissed() {
      for (const { exchange, contradicts } of release()) {
        if (contradicts) rejected++
        else take(exchange)
      }
    },
    replaced() {
      stretches.forget()
      judge = null
      for (const { exchange } of release()) take(exchange)
    },
    lack: () => stretches.ownLack(),
  })

  function take(exchange: TimedExchange): void {
    const { sent_s, deviceReceived_s, deviceSent_s, received_s } = exchange
    exchanges++
    taken_s = deviceSent_s
    stretches.exchange({ received_s: deviceReceived_s, sent_s: deviceSent_s }, { sent_s, received_s })
  }

  /** Of readings as they come: with what the corrections lack. */
  const expected_s = (line: HostLine, device_s: number): number => thetaAt(line, device_s) + stretches.lack_s()

  /** Null: too little is known, also just after a step. A slightly older one judges as well: a long recording is not fitted for each exchange. */
  function judging(): Judge | null {
    const { lower, upper } = stretches.now
    const n = lower.x_s.length
    if (n < (stretches.stepped ? LIKELY_N : 1)) return (judge = null)
    if (judge !== null && n >= judge.line.n && n < 1.1 * judge.line.n) return judge
    const line = stretches.line()
    if (line === null) return (judge = null)
    let response_s = upper.x_s.length >= LIKELY_N ? Infinity : 0
    for (const [i, x_s] of upper.x_s.entries()) response_s = Math.min(response_s, (upper.y_s[i] as number) - expected_s(line, x_s))
    return (judge = { line, error_s: n < LIKELY_N ? line.certain_s : 2 * line.error_s, response_s: Math.max(0, response_s) })
  }

  return {
    get exchanges() {
      return exchanges
    },
    get rejected() {
      return rejected
    },
    line: () => stretches.line(),
    exchange(exchange) {
      const { sent_s, deviceReceived_s, deviceSent_s, received_s } = exchange
      if (!(deviceSent_s >= deviceReceived_s && received_s - sent_s >= deviceSent_s - deviceReceived_s - IMPOSSIBLE_S)) {
        rejected++
        return false
      }
      const by = judging()
      if (by !== null) {
        const theta_s = expected_s(by.line, deviceSent_s)
        const low_s = sent_s - deviceReceived_s - theta_s - by.error_s
        const high_s = received_s - deviceSent_s - theta_s + by.error_s
        const sooner_s = high_s - by.response_s
        const impossible = low_s > TOLERANCE_S || high_s < -TOLERANCE_S
        const contradicts = impossible || sooner_s < -TOLERANCE_S
        if (low_s <= sooner_s && seat.exchange(low_s, sooner_s, contradicts)) {
          const before = exchanges
          held.push({ exchange, contradicts })
          seat.decide()
          return exchanges > before
        }
        odd = contradicts ? odd + 1 : 0
        if (impossible || (contradicts && odd < MOST_ODD)) {
          rejected++
          return false
        }
      }
      take(exchange)
      return true
    },
    arrival(device_s, host_s) {
      if (judge !== null) {
        const high_s = host_s - device_s - expected_s(judge.line, device_s) + judge.error_s
        // Earlier than can be, as after a step back.
        if (high_s < -TOLERANCE_S) return seat.tooEarly(high_s)
      }
      if (!steps.open) stretches.arrival(device_s, host_s)
    },
  }
}
