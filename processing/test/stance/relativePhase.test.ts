import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanAbsolutePhase_deg, outOfTurn_deg, PhaseSpread } from '../../src/analysis/stance/relativePhase.ts'

const POINTS = 100
const wave = (lag_deg: number) => (i: number) => 0.5 + 0.5 * Math.cos((2 * Math.PI * i) / POINTS - (lag_deg * Math.PI) / 180)
const feet = (left: (i: number) => number, right: (i: number) => number): Float32Array =>
  Float32Array.from({ length: 2 * POINTS }, (_, i) => (i < POINTS ? left(i) : right(i - POINTS)))

describe('the relative phase of two feet', () => {
  it('of two cosines is the lag between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -179, max: 180 }), (lag_deg) => {
        const away = outOfTurn_deg(feet(wave(0), wave(lag_deg)))
        expect(meanAbsolutePhase_deg(away)).toBeCloseTo(Math.abs(lag_deg), 3)
      }),
    )
  })

  it('of feet that do the same half a stride apart is as much ahead as behind; of feet that do the same at once it is 0', () => {
    const stance = (i: number) => Math.max(0, Math.sin((Math.PI * (((i % POINTS) + POINTS) % POINTS)) / (0.62 * POINTS)))
    const away = outOfTurn_deg(feet(stance, (i) => stance(i + POINTS / 2)))
    // Their phases are each other's half a stride later: away from half a turn by as much at one time as the other way round half a stride later
    for (let i = 0; i < POINTS / 2; i++) expect(away[i]!).toBeCloseTo(-away[i + POINTS / 2]!, 2)
    expect(meanAbsolutePhase_deg(outOfTurn_deg(feet(stance, stance)))).toBeCloseTo(0, 4)
  })

  it('is told with its sign: + where left is ahead of its turn', () => {
    // Right lags left by 200 degrees: left is 20 degrees ahead of half a turn
    for (const away of outOfTurn_deg(feet(wave(0), wave(200)))) expect(away).toBeCloseTo(20, 3)
  })

  it('does not depend on which foot is called left', () => {
    const one = outOfTurn_deg(feet(wave(0), wave(150)))
    const other = outOfTurn_deg(feet(wave(150), wave(0)))
    expect(meanAbsolutePhase_deg(one)).toBeCloseTo(meanAbsolutePhase_deg(other), 4)
  })
})

describe('the spread of the relative phase', () => {
  const spreadOf = (lags_deg: readonly number[]): number => {
    const spread = new PhaseSpread()
    for (const lag of lags_deg) spread.add(outOfTurn_deg(feet(wave(0), wave(lag))))
    return spread.value_deg()
  }

  it('is 0 of strides that are the same, and not known of one', () => {
    expect(spreadOf([170, 170, 170])).toBeCloseTo(0, 2)
    expect(spreadOf([170])).toBeNaN()
  })

  it('of few degrees is the standard deviation, across the cut at half a turn and at none, too', () => {
    for (const middle of [0, 90, 180]) expect(spreadOf([middle - 3, middle + 3])).toBeCloseTo(3, 1)
  })
})
