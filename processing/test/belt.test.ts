import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWalker } from '@solestream/ingest/virtual'
import { createGait, createOfflineGate, createOnlineGate, type StrideDraft } from '@solestream/processing/analysis'
import { SIDES, type BeltReading, type GraphOutput } from '@solestream/processing/model'
import { beltOf, mainSpeed } from '../src/analysis/strides/belt.ts'
import { analyse, blocksOf } from './simulated.ts'

const readings = (...of: readonly (readonly [time_s: number, speed_m_s: number | null])[]): BeltReading[] =>
  of.map(([time_s, speed_m_s]) => ({ time_s, speed_m_s, incline_percent: null, teller: 'treadmill' }))

describe('the belt under a stride', () => {
  it('is the speed that was told last, and a speed typed for the whole recording goes before it', () => {
    const belt = readings([0, 1], [10, 1.2])
    expect(beltOf(5, 6, { belt })).toEqual({ speed_m_s: 1, changes: false })
    expect(beltOf(20, 21, { belt })!.speed_m_s).toBeCloseTo(1.2, 12)
    expect(beltOf(20, 21, { belt, beltSpeed_m_s: 0.9 })).toEqual({ speed_m_s: 0.9, changes: false })
  })

  it('is the mean over a stride in which it changes, and the three stride times after a change are of neither speed', () => {
    const belt = readings([0, 1], [10, 2])
    const within = beltOf(9.5, 10.5, { belt })!
    expect(within.speed_m_s).toBeCloseTo(1.5, 12)
    expect(within.changes).toBe(true)
    expect(beltOf(12.9, 13.9, { belt })!.changes).toBe(true)
    expect(beltOf(13.1, 14.1, { belt })!.changes).toBe(false)
  })

  it('is not known before the first reading, while the treadmill is silent, and where it stands', () => {
    const belt = readings([5, 1], [10, null], [15, 1], [30, 0])
    expect(beltOf(4.5, 5.5, { belt })).toBeNull()
    expect(beltOf(9.5, 10.5, { belt })).toBeNull()
    expect(beltOf(11, 12, { belt })).toBeNull()
    expect(beltOf(15.5, 16.5, { belt })).toEqual({ speed_m_s: 1, changes: false })
    expect(beltOf(40, 41, { belt })).toBeNull()
    expect(beltOf(40, 41, {})).toBeNull()
  })

  it('steps of up to 0.05 m/s are one speed', () => {
    expect(beltOf(5, 6, { belt: readings([0, 1], [5.5, 1.05]) })!.changes).toBe(false)
    expect(beltOf(5, 6, { belt: readings([0, 1], [5.5, 1.06]) })!.changes).toBe(true)
  })

  it('lies between the slowest and the fastest that were told, whatever the readings', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.double({ min: 0.1, max: 5, noNaN: true }))), (list) => {
        const belt = readings([-1, 1], ...list.sort((a, b) => a[0] - b[0]))
        const { speed_m_s } = beltOf(8, 9.1, { belt })!
        const speeds = belt.map((b) => b.speed_m_s!)
        expect(speed_m_s).toBeGreaterThanOrEqual(Math.min(...speeds) - 1e-9)
        expect(speed_m_s).toBeLessThanOrEqual(Math.max(...speeds) + 1e-9)
      }),
    )
  })

  it('most strides name the main speed', () => {
    expect(mainSpeed([])).toBeNull()
    expect(mainSpeed([0.8, 1.2, 1.21, 1.25])).toBeCloseTo(1.225, 12)
  })
})

describe('averages', () => {
  const drafts = (speeds: readonly number[], changes: (k: number) => boolean = () => false): StrideDraft[] =>
    speeds.map((speed_m_s, k) => ({
      side: 'left',
      start_s: 1 + 1.1 * k,
      toeOff_s: 1.7 + 1.1 * k,
      end_s: 2.1 + 1.1 * k,
      metrics: { stride_s: 1.1, stance_percent: 63 + 0.3 * (k % 3) },
      gap: false,
      alternates: true,
      swingFloor: 0,
      stancePeak: 800,
      belt: { speed_m_s, changes: changes(k) },
    }))
  const reasons = (gate: ReturnType<typeof createOfflineGate>, given: readonly StrideDraft[]) =>
    [...given.flatMap((d) => gate.push(d)), ...gate.end()].map((s) => s.excludedBecause)

  it('are of the speed of most strides offline', () => {
    const speeds = [...Array<number>(20).fill(1), ...Array<number>(40).fill(1.3), ...Array<number>(10).fill(1.28)]
    const said = reasons(
      createOfflineGate('walk'),
      drafts(speeds, (k) => k >= 20 && k < 24),
    )
    expect(said.slice(1, 24)).toEqual(Array(23).fill('speed-change'))
    expect(said.slice(24, -1)).toEqual(Array(45).fill(null))
  })

  it('leave out the strides of a change online', () => {
    const said = reasons(
      createOnlineGate('walk'),
      drafts(Array<number>(40).fill(1), (k) => k >= 20 && k < 24),
    )
    expect(said.slice(1, 20)).toEqual(Array(19).fill(null))
    expect(said.slice(20, 24)).toEqual(Array(4).fill('speed-change'))
    expect(said.slice(24)).toEqual(Array(16).fill(null))
  })

  it('start anew online, with lengths and walk ratio as soon as a speed is told', () => {
    const walker = createWalker({ duration_s: 60 })
    const belt: BeltReading[] = []
    const gait = createGait({ insoles: SIDES.map((s) => walker.insoles[s]), mode: 'online', task: 'walk', belt })
    const [left, right] = SIDES.map((s) => blocksOf(walker, s, 5))
    const tell = (time_s: number, speed_m_s: number) => belt.push(...readings([time_s, speed_m_s]))
    let last: Extract<GraphOutput, { type: 'summary' }> | null = null
    const seen: { time_s: number; n: number; unavailable: string | undefined; length_m: number | undefined }[] = []
    left!.forEach((block, i) => {
      const time_s = block.time_s[0]!
      if (belt.length === 0 && time_s >= 10) tell(time_s, 1)
      if (belt.length === 1 && time_s >= 35) tell(time_s, 1.25)
      for (const output of [...gait.push(block), ...gait.push(right![i]!)]) {
        if (output.type !== 'summary') continue
        last = output
        const { summary, unavailable } = output
        seen.push({
          time_s,
          n: summary.stride_s?.left?.n ?? 0,
          unavailable: unavailable['strideLength_m'],
          length_m: summary.strideLength_m?.left?.mean,
        })
      }
    })
    const at = (time_s: number) => seen.findLast((s) => s.time_s <= time_s)!
    expect(at(9.9).unavailable).toBe('the belt speed is not known')
    expect(at(34).unavailable).toBeUndefined()
    expect(at(34).length_m).toBeCloseTo(1.09, 1)
    expect(at(34).n).toBeGreaterThan(25)
    expect(at(45).n).toBeLessThan(10)
    expect(last!.summary.strideLength_m!.left!.mean / last!.summary.stride_s!.left!.mean).toBeCloseTo(1.25, 6)
    expect(last!.summary.walkRatio_m_min!.both!.n).toBeGreaterThan(20)
  })

  it('of a whole recording name the speed that they are of', () => {
    const walker = createWalker({ duration_s: 60 })
    const { summary, strides } = analyse(walker, 'offline', { belt: readings([0, 1.1], [20, 1.4]) })
    expect(summary.speed_m_s!.both!.value).toBeCloseTo(1.4, 9)
    expect(strides.filter((s) => s.valid).every((s) => s.start_s > 20)).toBe(true)
    expect(strides.filter((s) => s.excludedBecause === 'speed-change').length).toBeGreaterThan(20)
  })
})
