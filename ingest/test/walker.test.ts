import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigurationFault } from '@solestream/ingest'
import { createWalker, feedSamples } from '@solestream/ingest/virtual'
import type { Walker, WalkerEvent, WalkerSettings } from '@solestream/ingest/virtual'
import { SIDES } from '@solestream/processing/model'
import type { GaitEventKind, Side } from '@solestream/processing/model'

const BODY_N = 70 * 9.80665

const times = (events: readonly WalkerEvent[], side: Side, kind: GaitEventKind): number[] =>
  events.filter((e) => e.side === side && e.kind === kind).map((e) => e.time_s)
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const sd = (values: readonly number[]): number => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)))

function stridesOf(events: readonly WalkerEvent[], side: Side): { stride_s: number; stance_s: number }[] {
  const contacts = times(events, side, 'initial-contact')
  const offs = times(events, side, 'toe-off')
  return contacts.slice(0, -1).map((start, i) => {
    const off = offs.find((t) => t > start)!
    return { stride_s: contacts[i + 1]! - start, stance_s: off - start }
  })
}

/** Loaded sensors by part of the foot, at one instant. */
function loaded(walker: Walker, side: Side, time_s: number): { heel: boolean; front: boolean } {
  const { layout } = walker.insoles[side]
  const p = new Float64Array(layout.sensors.length)
  walker.pressure_kPa(side, time_s, p)
  const some = (wanted: RegExp): boolean => layout.sensors.some((s, k) => wanted.test(s.region) && p[k]! > 0)
  return { heel: some(/^heel/), front: some(/^(mth|hallux|toes)/) }
}

const KINDS: Partial<WalkerSettings>[] = [
  {},
  { footStrike: 'mid' },
  { footStrike: 'fore' },
  { footStrike: 'toe', pauses: { walk_s: 12, stand_s: 4 } },
  { running: true, footStrike: 'fore' },
  { footStrike: 'fore', pauses: { walk_s: 12, stand_s: 4 } },
  { limp: { side: 'right', severity: 1 } },
  { pauses: { walk_s: 12, stand_s: 4 }, standing_s: 3 },
  { cadence_per_min: 60, stance_ratio: 0.72, strideVariability_percent: 5, seed: 9 },
]

describe('the truth of the walker', () => {
  it('has the stride time, stance ratio, variability and asymmetry that were asked for', () => {
    const walker = createWalker({ cadence_per_min: 100, stance_ratio: 0.63, asymmetry_percent: 6, strideVariability_percent: 3, seed: 5 })
    const events = walker.truth(1200)
    const left = stridesOf(events, 'left')
    const right = stridesOf(events, 'right')
    expect(left.length).toBeGreaterThan(900)
    for (const strides of [left, right]) {
      expect(mean(strides.map((s) => s.stride_s))).toBeCloseTo(1.2, 3)
      const cv = (100 * sd(strides.map((s) => s.stride_s))) / 1.2
      expect(cv).toBeGreaterThan(2.7)
      expect(cv).toBeLessThan(3.4)
    }
    const [l, r] = [left, right].map((strides) => mean(strides.map((s) => s.stance_s)))
    expect((l! + r!) / 2 / 1.2).toBeCloseTo(0.63, 2)
    expect((100 * (l! - r!)) / (0.5 * (l! + r!))).toBeCloseTo(6, 0)
  })

  it.each(KINDS)('names all events of every step in order, both feet in turn: %j', (settings) => {
    const events = createWalker(settings).truth(120)
    expect(events.map((e) => e.time_s)).toEqual(events.map((e) => e.time_s).toSorted((a, b) => a - b))
    for (const side of SIDES) {
      const kinds = events.filter((e) => e.side === side).map((e) => e.kind)
      const cycle: GaitEventKind[] =
        settings.footStrike === 'toe' ? ['initial-contact', 'toe-off'] : ['initial-contact', 'foot-flat', 'heel-off', 'toe-off']
      const start = cycle.indexOf(kinds[0]!)
      expect(kinds).toEqual(kinds.map((_, i) => cycle[(start + i) % cycle.length]))
    }
    const contacts = events.filter((e) => e.kind === 'initial-contact').map((e) => e.side)
    expect(contacts.length).toBeGreaterThan(80)
    for (let i = 1; i < contacts.length; i++) expect(contacts[i]).not.toBe(contacts[i - 1])
  })

  it.each(KINDS)('is where the force leaves zero and comes back to it: %j', (settings) => {
    const walker = createWalker(settings)
    for (const e of walker.truth(60, 1)) {
      const before = walker.force_N(e.side, e.time_s - 1e-3)
      const after = walker.force_N(e.side, e.time_s + 1e-3)
      if (e.kind === 'initial-contact') {
        expect(walker.force_N(e.side, e.time_s - 1e-6)).toBe(0)
        expect(after).toBeGreaterThan(2)
      }
      if (e.kind === 'toe-off') {
        expect(before).toBeGreaterThan(2)
        expect(walker.force_N(e.side, e.time_s + 1e-6)).toBe(0)
      }
      if (e.kind === 'foot-flat') {
        const early = loaded(walker, e.side, e.time_s - 1e-4)
        expect(early.heel && early.front).toBe(false)
        expect(loaded(walker, e.side, e.time_s + 1e-4)).toEqual({ heel: true, front: true })
      }
      if (e.kind === 'heel-off') {
        expect(loaded(walker, e.side, e.time_s - 1e-4)).toEqual({ heel: true, front: true })
        expect(loaded(walker, e.side, e.time_s + 1e-4)).toEqual({ heel: false, front: true })
      }
    }
  })

  it.each(['heel', 'mid', 'fore'] as const)('stays on the heel from foot flat to heel off, standing still too: %s strike', (footStrike) => {
    const walker = createWalker({ footStrike, pauses: { walk_s: 8, stand_s: 4 }, standing_s: 2 })
    for (const side of SIDES) {
      const events = walker.truth(40).filter((e) => e.side === side)
      const flats = events.filter((e) => e.kind === 'foot-flat')
      expect(flats.length).toBeGreaterThan(15)
      for (const { time_s } of flats) {
        const lift = events.find((e) => e.kind === 'heel-off' && e.time_s > time_s)?.time_s ?? 40
        for (let t = time_s + 1e-3; t < lift - 1e-3; t += 0.01) expect(loaded(walker, side, t)).toEqual({ heel: true, front: true })
      }
    }
  })

  it('does not depend on how it is asked for', () => {
    const whole = createWalker({ seed: 3, pauses: { walk_s: 30, stand_s: 5 } }).truth(2000)
    const walker = createWalker({ seed: 3, pauses: { walk_s: 30, stand_s: 5 } })
    const parts = [1500, 700, 0].map((from) => walker.truth(from === 1500 ? 2000 : from === 700 ? 1500 : 700, from))
    expect(parts.toReversed().flat()).toEqual(whole)
  })

  it('goes on the same hours later', () => {
    const walker = createWalker({ seed: 2 })
    const late = walker.truth(36_060, 36_000)
    expect(times(late, 'left', 'initial-contact').length).toBeGreaterThan(52)
    expect(mean(stridesOf(walker.truth(36_600, 36_000), 'right').map((s) => s.stride_s))).toBeCloseTo(120 / 110, 2)
  })
})

describe('the force of the walker', () => {
  it.each(KINDS)('of both feet is body weight on average: %j', (settings) => {
    const walker = createWalker(settings)
    let sum = 0
    for (let i = 0; i < 60_000; i++) sum += walker.force_N('left', 10 + i / 500) + walker.force_N('right', 10 + i / 500)
    expect(sum / 60_000 / BODY_N).toBeCloseTo(1, 1)
  })

  it('has two humps above body weight with a valley between them in walking, one high one in running', () => {
    const of = (settings: Partial<WalkerSettings>): number[] => {
      const walker = createWalker({ strideVariability_percent: 0, ...settings })
      const start = times(walker.truth(20, 5), 'left', 'initial-contact')[0]!
      const end = times(walker.truth(20, start), 'left', 'toe-off')[0]!
      return Array.from({ length: 101 }, (_, i) => walker.force_N('left', start + ((end - start) * i) / 100) / BODY_N)
    }
    const walk = of({})
    const [first, valley, second] = [Math.max(...walk.slice(0, 45)), walk[50]!, Math.max(...walk.slice(55))]
    for (const peak of [first, second]) {
      expect(peak).toBeGreaterThan(1.02)
      expect(peak).toBeLessThan(1.2)
    }
    expect(valley).toBeLessThan(0.8)
    expect(Math.max(...of({ running: true }))).toBeGreaterThan(2)
  })

  it('leaves both feet in the air in running, never in walking', () => {
    const airborne = (settings: Partial<WalkerSettings>): number => {
      const walker = createWalker(settings)
      let n = 0
      for (let i = 0; i < 3000; i++) if (walker.force_N('left', i / 100) + walker.force_N('right', i / 100) === 0) n++
      return n / 3000
    }
    expect(airborne({})).toBe(0)
    expect(airborne({ running: true })).toBeGreaterThan(0.2)
  })

  it('stands still where it should', () => {
    const walker = createWalker({ standing_s: 5 })
    expect(times(walker.truth(4.5), 'left', 'initial-contact')).toEqual([])
    for (let t = 0; t < 4.4; t += 0.05) expect((walker.force_N('left', t) + walker.force_N('right', t)) / BODY_N).toBeCloseTo(1, 6)
  })

  it('spares the foot that limps', () => {
    const events = createWalker({ limp: { side: 'left', severity: 1 } }).truth(300)
    const [l, r] = SIDES.map((side) => mean(stridesOf(events, side).map((s) => s.stance_s)))
    expect(l!).toBeLessThan(0.9 * r!)
  })
})

describe('the samples of the walker', () => {
  const sensors = 16
  const at = (walker: Walker, side: Side, from: number, n: number): Uint16Array => {
    const into = new Uint16Array(n * sensors)
    walker.samples(side, from, n, into)
    return into
  }

  it('follow from the seed alone', () => {
    const settings = { seed: 77, noise_kPa: 1, drift_kPa: 5 }
    expect(at(createWalker(settings), 'left', 0, 500)).toEqual(at(createWalker(settings), 'left', 0, 500))
    expect(at(createWalker(settings), 'left', 0, 500)).not.toEqual(at(createWalker({ ...settings, seed: 78 }), 'left', 0, 500))
  })

  it('are the same in any order and any portion', () => {
    const settings = { seed: 4, pauses: { walk_s: 9, stand_s: 3 } }
    const whole = at(createWalker(settings), 'right', 0, 4000)
    const walker = createWalker(settings)
    const feed = walker.feed('right')
    const room = feedSamples(sensors, 4000)
    const property = fc.property(fc.nat(3999), fc.integer({ min: 1, max: 300 }), (from, want) => {
      const n = Math.min(want, 4000 - from)
      expect(at(walker, 'right', from, n)).toEqual(whole.slice(from * sensors, (from + n) * sensors))
    })
    fc.assert(property, { numRuns: 60 })
    for (let done = 0, want = 1; done < 4000; want = (want * 7) % 97) {
      const n = feed.read(Math.min(want, 4000 - done), room)
      expect(room.counts.slice(0, n * sensors)).toEqual(whole.slice(done * sensors, (done + n) * sensors))
      done += n
    }
  })

  it('give the true newtons through layout and calibration', () => {
    const walker = createWalker({ noise_kPa: 0 })
    const { layout } = walker.insoles.left
    const calibration = walker.insoles.left.calibration!
    const counts = at(walker, 'left', 0, 600)
    for (let i = 0; i < 600; i++) {
      let force = 0
      for (let k = 0; k < sensors; k++)
        force += (calibration.gain[k]! * (counts[i * sensors + k]! - calibration.zero[k]!) * layout.sensors[k]!.area_mm2) / 1000
      // half a count in each sensor
      expect(Math.abs(force - walker.force_N('left', i / 100))).toBeLessThan(0.2)
    }
  })

  it('show noise, drift and dead sensors as set', () => {
    const walker = createWalker({ noise_kPa: 2, drift_kPa: 10, dead: [{ side: 'left', sensor: 3 }], standing_s: 0 })
    const { gain, zero } = walker.insoles.left.calibration!
    const counts = at(walker, 'left', 360_000, 2000)
    const swing: number[][] = Array.from({ length: sensors }, () => [])
    for (let i = 0; i < 2000; i++)
      if (walker.force_N('left', 3600 + i / 100) === 0)
        for (let k = 0; k < sensors; k++) swing[k]!.push(gain[k]! * (counts[i * sensors + k]! - zero[k]!))
    expect(new Set(swing[3]).size).toBe(1)
    expect(mean(swing.filter((_, k) => k !== 3).map(mean))).toBeGreaterThan(6)
    for (const [k, values] of swing.entries()) if (k !== 3) expect(sd(values)).toBeCloseTo(2, 0)
  })

  it('end with the recording', () => {
    const feed = createWalker({ duration_s: 1.234 }).feed('left')
    const room = feedSamples(sensors, 500)
    expect(feed.read(500, room)).toBe(124)
    expect(feed.read(500, room)).toBe(0)
  })
})

it('names all impossible settings at once', () => {
  const make = (): Walker => createWalker({ cadence_per_min: 0, bodyMass_kg: NaN, limp: { side: 'left', severity: 2 } })
  expect(make).toThrow(ConfigurationFault)
  expect(make).toThrow(/cadence_per_min.*bodyMass_kg.*limp\.severity/)
})
