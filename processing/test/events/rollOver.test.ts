import { describe, expect, it } from 'vitest'
import { createWalker, demo16 } from '@solestream/ingest/virtual'
import { createFoot, createGait, insoleItem } from '@solestream/processing/analysis'
import {
  SIDES,
  type GaitEvent,
  type InsoleDescription,
  type InsoleLayout,
  type Region,
  type SampleBlock,
} from '@solestream/processing/model'
import { footParts } from '../../src/analysis/rollOver/index.ts'
import { analyse, blocksOf } from '../simulated.ts'
import { layoutWith } from './layouts.ts'
import { simulate, type Simulated } from './simulate.ts'
import { MODES } from './sweepScore.ts'

const ROLLS = ['foot-flat', 'heel-off'] as const
const isRoll = ({ kind }: GaitEvent) => kind === 'foot-flat' || kind === 'heel-off'
const near = (events: readonly GaitEvent[], kind: string, side: string, time_s: number) =>
  events.filter((e) => e.kind === kind && e.side === side && Math.abs(e.time_s - time_s) < 0.1)

function through(insole: InsoleDescription, blocks: readonly SampleBlock[], mode: (typeof MODES)[number]): GaitEvent[] {
  const foot = createFoot(insole.side, mode)
  foot.push(insoleItem(insole))
  return [...blocks.flatMap((b) => foot.push(b)), ...foot.end()].flatMap((c) => c.events)
}

describe.each(MODES)('foot flat and heel off, %s', (mode) => {
  const settings = { seed: 3, duration_s: 30 }
  const walk: Simulated = simulate(settings)
  const events = walk.eventsOf(mode)

  it('come once a stance, at their time, between contact and toe-off', () => {
    for (const t of walk.truth.filter((e) => e.time_s > 1.5 && e.time_s < 29)) {
      const found = near(events, t.kind, t.side, t.time_s)
      expect(found.length).toBe(1)
      expect(Math.abs(found[0]!.time_s - t.time_s)).toBeLessThan(0.006)
    }
    for (const side of SIDES) {
      const kinds = events.filter((e) => e.side === side).toSorted((a, b) => a.time_s - b.time_s)
      const order = ['initial-contact', 'foot-flat', 'heel-off', 'toe-off']
      const whole = kinds.slice(kinds.findIndex((e) => e.kind === 'foot-flat') - 1)
      expect(whole.map((e) => e.kind)).toEqual(whole.map((_, i) => order[i % 4]))
    }
  })

  it('say how sure they are and, live, which sample they needed', () => {
    const rolls = events.filter(isRoll)
    expect(rolls.length).toBeGreaterThan(100)
    for (const e of rolls) {
      expect(e.confidence).toBeGreaterThan(0.5)
      expect(e.confidence).toBeLessThanOrEqual(1)
      if (mode === 'offline') expect(e.detected_s).toBeUndefined()
      else if (e.time_s > 2.5) expect(e.detected_s! - e.time_s).toBeLessThan(0.1)
    }
    if (mode === 'online') for (const e of rolls) expect(e.detected_s).toBeGreaterThanOrEqual(e.time_s)
  })

  it('are the same however the samples were cut', () => {
    for (const packet of [1, 7, 1000]) expect(simulate(settings, { packet }).eventsOf(mode)).toEqual(events)
  })

  it('are the same from raw counts', () => {
    const raw = createWalker(settings)
    for (const side of SIDES) {
      const { calibration: _, ...rest } = raw.insoles[side]
      const uncalibrated: InsoleDescription = { ...rest, calibration: null, layout: { ...rest.layout, unit: 'raw' } }
      const found = through(uncalibrated, blocksOf(raw, side, 100), mode)
      const wanted = events.filter((e) => e.side === side)
      expect(found.map((e) => e.kind)).toEqual(wanted.map((e) => e.kind))
      // sensors differ in gain, so that sums of counts are other sums
      found.forEach((e, i) => expect(Math.abs(e.time_s - wanted[i]!.time_s)).toBeLessThan(0.006))
    }
  })

  it('in lost samples lie there and are not sure', () => {
    const flat = walk.truth.find((e) => e.kind === 'foot-flat' && e.side === 'left' && e.time_s > 10)!
    const lift = walk.truth.find((e) => e.kind === 'heel-off' && e.side === 'left' && e.time_s > 20)!
    const walker = createWalker(settings)
    let lostBefore = 0
    const kept = blocksOf(walker, 'left', 1).flatMap((block): SampleBlock[] => {
      if ([flat, lift].some(({ time_s }) => Math.abs(block.time_s[0]! - time_s) < 0.025)) {
        lostBefore++
        return []
      }
      const whole = { ...block, lostBefore }
      lostBefore = 0
      return [whole]
    })
    const found = through(walker.insoles.left, kept, mode)
    for (const { kind, time_s } of [flat, lift]) {
      const [e, ...more] = near(found, kind, 'left', time_s)
      expect(more).toEqual([])
      expect(Math.abs(e!.time_s - time_s)).toBeLessThan(0.035)
      expect(e!.confidence).toBeLessThan(0.5)
    }
  })

  it('make the percentages of stance, as the walk has them', () => {
    const { summary, unavailable } = analyse(createWalker({ seed: 3, duration_s: 60, asymmetry_percent: 10 }), mode)
    for (const side of SIDES) {
      expect(summary.footFlat_percent![side]!.n).toBeGreaterThan(40)
      expect(Math.abs(summary.footFlat_percent![side]!.median - 15)).toBeLessThan(0.5)
      expect(Math.abs(summary.heelOff_percent![side]!.median - 55)).toBeLessThan(0.5)
      expect(Math.abs(summary.flatPhase_percent![side]!.median - 40)).toBeLessThan(0.7)
    }
    for (const name of [...ROLLS, 'footFlat_percent', 'heelOff_percent']) expect(unavailable[name]).toBeUndefined()
  })

  it('cannot be had of one sensor, with the reason', () => {
    const { events: all, summary, unavailable } = analyse(createWalker({ seed: 3, duration_s: 30 }, layoutWith(1)), mode)
    expect(all.length).toBeGreaterThan(80)
    expect(all.filter(isRoll)).toEqual([])
    for (const name of [...ROLLS, 'footFlat_percent', 'heelOff_percent', 'flatPhase_percent'])
      expect(unavailable[name]).toBe('one sensor cannot tell heel from forefoot')
    expect(summary.footFlat_percent).toBeUndefined()
  })

  it('of one insole that cannot tell them are missed there alone', () => {
    const walker = createWalker({ seed: 3, duration_s: 30 }, (side) => (side === 'left' ? demo16(side) : layoutWith(1)(side)))
    const { events: all, unavailable } = analyse(walker, mode)
    expect(all.filter((e) => isRoll(e) && e.side === 'left').length).toBeGreaterThan(40)
    expect(all.filter((e) => isRoll(e) && e.side === 'right')).toEqual([])
    expect(unavailable['heel-off']).toBeUndefined()
    expect(unavailable['heel-off.right']).toMatch(/one sensor/)
  })

  it('are not invented for a foot that does not load its heel', () => {
    const { events: all, unavailable } = analyse(createWalker({ seed: 3, duration_s: 30, footStrike: 'toe' }), mode)
    expect(all.filter(isRoll)).toEqual([])
    expect(unavailable['heelOff_percent.left']).toMatch(/^0 valid strides/)
  })
})

describe('the parts of a foot', () => {
  const layout = (places: readonly (readonly [number, Region])[], geometry: InsoleLayout['geometry'] = 'mm'): InsoleLayout => ({
    ...demo16('left'),
    geometry,
    length_mm: 100,
    sensors: places.map(([y_mm, region]) => ({ x_mm: 0, y_mm, area_mm2: 100, region })),
  })

  it('are the regions of the layout', () => {
    expect(footParts(layout([[50, 'heelM'], [50, 'midL'], [50, 'hallux'], [50, 'mth1']]), 4)).toEqual({ heel: [0], forefoot: [2, 3] }) // prettier-ignore
  })

  it('are told by place where no regions are named', () => {
    expect(footParts(layout([[10, 'unknown'], [40, 'unknown'], [60, 'unknown'], [90, 'unknown']]), 4)).toEqual({ heel: [0], forefoot: [2, 3] }) // prettier-ignore
  })

  it('are refused, with the reason, where they cannot be told', () => {
    expect(footParts(layout([[10, 'whole']]), 1)).toMatch(/one sensor/)
    expect(footParts(layout([[10, 'mth1'], [20, 'hallux']]), 2)).toBe('no sensor lies under the heel') // prettier-ignore
    expect(footParts(layout([[10, 'heelM'], [20, 'midL']]), 2)).toBe('no sensor lies under the forefoot') // prettier-ignore
    expect(footParts(layout([[10, 'unknown'], [90, 'unknown']], 'none'), 2)).toMatch(/where the sensors are/) // prettier-ignore
  })
})

describe('a checkpoint in the middle of a stance', () => {
  it('goes on with foot flat and heel off as if nothing had happened', () => {
    const walker = createWalker({ seed: 5, duration_s: 20 })
    const gait = createGait({ insoles: SIDES.map((s) => walker.insoles[s]), mode: 'online' })
    const blocks = blocksOf(walker, 'left', 1)
    for (const b of blocks.slice(0, 1030)) gait.push(b)
    const fork = gait.fork()
    const rest = (machine: typeof gait) =>
      [...blocks.slice(1030).flatMap((b) => machine.push(b)), ...machine.end()].flatMap((o) => (o.type === 'event' ? [o.event] : []))
    const whole = rest(gait)
    expect(whole.filter(isRoll).length).toBeGreaterThan(10)
    expect(rest(fork)).toEqual(whole)
  })
})

it('a sensor without a name counts for the heel behind its foremost named sensor, for the forefoot before its rearmost', () => {
  const at = (y_mm: number, region: Region) => ({ x_mm: 0, y_mm, area_mm2: 100, region })
  const sensors = [at(0, 'unknown'), at(40, 'heelL'), at(45, 'heelM'), at(120, 'unknown'), at(180, 'mth1'), at(230, 'unknown')]
  const layout: InsoleLayout = { ...demo16('right'), geometry: 'arbitrary', length_mm: 0, width_mm: 0, sensors }
  expect(footParts(layout, 6)).toEqual({ heel: [0, 1, 2], forefoot: [4, 5] })
  // Places that mean nothing tell nothing
  expect(footParts({ ...layout, geometry: 'none' }, 6)).toEqual({ heel: [1, 2], forefoot: [4] })
})
