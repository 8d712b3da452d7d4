import { describe, expect, it } from 'vitest'
import { createWalker } from '@solestream/ingest/virtual'

const WEIGHT_N = 70 * 9.80665
const walker = createWalker({
  poses: [
    { pose: 'seated', from_s: 5, to_s: 8 },
    { pose: 'left-leg', from_s: 8, to_s: 13 },
    { pose: 'shift', from_s: 13, to_s: 25 },
  ],
})

describe('poses of the simulated person', () => {
  it('load each foot as they should, and both together body weight, also from one to the next', () => {
    for (let t = 5.4; t < 8; t += 0.1) expect(walker.force_N('left', t) + walker.force_N('right', t)).toBeCloseTo(0, 9)
    for (let t = 8.4; t < 25; t += 0.1) expect(walker.force_N('left', t) + walker.force_N('right', t)).toBeCloseTo(WEIGHT_N, 6)
    expect(walker.force_N('right', 10)).toBeCloseTo(0, 9)
    const shares = Array.from({ length: 110 }, (_, k) => walker.force_N('left', 14 + k / 10) / WEIGHT_N)
    expect(Math.min(...shares)).toBeLessThan(0.1)
    expect(Math.max(...shares)).toBeGreaterThan(0.9)
  })
  it('press as hard as they load', () => {
    const kPa = new Float64Array(16)
    for (const t of [6, 8.2, 10, 17.3, 25.2]) {
      walker.pressure_kPa('left', t, kPa)
      const newtons = kPa.reduce((sum, p, k) => sum + (p * walker.insoles.left.layout.sensors[k]!.area_mm2) / 1000, 0)
      expect(newtons).toBeCloseTo(walker.force_N('left', t), 6)
    }
  })
  it('walk before and after, and tell no events of the time in between', () => {
    const events = walker.truth(40)
    expect(events.filter(({ time_s }) => time_s >= 5 && time_s < 25.4)).toEqual([])
    expect(events.filter(({ time_s }) => time_s < 5).length).toBeGreaterThan(10)
    expect(events.filter(({ time_s }) => time_s > 25.4).length).toBeGreaterThan(20)
  })
})
