import { describe, expect, it } from 'vitest'
import { createLoadCheck } from '@solestream/processing/analysis'
import type { InsoleDescription, SampleBlock } from '@solestream/processing/model'
import { rawInsole, stand } from './person.ts'

const insole = rawInsole('left')
/** 4 counts a newton. */
const inNewtons: InsoleDescription = {
  ...insole,
  calibration: { ...insole.calibration!, method: 'bench', unit: 'N', gain: insole.calibration!.zero.map(() => 1 / 4) },
}
const left = (blocks: readonly SampleBlock[]) => blocks.filter((b) => b.side === 'left')
function check(blocks: readonly SampleBlock[], of = insole): string | null {
  const load = createLoadCheck(of)
  for (const block of left(blocks)) load.push(block)
  return load.loaded()
}
const plus = (blocks: readonly SampleBlock[], counts: number) => blocks.map((b) => ({ ...b, counts: b.counts.map((c) => c + counts) }))

describe('whether a foot is on the insole', () => {
  const off = stand(1, () => 0, { noise: 3 })
  it.each([
    ['off the ground', off, null],
    ['standing on both feet', stand(1, () => 0.5, { noise: 3 }), /stands on it/],
    ['resting, 60 N', stand(1, () => 60 / 686, { noise: 3 }), /rests on it/],
    ['moving', stand(1, (t) => 0.3 * t, { noise: 3 }), /changes|stands/],
    ['saturated', left(off).map((b) => ({ ...b, saturated: 1 })), /saturated/],
    ['drifted alike on all sensors', plus(off, 60), null],
    ['without samples', [], /no samples/],
  ] as const)('%s', (_, blocks, expected) => {
    const said = check(blocks)
    if (expected === null) expect(said).toBeNull()
    else expect(said).toMatch(expected)
  })
  it('knows newtons where they are known', () => {
    expect(
      check(
        stand(1, () => 30 / 686, { noise: 3 }),
        inNewtons,
      ),
    ).toBeNull()
    expect(
      check(
        stand(1, () => 60 / 686, { noise: 3 }),
        inNewtons,
      ),
    ).toMatch(/rests/)
  })
  it('counts from the zero of the layout where nobody has tared', () => {
    const never = { ...rawInsole('left', null), layout: { ...insole.layout, offset: -100 } }
    expect(check(off, never)).toBeNull()
    expect(
      check(
        stand(1, () => 0.5),
        never,
      ),
    ).toMatch(/stands/)
  })
  it('says how long it looked', () => {
    const load = createLoadCheck(insole)
    for (const block of left(off)) load.push(block)
    expect(load.seconds).toBeCloseTo(0.98, 6)
  })
})
