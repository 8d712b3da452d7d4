import { describe, expect, it } from 'vitest'
import type { ForceBlock } from '@solestream/processing/graph'
import type { Side } from '@solestream/processing/model'
import { Measure } from '../../src/guide/measures.ts'

/** Blocks of ten samples at 100 Hz of both feet, whose forces are told by time. */
function run(measure: Measure, force: (side: Side, time_s: number) => number, more: Partial<ForceBlock> = {}): string[] {
  const poses: string[] = []
  for (let k = 0; k < 2000 && !measure.done; k += 10)
    for (const side of ['left', 'right'] as const) {
      const time_s = Float64Array.from({ length: 10 }, (_, i) => (k + i) / 100)
      const block = { side, n: 10, time_s } as never
      const of = { side, block, force: Float32Array.from(time_s, (t) => force(side, t)), unit: 'N', calibrated: true, ...more }
      const pose = measure.take(of as ForceBlock)
      if (pose !== null) poses.push(pose)
    }
  return poses
}

describe('which insole is under which foot', () => {
  // Left leg until 6.1 s, then the right one.
  const onLeg = (side: Side, t: number): number => ((side === 'left') === t < 6.1 ? 700 : 0)
  it.each([
    ['as they should be', onLeg, 'right'],
    ['in the other shoes', (side: Side, t: number) => 700 - onLeg(side, t), 'swapped'],
    ['of a person who stands on both', () => 350, 'unclear'],
    ['of a person who stays on one leg', (side: Side) => (side === 'left' ? 700 : 0), 'unclear'],
    [
      'in unequal units with resting offsets',
      (side: Side, t: number) => (side === 'left' ? 9000 + 9 * onLeg(side, t) : 40 + onLeg(side, t)),
      'right',
    ],
  ] as const)('%s', (_, force, verdict) => {
    const measure = new Measure('sides')
    expect(run(measure, force)).toEqual(['left-leg', 'right-leg'])
    expect(measure.done).toBe(true)
    expect(measure.sides()).toBe(verdict)
  })

  it('does not count what happens while the person gets ready', () => {
    const measure = new Measure('sides')
    // Wrong way round in every get-ready phase.
    run(measure, (side, t) => ((t > 4.1 && t < 6.1) || (t > 10.1 && t < 12.1) ? onLeg(side, t) : 700 - onLeg(side, t)))
    expect(measure.sides()).toBe('right')
  })

  it('goes on by the foot that is behind', () => {
    const measure = new Measure('sides')
    const block = (side: Side, from_s: number) =>
      ({ side, block: { side, n: 1, time_s: Float64Array.of(from_s) }, force: Float32Array.of(1), unit: 'N', calibrated: true }) as never
    measure.take(block('left', 0))
    measure.take(block('right', 0))
    for (let t = 1; t < 20; t++) measure.take(block('left', t))
    expect(measure.done).toBe(false)
    expect(measure.now).toEqual({ what: 'sides', phase: 'get-ready', side: 'left', left_s: 4 })
    measure.take(block('right', 5))
    expect(measure.now).toEqual({ what: 'sides', phase: 'hold', side: 'left', left_s: 1 })
  })
})

describe('standing', () => {
  it('is what both feet bear together while the person is still', () => {
    const measure = new Measure('standing')
    run(measure, (side, t) => (t < 3 ? 0 : side === 'left' ? 300 : 400))
    expect(measure.standing()).toEqual({ total: 700, unit: 'N', calibrated: true, sway_percent: 0 })
  })
  it('tells how still the person stood', () => {
    const measure = new Measure('standing')
    run(measure, (_, t) => 350 + 35 * Math.SQRT2 * Math.sin(2 * Math.PI * t))
    // SD 35 of each foot.
    expect(measure.standing()!.sway_percent).toBeCloseTo(10, 1)
  })
  it('is none of samples that are missing, or of insoles in different units', () => {
    const missing = new Measure('standing')
    run(missing, () => NaN)
    expect(missing.standing()).toBe(null)
    const mixed = new Measure('standing')
    run(mixed, (side) => (side === 'left' ? 1 : 2))
    mixed.take({
      side: 'left',
      block: { n: 1, time_s: Float64Array.of(9) },
      force: Float32Array.of(1),
      unit: 'raw',
      calibrated: false,
    } as never)
    expect(mixed.standing()).toBe(null)
  })
})
