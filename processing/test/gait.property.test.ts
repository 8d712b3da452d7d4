import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asapScheduler, from, lastValueFrom, observeOn, toArray } from 'rxjs'
import { createGait, type GaitInput } from '@solestream/processing/analysis'
import { gait } from '@solestream/processing/graph'
import {
  otherSide,
  type GaitEvent,
  type GraphOutput,
  type Mode,
  type SampleBlock,
  type Stride,
  type StrideMetricName,
  type Summary,
} from '@solestream/processing/model'
import { cut, insoles, interleave, walk, type TwoFeet } from './walker.ts'

const MODES: readonly Mode[] = ['online', 'offline']
const feet = walk({ seconds: 40, sensors: 3, seed: 5, variability_ratio: 0.03 })
const MISSING = [
  [900, 920],
  [2100, 2101],
] as const

function result(f: TwoFeet, mode: Mode, blocks: readonly GaitInput[]) {
  const machine = createGait({ insoles: insoles(f), mode })
  const said = blocks.flatMap((b) => machine.push(b)).concat(machine.end())
  const { events, strides, summary, quality } = machine.result()
  return { events, strides, summary, quality, order: said.flatMap((o) => (o.type === 'stride' ? [o.stride] : [])) }
}

const both = (lengths: readonly number[], delays: readonly number[] = [0, 0]) =>
  interleave([cut(feet.left, lengths, MISSING), cut(feet.right, lengths.toReversed())], delays)
const lengthsOf = (max: number) => fc.array(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 6 })

/** With the longest gap (0.2 s) and the longest block (0.2 s) a delayed foot still lags less than the watermark of 3 s. */
const MOST_DELAY_S = 2.5

describe.each(MODES)('gait, %s', (mode) => {
  const expected = result(feet, mode, both([5]))

  it('finds the strides of the walk', () => {
    expect(expected.strides.filter((s) => s.valid).length).toBeGreaterThan(50)
    expect(expected.strides.some((s) => s.excludedBecause === 'gap')).toBe(true)
  })

  it('does not depend on the cut into blocks', () => {
    fc.assert(
      fc.property(lengthsOf(120), (lengths) => {
        expect(result(feet, mode, both(lengths))).toEqual(expected)
      }),
      { numRuns: 15 },
    )
  })

  it('does not depend on which foot comes first, within the watermark', () => {
    fc.assert(
      fc.property(
        lengthsOf(20),
        fc.double({ min: 0, max: MOST_DELAY_S, noNaN: true }),
        fc.integer({ min: 0, max: 1 }),
        (lengths, delay_s, foot) => {
          const delays = foot === 0 ? [delay_s, 0] : [0, delay_s]
          expect(result(feet, mode, both(lengths, delays))).toEqual(expected)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('does not depend on the pace, and neither on the graph', async () => {
    const live = (outputs: readonly GraphOutput[]) => outputs.flatMap((o) => (o.type === 'stride' ? [o.stride] : []))
    const operator = gait({ insoles: insoles(feet), mode })
    const source = from(both([7, 3]))
    const at_once = await lastValueFrom(source.pipe(operator, toArray()))
    const in_turns = await lastValueFrom(source.pipe(observeOn(asapScheduler), operator, toArray()))
    expect(live(at_once)).toEqual(expected.order)
    expect(live(in_turns)).toEqual(expected.order)
    expect(at_once.findLast((o) => o.type === 'summary')).toMatchObject({ summary: expected.summary })
  })

  it('mirrors its output when the feet are exchanged', () => {
    const swapped: TwoFeet = { left: swap(feet.right), right: swap(feet.left) }
    const mirrored = result(swapped, mode, interleave([cut(swapped.left, [5]), cut(swapped.right, [5], MISSING)]))
    const byStart = (strides: readonly Stride[]) => strides.toSorted((a, b) => a.start_s - b.start_s || a.side.localeCompare(b.side))
    expect(mirrored.events).toEqual(expected.events.map(mirror))
    expect(byStart(mirrored.strides)).toEqual(byStart(expected.strides.map(mirror)))
    mirroredSummary(mirrored.summary, expected.summary)
  })
})

const swap = (f: TwoFeet['left']): TwoFeet['left'] => {
  const side = otherSide(f.side)
  return { ...f, side, insole: { ...f.insole, side, layout: { ...f.insole.layout, side } } }
}
const mirror = <T extends GaitEvent | Stride>(one: T): T => ({ ...one, side: otherSide(one.side) })

function mirroredSummary(a: Summary, b: Summary): void {
  expect(Object.keys(a)).toEqual(Object.keys(b))
  const index = (of: Summary, name: string) => of[name as StrideMetricName]?.asymmetry_percent?.value
  for (const name of Object.keys(a) as (keyof Summary)[]) {
    expect(a[name]!.left).toEqual(b[name]!.right)
    expect(a[name]!.right).toEqual(b[name]!.left)
    const [x, y] = [index(a, name), index(b, name)]
    if (x !== undefined) expect(x).toBeCloseTo(-y!, 9)
  }
}

describe('a foot that falls silent', () => {
  const until = feet.left.n / 2
  const right = (blocks: readonly SampleBlock[]) => blocks.filter((b) => b.side === 'left' || b.sequence < until)

  it('does not hold up the other one, by sample time alone', () => {
    const machine = createGait({ insoles: insoles(feet), mode: 'online' })
    const lateness: number[] = []
    for (const b of right(both([5]))) {
      for (const o of machine.push(b)) if (o.type === 'stride') lateness.push(b.time_s[b.n - 1]! - o.stride.end_s)
    }
    expect(Math.max(...lateness)).toBeLessThan(3.5)
    const late = machine.result().strides.filter((s) => s.start_s > 25)
    expect(late.length).toBeGreaterThan(8)
    expect(late.every((s) => s.side === 'left' && s.doubleSupport_s === undefined && s.step_s === undefined)).toBe(true)
    expect(late.some((s) => s.valid)).toBe(true)
  })

  it('says so when it never came', () => {
    const machine = createGait({ insoles: insoles(feet), mode: 'online' })
    for (const b of cut(feet.left, [5])) machine.push(b)
    machine.end()
    const { unavailable, summary } = machine.result()
    expect(unavailable['doubleSupport_s']).toMatch(/right foot/)
    expect(summary.stride_s?.left?.n).toBeGreaterThan(25)
    expect(summary.stride_s?.right).toBeUndefined()
  })
})
