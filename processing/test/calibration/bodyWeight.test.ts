import { describe, expect, it } from 'vitest'
import {
  bodyWeightCalibration,
  createForce,
  createStanding,
  fitBodyWeight,
  judgeFit,
  symmetryIndex_percent,
  type BodyWeightFit,
} from '@solestream/processing/analysis'
import type { InsoleDescription, SampleBlock, Side } from '@solestream/processing/model'
import { rawInsole, rawInsoles, stand, type PersonOptions } from './person.ts'

const UTC = '2026-11-25T12:00:00Z'
const WRONG: PersonOptions = { gainError: { left: 1.15, right: 0.9 } }
const REAL: PersonOptions = { ...WRONG, noise: 4, sway_ratio: 0.01, seed: 3 }
/** Left leg 5 s, right leg 5 s, with a second on both feet in between. */
const singleLeg = (t: number) => (t < 5 ? 1 : t < 6 ? 1 - (t - 5) : 0)
/** From foot to foot and back every 6 s, never quite leaving either. */
const shift = (t: number) => 0.5 + 0.4 * Math.sin((2 * Math.PI * t) / 6)

function fit(blocks: readonly SampleBlock[], mass_kg = 70, insoles = rawInsoles): BodyWeightFit | null {
  const standing = createStanding(insoles)
  for (const block of blocks) standing.push(block)
  return fitBodyWeight(standing.loads([{ from_s: 0, to_s: 1e6 }]), mass_kg)
}
const calibrated = (side: Side, found: BodyWeightFit): InsoleDescription => ({
  ...rawInsoles[side],
  calibration: bodyWeightCalibration(rawInsoles[side], found, { id: 'bw-1', calibrated_utc: UTC }),
})

/** Mean force of both feet, as the graph would have it with these insoles. */
function forces(blocks: readonly SampleBlock[], insoles: { readonly [S in Side]: InsoleDescription }): { left: number; right: number } {
  const of = (side: Side): number => {
    const force = createForce(insoles[side])
    const all = blocks.filter((b) => b.side === side).flatMap((b) => [...force.push(b)[0]!.force])
    return all.reduce((a, b) => a + b, 0) / all.length
  }
  return { left: of('left'), right: of('right') }
}

describe('body-weight calibration', () => {
  it.each([
    ['two single-leg stands', singleLeg, 11],
    ['slow weight shifts', shift, 20],
  ] as const)('from %s gives gains that are off by +15 and -10 percent back, and newtons', (_, share, seconds) => {
    const found = fit(stand(seconds, share, WRONG))!
    expect(judgeFit(found)).toBeNull()
    // 4 counts a newton, times the error: the scale undoes both.
    expect(found.scale.left).toBeCloseTo(1 / (4 * 1.15), 3)
    expect(found.scale.right).toBeCloseTo(1 / (4 * 0.9), 3)
    expect(found.residual_percent).toBeLessThan(0.1)
    expect(found.gainError_percent).toBeLessThan(0.1)
  })

  it('lets a true weight-bearing asymmetry of -8 percent survive, where one gain for both shows another and forced 50/50 none', () => {
    const found = fit(stand(11, singleLeg, WRONG))!
    // SI = 100 (L - R) / (0.5 (L + R)) = -8: the left foot carries 48 %.
    const standing = stand(10, () => 0.48, WRONG)
    const truth = forces(standing, { left: calibrated('left', found), right: calibrated('right', found) })
    expect(symmetryIndex_percent(truth.left, truth.right)).toBeCloseTo(-8, 1)
    expect(truth.left + truth.right).toBeCloseTo(70 * 9.80665, 0)
    const alike = { ...found, scale: { left: 1, right: 1 } }
    const shown = forces(standing, { left: calibrated('left', alike), right: calibrated('right', alike) })
    expect(symmetryIndex_percent(shown.left, shown.right)).toBeGreaterThan(10)
  })

  it('does so with noise and sway, within the error that it states', () => {
    const inside = Array.from({ length: 40 }, (_, seed) => {
      const found = fit(stand(16, seed % 2 === 0 ? singleLeg : shift, { ...REAL, seed: seed + 10 }))!
      expect(judgeFit(found)).toBeNull()
      expect(found.residual_percent).toBeGreaterThan(0.3)
      const ratio = (found.scale.left * 1.15) / (found.scale.right * 0.9)
      expect(Math.abs(ratio - 1)).toBeLessThan(0.03)
      return Math.abs(Math.log(ratio)) * 100 <= found.gainError_percent
    })
    // 95 % stated; of 40 that leaves room for 5 outside.
    expect(inside.filter(Boolean).length).toBeGreaterThanOrEqual(35)
  })

  it('leaves out a step in between, and says how much', () => {
    const stumble = stand(12, singleLeg, REAL).map((block) => {
      const t = block.time_s[0]!
      return t > 8 && t < 9 && block.side === 'right' ? { ...block, counts: block.counts.map((c) => 1.6 * c) } : block
    })
    const found = fit(stumble)!
    expect(judgeFit(found)).toBeNull()
    expect(found.leftOut_percent).toBeGreaterThan(5)
    expect((found.scale.left * 1.15) / (found.scale.right * 0.9)).toBeCloseTo(1, 1)
  })

  describe('is refused, with what to do,', () => {
    it('when the person only stood on both feet', () => {
      const refusal = judgeFit(fit(stand(20, (t) => 0.5 + 0.02 * Math.sin(t), REAL)))
      expect(refusal?.because).toMatch(/condition number/)
      expect(refusal?.mend).toMatch(/one leg/)
    })
    it('when the weight does not add up', () => {
      const walking = stand(20, (t) => shift(4 * t), { ...REAL, sway_ratio: 0.3 })
      expect(judgeFit(fit(walking))?.because).toMatch(/residual|known to/)
    })
    it('when there is too little, or one foot only', () => {
      expect(judgeFit(fit(stand(3, (t) => (t < 1.5 ? 1 : 0), WRONG)))?.because).toMatch(/seconds?|s of both/)
      expect(judgeFit(fit(stand(11, singleLeg).filter((b) => b.side === 'left')))?.because).toMatch(/no samples of both feet/)
      expect(judgeFit(fit(stand(11, () => 1, WRONG)))).not.toBeNull()
    })
    it('when an insole was never tared', () => {
      expect(fit(stand(11, singleLeg), 70, { left: rawInsole('left', null), right: rawInsole('right') })).toBeNull()
    })
  })

  it('keeps what is known of the sensors against each other, and the zeros', () => {
    const gain = [0.1, 0.2, 0.3, 0.1, 0.1, 0.1]
    const bench: InsoleDescription = {
      ...rawInsole('left'),
      calibration: { ...rawInsole('left').calibration!, method: 'bench', unit: 'N', id: 'bench', gain },
    }
    const found = fit(stand(11, singleLeg))!
    const calibration = bodyWeightCalibration(bench, found, { id: 'bw-2', calibrated_utc: UTC })
    expect(calibration).toMatchObject({ id: 'bw-2', method: 'body-weight', unit: 'N', calibrated_utc: UTC, zero: bench.calibration!.zero })
    calibration.gain.forEach((g, k) => expect(g / gain[k]!).toBeCloseTo(found.scale.left, 12))
  })

  it('does not depend on which foot came first, nor on what was cut where', () => {
    const blocks = stand(11, singleLeg, REAL)
    const whole = fit(blocks)
    const byFoot = [...blocks.filter((b) => b.side === 'right'), ...blocks.filter((b) => b.side === 'left')]
    expect(fit(byFoot)).toEqual(whole)
    for (const at of [1, 2, 3, 4]) expect(fit(blocks.flatMap((b) => [part(b, 0, at), part(b, at, b.n)]))).toEqual(whole)
  })
})

function part(b: SampleBlock, from: number, to: number): SampleBlock {
  const n = to - from
  const counts = new Float32Array(n * b.sensors)
  for (let k = 0; k < b.sensors; k++) counts.set(b.counts.subarray(k * b.n + from, k * b.n + to), k * n)
  return { ...b, n, sequence: b.sequence + from, time_s: b.time_s.slice(from, to), counts }
}
