import { describe, expect, it } from 'vitest'
import { createStrideBuilder, type FootChunk, type StrideDraft } from '@solestream/processing/analysis'
import type { GaitEvent, GaitEventKind, Mode, Side } from '@solestream/processing/model'
import { block, insole, walk, type Foot } from './walker.ts'

const SAMPLES = walk({ seconds: 20, sensors: 1, noise: 0 })

const described = (side: Side): FootChunk => ({
  side,
  insole: insole(side, 1),
  force: null,
  events: [],
  lostBefore: 0,
  ignored: null,
})

/** One second of samples and the events that are known by then. */
function chunks(foot: Foot, events: readonly GaitEvent[], missing: readonly number[] = []): FootChunk[] {
  const out: FootChunk[] = []
  let lost = 0
  for (let s = 0; s < 20; s++) {
    if (missing.includes(s)) {
      lost += 100
      continue
    }
    const b = block(foot, s * 100, s * 100 + 100, lost)
    const due = events.filter((e) => Math.floor(e.detected_s ?? 19.99) === s)
    out.push({
      side: foot.side,
      insole: null,
      force: {
        side: foot.side,
        block: b,
        force: b.counts,
        unit: 'N',
        calibrated: true,
        missing: 0,
        copX: b.counts,
        copY: b.counts,
        peak_kPa: null,
      },
      events: due,
      lostBefore: lost,
      ignored: null,
    })
    lost = 0
  }
  return out
}

const event = (kind: GaitEventKind, side: Side, time_s: number, mode: Mode = 'online'): GaitEvent => ({
  kind,
  side,
  time_s,
  ...(mode === 'online' && { detected_s: time_s + 0.08 }),
  confidence: 1,
})
const events = (side: Side, contacts: readonly number[], offs: readonly number[], mode: Mode = 'online') =>
  [...contacts.map((t) => event('initial-contact', side, t, mode)), ...offs.map((t) => event('toe-off', side, t, mode))].sort(
    (a, b) => a.time_s - b.time_s,
  )

const LEFT = { contacts: [2, 3.1, 4.2, 5.3], offs: [2.7, 3.8, 4.9] }
const RIGHT = { contacts: [1.4, 2.56, 3.66, 4.76], offs: [2.12, 3.24, 4.34, 5.44] }

function build(mode: Mode = 'online', missing: readonly number[] = [], right = RIGHT): StrideDraft[] {
  const builder = createStrideBuilder(mode)
  const both = [
    ...chunks(SAMPLES.left, events('left', LEFT.contacts, LEFT.offs, mode), missing),
    ...chunks(SAMPLES.right, events('right', right.contacts, right.offs, mode)),
  ].sort((a, b) => a.force!.block.time_s[0]! - b.force!.block.time_s[0]!)
  return [described('left'), described('right'), ...both].flatMap((c) => [...builder.push(c)]).concat(builder.end())
}

describe.each(['online', 'offline'] as const)('a stride, %s', (mode) => {
  const strides = build(mode)
  const second = strides.find((s) => s.side === 'left' && s.start_s === 3.1)!

  it('has the times of the definitions, to the last digit', () => {
    const m = second.metrics
    const close = (value: number | undefined, wanted: number) => expect(value).toBeCloseTo(wanted, 9)
    close(m.stride_s, 1.1)
    close(m.stance_s, 0.7)
    close(m.swing_s, 0.4)
    close(m.step_s, 3.1 - 2.56)
    close(m.initialDoubleSupport_s, 3.24 - 3.1)
    close(m.terminalDoubleSupport_s, 3.8 - 3.66)
    close(m.doubleSupport_s, 0.28)
    close(m.singleSupport_s, 3.66 - 3.24)
    close(m.stance_percent, (100 * 0.7) / 1.1)
    close(m.swing_percent, (100 * 0.4) / 1.1)
    close(m.doubleSupport_percent, (100 * 0.28) / 1.1)
    close(m.initialDoubleSupport_percent, (100 * 0.14) / 1.1)
    close(m.terminalDoubleSupport_percent, (100 * 0.14) / 1.1)
    close(m.singleSupport_percent, (100 * 0.42) / 1.1)
    close(m.cadence_per_min, 120 / 1.1)
    expect(second.alternates).toBe(true)
    expect(second.gap).toBe(false)
  })

  it('comes in the order of the ends of strides', () => {
    const ends = strides.map((s) => s.end_s)
    expect(ends).toEqual(ends.toSorted((a, b) => a - b))
    expect(strides.length).toBe(6)
  })
})

describe('a stride', () => {
  it('that lacks samples says so; its neighbours do not', () => {
    const gaps = build('online', [4])
      .filter((s) => s.side === 'left')
      .map((s) => [s.start_s, s.gap])
    // Second 4 lacks; its events are then not known either, so one stride spans it
    expect(gaps).toEqual([
      [2, false],
      [3.1, true],
    ])
  })

  it('whose other foot lacks samples has no times of both feet, but its own', () => {
    const right = build('online', [4]).find((s) => s.side === 'right' && s.start_s === 3.66)!
    expect(right.alternates).toBeNull()
    expect(right.metrics.doubleSupport_s).toBeUndefined()
    expect(right.metrics.stance_s).toBeCloseTo(4.34 - 3.66, 9)
  })

  it('with two contacts of the other foot, or none, does not alternate', () => {
    const twice = build('online', [], { contacts: [1.4, 2.3, 2.7, 3.66, 4.76], offs: [2.12, 2.5, 3.24, 4.34, 5.44] })
    expect(twice.find((s) => s.side === 'left' && s.start_s === 2)!.alternates).toBe(false)
    const none = build('online', [], { contacts: [1.4, 3.66, 4.76], offs: [2.12, 4.34, 5.44] })
    expect(none.find((s) => s.side === 'left' && s.start_s === 2)!.alternates).toBe(false)
  })

  it('of running has no double support', () => {
    const running = build('online', [], { contacts: [1.4, 2.85, 3.95, 5.05], offs: [1.9, 3.05, 4.1, 5.2] })
    const stride = running.find((s) => s.side === 'left' && s.start_s === 3.1)!
    expect(stride.metrics.doubleSupport_s).toBeUndefined()
    expect(stride.metrics.initialDoubleSupport_s).toBeUndefined()
    expect(stride.metrics.step_s).toBeCloseTo(0.25, 9)
    expect(stride.alternates).toBe(true)
  })

  it('has a peak force only from calibrated newtons', () => {
    expect(build()[1]!.metrics.peakForce_N).toBeGreaterThan(0)
    const builder = createStrideBuilder('offline')
    builder.push(described('left'))
    for (const c of chunks(SAMPLES.left, events('left', LEFT.contacts, LEFT.offs, 'offline'))) {
      builder.push({ ...c, force: { ...c.force!, calibrated: false } })
    }
    expect(builder.end().map((s) => s.metrics.peakForce_N)).toEqual([undefined, undefined, undefined])
  })

  it('waits until the other foot tells, and takes what is told too late for not told, in any order of the feet', () => {
    // The other foot's contact at 3.66 becomes known at 6.5 only, 2.3 s after the stride's end
    const late = events('right', RIGHT.contacts, RIGHT.offs).map((e) => (e.time_s === 3.66 ? { ...e, detected_s: 6.5 } : e))
    const left = chunks(SAMPLES.left, events('left', LEFT.contacts, LEFT.offs))
    const right = chunks(SAMPLES.right, late)
    const orders = [
      left.flatMap((c, i) => [c, right[i]!]),
      left.flatMap((c, i) => [right[i]!, c]),
      [...right.slice(0, 7), ...left, ...right.slice(7)],
    ]
    const found = orders.map((order) => {
      const builder = createStrideBuilder('online')
      const strides = [described('left'), described('right'), ...order].flatMap((c) => [...builder.push(c)]).concat(builder.end())
      return strides.find((s) => s.side === 'left' && s.start_s === 3.1)!
    })
    expect(found[0]!.alternates).toBe(false)
    expect(found[0]!.metrics.terminalDoubleSupport_s).toBeUndefined()
    expect(found[1]).toEqual(found[0])
    expect(found[2]).toEqual(found[0])
  })

  it('says nothing of the other foot when its samples end just after the stride', () => {
    const until = (end: number) => {
      const builder = createStrideBuilder('online')
      builder.push(described('left'))
      builder.push(described('right'))
      const right = chunks(SAMPLES.right, events('right', RIGHT.contacts, RIGHT.offs)).filter((c) => c.force!.block.time_s[0]! < 4)
      const last = block(SAMPLES.right, 400, end)
      const force = { ...right[0]!.force!, block: last, force: last.counts }
      const all = [
        ...right,
        { ...right[0]!, force, events: events('right', [], [4.05]) },
        ...chunks(SAMPLES.left, events('left', LEFT.contacts, LEFT.offs)),
      ]
      return [...all.flatMap((c) => [...builder.push(c)]), ...builder.end()].find((s) => s.side === 'left' && s.end_s === 4.2)!.alternates
    }
    expect(until(425)).toBeNull()
    expect(until(435)).toBe(true)
  })

  it('rolls over as its events of foot flat and heel off say; without them nothing is said of it', () => {
    for (const mode of ['online', 'offline'] as const) {
      const builder = createStrideBuilder(mode)
      builder.push(described('left'))
      const rolling = [
        ...events('left', LEFT.contacts, LEFT.offs, mode),
        event('foot-flat', 'left', 3.17, mode),
        event('heel-off', 'left', 3.52, mode),
        // Told after the contact that ends its stride: too late
        { ...event('heel-off', 'left', 4.6, mode), ...(mode === 'online' && { detected_s: 5.6 }) },
      ]
      const strides = [...chunks(SAMPLES.left, rolling).flatMap((c) => [...builder.push(c)]), ...builder.end()]
      const of = (start_s: number) => strides.find((s) => s.start_s === start_s)!.metrics
      expect(of(3.1).footFlat_percent).toBeCloseTo(10, 9)
      expect(of(3.1).heelOff_percent).toBeCloseTo(60, 9)
      expect(of(3.1).flatPhase_percent).toBeCloseTo(50, 9)
      expect(of(2).footFlat_percent).toBeUndefined()
      if (mode === 'online') expect(of(4.2).heelOff_percent).toBeUndefined()
      else expect(of(4.2).heelOff_percent).toBeCloseTo((100 * 0.4) / 0.7, 9)
      expect(of(4.2).flatPhase_percent).toBeUndefined()
    }
  })

  it('has lengths from the speed of a belt, and none without', () => {
    const builder = createStrideBuilder('offline', { beltSpeed_m_s: 1.2 })
    builder.push(described('left'))
    for (const c of chunks(SAMPLES.left, events('left', LEFT.contacts, LEFT.offs, 'offline'))) builder.push(c)
    const { metrics } = builder.end()[1]!
    expect(metrics.strideLength_m).toBeCloseTo(1.32, 9)
    expect(metrics.stepLength_m).toBeCloseTo(0.66, 9)
    expect(metrics.walkRatio_m_min).toBeCloseTo(0.66 / (120 / 1.1), 9)
    expect(build()[1]!.metrics.strideLength_m).toBeUndefined()
  })
})
