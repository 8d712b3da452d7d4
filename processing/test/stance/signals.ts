import type { InsoleDescription, Region } from '@solestream/processing/model'
import { createForce } from '@solestream/processing/analysis'
import { SignalHistory } from '../../src/analysis/signalHistory.ts'
import { keptSignals, stanceSetup, type StanceSetup } from '../../src/analysis/stance/index.ts'
import { stanceOf, type Stance } from '../../src/analysis/stance/stance.ts'
import type { BareStride } from '../../src/analysis/strides/draft.ts'
import { insole } from '../walker.ts'

export interface Signal {
  readonly rate_Hz?: number
  /** Force of each sensor at a time since contact, in counts; it is 0 before and after. */
  readonly sensors: readonly ((after_s: number) => number)[]
  readonly insole: InsoleDescription
  readonly duration_s?: number
  readonly swing_s?: number
}

export const START_S = 0.2

/** A foot's history from 0 to `until_s`, each sensor's count a function of time. */
export function historyOf(insole: InsoleDescription, until_s: number, sensors: readonly ((time_s: number) => number)[]): SignalHistory {
  const history = new SignalHistory(Infinity, keptSignals(stanceSetup(insole)))
  const n = Math.ceil(until_s * insole.rate_Hz)
  const time_s = Float64Array.from({ length: n }, (_, i) => i / insole.rate_Hz)
  const counts = Float32Array.from(sensors.flatMap((load) => Array.from(time_s, load)))
  const block = { side: insole.side, sequence: 0, n, sensors: sensors.length, time_s, counts, imu: null, lostBefore: 0, saturated: 0, recovered: false } // prettier-ignore
  history.append(createForce(insole).push(block)[0]!)
  return history
}

/** One stride of a foot from known signals: a stance from START_S on, then a swing. */
export function oneStride(signal: Signal): { stance: Stance; history: SignalHistory; setup: StanceSetup; stride: BareStride } {
  const { rate_Hz = 100, sensors, duration_s = 0.7, swing_s = 0.4 } = signal
  const insole = { ...signal.insole, rate_Hz, sensors: sensors.length }
  const toeOff_s = START_S + duration_s
  const end_s = toeOff_s + swing_s
  const history = historyOf(
    insole,
    end_s + 0.2,
    sensors.map((load) => (t) => (t >= START_S && t < toeOff_s ? load(t - START_S) : 0)),
  )
  const stride: BareStride = {
    side: insole.side,
    start_s: START_S,
    toeOff_s,
    end_s,
    gap: false,
    known_s: Infinity,
    metrics: { stride_s: end_s - START_S },
    stancePeak: history.maxForce(START_S, toeOff_s),
    swingFloor: history.meanForce(toeOff_s + swing_s / 4, end_s - swing_s / 4),
  }
  return { stance: stanceOf(history, START_S, toeOff_s)!, history, setup: stanceSetup(insole), stride }
}

/** An insole whose sensors lie under these parts of the foot. */
export function insoleOf(
  sensors: readonly { readonly region?: Region; readonly x_mm?: number; readonly y_mm?: number; readonly area_mm2?: number }[],
  options: {
    readonly calibrated?: 'N' | 'kPa'
    readonly side?: 'left' | 'right'
    readonly layout?: Partial<InsoleDescription['layout']>
  } = {},
): InsoleDescription {
  const base = insole(options.side ?? 'right', sensors.length)
  const n = sensors.length
  return {
    ...base,
    layout: {
      ...base.layout,
      fullScale: 100,
      sensors: sensors.map(({ region = 'unknown', x_mm = 0, y_mm = 100, area_mm2 = 100 }) => ({ region, x_mm, y_mm, area_mm2 })),
      ...options.layout,
    },
    calibration: options.calibrated
      ? {
          id: 'known',
          method: 'bench',
          unit: options.calibrated,
          calibrated_utc: '2026-01-01T00:00:00Z',
          temperature_C: null,
          zero: new Array<number>(n).fill(0),
          gain: new Array<number>(n).fill(1),
        }
      : null,
  }
}
