import type { GaitEvent, GaitEventKind, Machine, Mode, Side } from '@solestream/processing/model'
import { copyOf } from '../copyOf.ts'
import { FIXED_THRESHOLDS } from './fixedThreshold.ts'
import type { ForceChunk } from './types.ts'

/** Second-order Butterworth low pass, causal: y = b (x + 2 x1 + x2) - a1 y1 - a2 y2. */
class LowPass {
  private readonly b: number
  private readonly a1: number
  private readonly a2: number
  private z1 = 0
  private z2 = 0

  constructor(corner_Hz: number, rate_Hz: number) {
    const c = 1 / Math.tan((Math.PI * corner_Hz) / rate_Hz)
    const a0 = 1 + Math.SQRT2 * c + c * c
    this.b = 1 / a0
    this.a1 = (2 * (1 - c * c)) / a0
    this.a2 = (1 - Math.SQRT2 * c + c * c) / a0
  }

  /** As if x had lasted for ever. */
  settle(x: number): void {
    this.z2 = x * (this.b - this.a2)
    this.z1 = x * (2 * this.b - this.a1) + this.z2
  }

  next(x: number): number {
    const y = this.b * x + this.z1
    this.z1 = 2 * this.b * x - this.a1 * y + this.z2
    this.z2 = this.b * x - this.a2 * y
    return y
  }
}

interface State {
  readonly filter: LowPass
  contact: boolean
  /** The sample before is there: not so at the start and after a gap. */
  whole: boolean
  last_s: number
}

/**
 * @algorithm Contacts by fixed thresholds
 *
 * `gait-fixed` 1.0.0, for comparison only: the small algorithm that a first script would use. Force in newtons through a causal second-order Butterworth
 * low pass of 20 Hz, initial contact at the first sample above 40 N, toe-off at the first below 25 N (40 N: the force-plate reference of Blades 2023,
 * Sensors 23:2736). It needs newtons, a floor at zero in swing and an even rate; after a gap it starts afresh. Its times are whole samples, later than the foot by
 * the filter's 11 ms and by the way up to the threshold.
 */
export function createFixedThresholdDetector(side: Side, mode: Mode, rate_Hz: number): Machine<ForceChunk, GaitEvent> {
  return detector(side, mode, {
    filter: new LowPass(FIXED_THRESHOLDS.lowPass_Hz, rate_Hz),
    contact: false,
    whole: false,
    last_s: -Infinity,
  })
}

function detector(side: Side, mode: Mode, state: State): Machine<ForceChunk, GaitEvent> {
  const event = (kind: GaitEventKind, time_s: number): GaitEvent => ({
    kind,
    side,
    time_s,
    ...(mode === 'online' && { detected_s: time_s }),
    confidence: 1,
  })
  return {
    push({ n, time_s, force, lostBefore }) {
      const { filter } = state
      const events: GaitEvent[] = []
      if (lostBefore > 0) state.whole = false
      for (let i = 0; i < n; i++) {
        const x = force[i]!
        const t = time_s[i]!
        if (Number.isNaN(x) || !(t > state.last_s)) {
          state.whole = false
          continue
        }
        state.last_s = t
        if (!state.whole) filter.settle(x)
        const y = filter.next(x)
        if (!state.whole) state.contact = y > FIXED_THRESHOLDS.on_N
        else if (!state.contact && y > FIXED_THRESHOLDS.on_N) {
          events.push(event('initial-contact', t))
          state.contact = true
        } else if (state.contact && y < FIXED_THRESHOLDS.off_N) {
          events.push(event('toe-off', t))
          state.contact = false
        }
        state.whole = true
      }
      return events
    },
    end: () => [],
    fork: () => detector(side, mode, copyOf(state)),
  }
}
