import { describe, expect, it } from 'vitest'
import { FIXED_THRESHOLDS, FixedThresholdFoot } from '../../src/analysis/contacts/index.ts'
import { random } from './signal.ts'

const SENSORS = 16
const each = (value: (k: number) => number): Float64Array => Float64Array.from({ length: SENSORS }, (_, k) => value(k))
const SETTINGS = {
  ...FIXED_THRESHOLDS,
  pressureGain: each((k) => 100 + k),
  forceGain_N: each((k) => 0.015 + 0.001 * k),
  x_mm: each((k) => ((k % 3) - 1) * 25),
  y_mm: each((k) => 10 + k * 15),
}

/** Strides of `period` samples, loaded for the first `loaded` of them with a load that rolls from sensor 0 to 15. */
function counts(frames: number, period: number, loaded: number): Uint16Array {
  const next = random(2)
  const out = new Uint16Array(frames * 2 * SENSORS)
  for (let i = 0; i < frames; i++) {
    const phase = (i % period) / loaded
    for (let k = 0; k < SENSORS; k++) {
      const load = phase < 1 ? Math.max(0, 1 - ((phase - k / 15) / 0.4) ** 2) : 0
      out[i * 2 * SENSORS + k] = Math.floor(2500 * load + 3 * next())
    }
  }
  return out
}

/** The definition, one step at a time. */
function reference(data: Uint16Array, frames: number) {
  const w = Math.tan((Math.PI * 20) / 100)
  const norm = 1 / (1 + Math.SQRT2 * w + w * w)
  const [x, y] = [[0, 0, 0] as number[], [0, 0, 0] as number[]]
  let [contact, start, toe, strides, sum_s, peak, impulse, path] = [false, -1, 0, 0, 0, 0, 0, 0]
  let last: readonly [number, number] = [0, 0]
  for (let i = 0; i < frames; i++) {
    const c = Array.from({ length: SENSORS }, (_, k) => data[i * 2 * SENSORS + k]!)
    const force = c.reduce((a, v, k) => a + v * SETTINGS.forceGain_N[k]!, 0)
    const moment = (at: Float64Array): number => c.reduce((a, v, k) => a + v * SETTINGS.forceGain_N[k]! * at[k]!, 0)
    const cop = force > 1 ? ([moment(SETTINGS.x_mm) / force, moment(SETTINGS.y_mm) / force] as const) : ([0, 0] as const)
    x.unshift(force)
    y.unshift(norm * (w * w * (x[0]! + 2 * x[1]! + x[2]!) - 2 * (w * w - 1) * y[0]! - (1 - Math.SQRT2 * w + w * w) * y[1]!))
    x.length = y.length = 3
    path += Math.hypot(cop[0] - last[0], cop[1] - last[1])
    last = cop
    if (contact) {
      impulse += force / 100
      peak = Math.max(peak, ...c.map((v, k) => v * SETTINGS.pressureGain[k]!))
      if (y[0]! < 25) [contact, toe] = [false, i]
    } else if (y[0]! > 40) {
      if (start >= 0 && toe > start) [strides, sum_s] = [strides + 1, sum_s + (i - start) / 100]
      ;[contact, start, peak, impulse, path] = [true, i, 0, 0, 0]
    }
  }
  return { strides, strideSum_s: sum_s, peak, impulse_Ns: impulse, path_mm: path }
}

describe('the fixed-threshold algorithm', () => {
  const frames = 3000
  const data = counts(frames, 110, 68)

  it('counts strides and measures them', () => {
    const foot = new FixedThresholdFoot(SETTINGS)
    foot.push(data, 0, 2 * SENSORS, frames)
    expect(foot.strides).toBe(27)
    expect(foot.strideSum_s / foot.strides).toBeCloseTo(1.1, 9)
  })

  it('is its definition, in whatever pieces', () => {
    for (const piece of [1, 7, 3000]) {
      const foot = new FixedThresholdFoot(SETTINGS)
      for (let i = 0; i < frames; i += piece) foot.push(data, i * 2 * SENSORS, 2 * SENSORS, Math.min(piece, frames - i))
      const wanted = reference(data, frames)
      expect(foot.strides).toBe(wanted.strides)
      expect(foot.strideSum_s).toBeCloseTo(wanted.strideSum_s, 9)
      expect(foot.peak).toBeCloseTo(wanted.peak, 6)
      expect(foot.impulse_Ns).toBeCloseTo(wanted.impulse_Ns, 6)
      expect(foot.path_mm).toBeCloseTo(wanted.path_mm, 6)
    }
  })

  it('refuses an odd number of sensors', () => {
    const odd = { ...SETTINGS, forceGain_N: new Float64Array(15), pressureGain: new Float64Array(15) }
    expect(() => new FixedThresholdFoot(odd)).toThrow('even number of sensors')
  })
})
