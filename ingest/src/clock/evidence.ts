import type { SyncExchange } from '../record.ts'
import { addBound, forgetAfter, forgetBefore, noEvidence } from './bounds.ts'
import type { Evidence } from './bounds.ts'
import { createHostSteps } from './hostSteps.ts'
import type { HostSteps } from './hostSteps.ts'
import { lineFrom, slopeOf, thetaAt } from './line.ts'
import type { Line } from './line.ts'
import { acrossStep } from './acrossStep.ts'
import type { HostLine } from './acrossStep.ts'

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
/** A device or a host that is busy reads its clock late between its own two readings, never longer than this. */
const IMPOSSIBLE_S = 0.02
/** Of arrivals the earliest in each such stretch is kept. */
const ARRIVAL_BIN_S = 1

/** From so many exchanges on what is likely can be told from what is only possible. */
const LIKELY_N = 30

interface Held {
  readonly exchange: TimedExchange
  readonly impossible: boolean
}

/** What exchanges are held against. */
interface Judge {
  readonly line: HostLine
  /** What responses take at least: they wait for the next connection event, and often for a whole interval. */
  readonly response_s: number
}

const without = (line: Line | null, lack_s: number): Line | null => line && { ...line, offset_s: line.offset_s - lack_s }

/** Collects bounds, and knows when the host's clock stepped. */
export function createCollector({ window_s = Infinity, steps = createHostSteps(), name = '' }: CollectorOptions = {}): Collector {
  let now = noEvidence()
  /** How often the host had stepped when `now` began. */
  let stepped = steps.count
  /** Before the last step of the host's clock. */
  let before: { readonly evidence: Evidence; readonly stepped: number } | null = null
  /** What stepping cost in certainty against the host's clock, once the time before it is forgotten. */
  let stepError_s = 0
  let cached: HostLine | null = null
  let stale = true
  let exchanges = 0
  let rejected = 0
  let held: Held[] = []
  let agreed_s = -Infinity
  let judge: Judge | null = null

  const release = (): Held[] => {
    const released = held
    held = []
    return released
  }
  const seat = steps.seat(name, {
    stepped(by_s) {
      // What arrived since the last exchange that fitted may have come after the step.
      forgetAfter(now.arrivals, agreed_s - ARRIVAL_BIN_S)
      before = { evidence: now, stepped }
      stepped = steps.count
      now = noEvidence()
      judge = null
      stale = true
      // The first may have been sent before the step and answered after it.
      for (const { exchange } of release().slice(1))
        add({ ...exchange, sent_s: exchange.sent_s - by_s, received_s: exchange.received_s - by_s })
    },
    dismissed() {
      for (const { exchange, impossible } of release()) {
        if (impossible) rejected++
        else add(exchange)
      }
    },
    replaced() {
      now = noEvidence()
      before = judge = null
      stale = true
      for (const { exchange } of release()) add(exchange)
    },
  })

  function line(): HostLine | null {
    if (!stale) return cached
    stale = false
    const slope = slopeOf(before === null ? [now] : [before.evidence, now])
    const own = lineFrom(now, slope)
    const old = before && without(lineFrom(before.evidence, slope), steps.lack_s(before.stepped))
    if (old !== null) {
      cached = acrossStep(old, own, seat, () => steps.lack_s(stepped))
      stepError_s = cached.hostError_s
    } else {
      const line = without(own, steps.lack_s(stepped))
      cached = line && { ...line, hostError_s: line.error_s + stepError_s }
    }
    return cached
  }

  function add({ sent_s, deviceReceived_s, deviceSent_s, received_s }: TimedExchange): void {
    exchanges++
    agreed_s = deviceSent_s
    addBound(now.lower, deviceReceived_s, sent_s - deviceReceived_s)
    addBound(now.upper, deviceSent_s, received_s - deviceSent_s)
    const oldest_s = deviceSent_s - window_s
    for (const bounds of [now.lower, now.upper, now.arrivals]) forgetBefore(bounds, oldest_s, 3)
    if (before !== null) {
      const { lower, upper, arrivals } = before.evidence
      for (const bounds of [lower, upper, arrivals]) forgetBefore(bounds, oldest_s)
      if (lower.x_s.length === 0) before = null
    }
    stale = true
  }

  /** What is known now; null: too little, also just after a step. A slightly older line judges as well, and a long recording is not fitted again for each exchange. */
  function judging(): Judge | null {
    const n = now.lower.x_s.length
    if (n < (before === null ? 1 : LIKELY_N)) return (judge = null)
    if (judge !== null && n >= judge.line.n && n < 1.1 * judge.line.n) return judge
    const known = line()
    if (known === null) return (judge = null)
    const { x_s, y_s } = now.upper
    let response_s = x_s.length >= LIKELY_N ? Infinity : 0
    for (let i = 0; i < x_s.length; i++) response_s = Math.min(response_s, (y_s[i] as number) - expected_s(known, x_s[i] as number))
    return (judge = { line: known, response_s: Math.max(0, response_s) })
  }
  /** Of readings as they are collected: with what the corrections lack. */
  const expected_s = (known: HostLine, device_s: number): number => thetaAt(known, device_s) + steps.lack_s(stepped)
  /** Twice over: 95 % is not enough to speak of a step. */
  const known_s = ({ error_s, certain_s, n }: HostLine): number =>
    n < LIKELY_N ? certain_s : Number.isFinite(error_s) ? 2 * error_s : 0

  return {
    get exchanges() {
      return exchanges
    },
    get rejected() {
      return rejected
    },
    line,
    exchange(exchange) {
      const { sent_s, deviceReceived_s, deviceSent_s, received_s } = exchange
      if (!(deviceSent_s >= deviceReceived_s && received_s - sent_s >= deviceSent_s - deviceReceived_s - IMPOSSIBLE_S)) {
        rejected++
        return false
      }
      const known = judging()
      if (known !== null) {
        const theta_s = expected_s(known.line, deviceSent_s)
        const low_s = sent_s - deviceReceived_s - theta_s - known_s(known.line)
        const high_s = received_s - deviceSent_s - theta_s + known_s(known.line)
        const impossible = low_s > TOLERANCE_S || high_s < -TOLERANCE_S
        const sooner_s = high_s - known.response_s
        if (seat.exchange(low_s, sooner_s, impossible || sooner_s < -TOLERANCE_S)) {
          const taken = exchanges
          held.push({ exchange, impossible })
          seat.decide()
          return exchanges > taken
        }
        if (impossible) {
          rejected++
          return false
        }
      }
      add(exchange)
      return true
    },
    arrival(device_s, host_s) {
      const { arrivals } = now
      const y_s = host_s - device_s
      if (judge !== null && Number.isFinite(judge.line.error_s)) {
        const high_s = y_s - expected_s(judge.line, device_s) + known_s(judge.line)
        // Earlier than can be, as after a step back; what comes while that is open is left out.
        if (high_s < -TOLERANCE_S) {
          seat.tooEarly(high_s)
          return
        }
      }
      if (steps.open) return
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
