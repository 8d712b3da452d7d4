import type { InsoleDescription, SampleBlock } from '../../model/index.ts'
import { coefficients } from '../force/coefficients.ts'

/** PROTOCOL.md R-TARE-4, as shares of full scale: what the insole itself refuses. */
const MOST_MEAN_LOAD = 0.02
const MOST_LOAD = 0.1
const MOST_SPREAD = 0.02
/** Beyond that: a resting foot weighs more than this (metrics.md 2.1: 20 to 40 N count as unloaded)... */
const MOST_NEWTONS = 40
const MOST_QUIET_LOAD = 0.005
/** ...and rests on some sensors: the most loaded quarter carries more than this share, while drift is spread over all. */
const CONCENTRATED_RATIO = 0.42

/** Whether a foot is on the insole, from its counts over about a second: asked before a person tares it. */
export interface LoadCheck {
  push(block: SampleBlock): void
  /** Seconds seen. */
  readonly seconds: number
  /** In words, or null: nothing is on it. Throws nothing: without samples the answer is that there are none. */
  loaded(): string | null
}

export function createLoadCheck(insole: InsoleDescription): LoadCheck {
  const { sensors, layout, calibration } = insole
  const zero = calibration?.zero ?? Array.from({ length: sensors }, () => -layout.offset / layout.scale)
  const full = Math.abs(layout.fullScale / layout.scale)
  const low = new Float64Array(sensors).fill(Infinity)
  const high = new Float64Array(sensors).fill(-Infinity)
  const sum = new Float64Array(sensors)
  const n = new Float64Array(sensors)
  let saturated = 0
  let first_s = NaN
  let last_s = NaN

  function concentrated(loads: readonly number[]): boolean {
    const positive = loads.map((load) => Math.max(0, load)).sort((a, b) => b - a)
    const total = positive.reduce((a, b) => a + b, 0)
    const top = positive.slice(0, Math.ceil(positive.length / 4)).reduce((a, b) => a + b, 0)
    return total > 0 && top > CONCENTRATED_RATIO * total
  }

  return {
    get seconds() {
      return last_s - first_s || 0
    },
    push(block) {
      if (block.n === 0 || block.sensors !== sensors) return
      if (first_s !== first_s) first_s = block.time_s[0]!
      last_s = block.time_s[block.n - 1]!
      saturated += block.saturated
      for (let k = 0; k < sensors; k++)
        for (let i = 0; i < block.n; i++) {
          const count = block.counts[k * block.n + i]!
          if (count !== count) continue
          low[k] = Math.min(low[k]!, count)
          high[k] = Math.max(high[k]!, count)
          sum[k] = sum[k]! + count
          n[k] = n[k]! + 1
        }
    },
    loaded() {
      const judged = Array.from({ length: sensors }, (_, k) => k).filter((k) => n[k]! > 0)
      if (judged.length === 0) return 'no samples come'
      if (saturated > 0) return 'a sensor is saturated'
      if (judged.some((k) => high[k]! - low[k]! > MOST_SPREAD * full)) return 'the load changes'
      const sign = Math.sign(layout.scale)
      const loads = judged.map((k) => (sign * (sum[k]! / n[k]! - zero[k]!)) / full)
      const mean = loads.reduce((a, b) => a + b, 0) / loads.length
      if (mean > MOST_MEAN_LOAD || loads.some((load) => load > MOST_LOAD)) return 'a foot stands on it'
      const { calibrated, unit, gain, offset } = coefficients(insole)
      const newtons = judged.reduce((total, k) => total + gain[k]! * (sum[k]! / n[k]!) + offset[k]!, 0)
      const rests = calibrated && unit === 'N' ? newtons > MOST_NEWTONS : mean > MOST_QUIET_LOAD
      return rests && concentrated(loads) ? 'a foot rests on it' : null
    },
  }
}
