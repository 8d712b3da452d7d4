import { describe, expect, it } from 'vitest'
import { createWalker, feedSamples, type Walker, type WalkerSettings } from '@solestream/ingest/virtual'
import {
  closureWarning,
  createForce,
  createGait,
  loadDriftWarning,
  type GaitOptions,
  type GaitResult,
} from '@solestream/processing/analysis'
import { PLANTAR_REGIONS, SAMPLE_FIGURE_NAMES, SIDES, otherSide, type SampleBlock, type Side } from '@solestream/processing/model'
import { cut, walk, type Foot } from '../walker.ts'

const SECONDS = 90
const WEIGHT_N = 70 * 9.80665

function blocksOf(walker: Walker, side: Side, length: number): SampleBlock[] {
  const feed = walker.feed(side)
  const into = feedSamples(feed.sensors, length)
  const blocks: SampleBlock[] = []
  for (let n = feed.read(length, into); n > 0; n = feed.read(length, into)) {
    const counts = new Float32Array(n * feed.sensors)
    for (let i = 0; i < n; i++) for (let k = 0; k < feed.sensors; k++) counts[k * n + i] = into.counts[i * feed.sensors + k]!
    const block = { side, sequence: into.sequence[0]!, n, sensors: feed.sensors, time_s: into.time_s.slice(0, n), counts }
    blocks.push({ ...block, imu: null, lostBefore: 0, saturated: 0, recovered: false })
  }
  return blocks
}

function analyse(settings: Partial<WalkerSettings>, options: Partial<GaitOptions> = {}): { result: GaitResult; walker: Walker } {
  const walker = createWalker({ duration_s: SECONDS, seed: 5, ...settings })
  const task = settings.running ? 'run' : 'walk'
  const machine = createGait({ insoles: SIDES.map((s) => walker.insoles[s]), mode: 'offline', task, ...options })
  for (const side of SIDES) for (const b of blocksOf(walker, side, 100)) machine.push(b)
  machine.end()
  return { result: machine.result(), walker }
}

/** Each whole stance of a side, exactly: its times, and its force at 1000 Hz. */
function trueStances(walker: Walker, side: Side): { start_s: number; toeOff_s: number; force: number[] }[] {
  const events = walker.truth(SECONDS).filter((e) => e.side === side)
  const contacts = events.filter((e) => e.kind === 'initial-contact').map((e) => e.time_s)
  return contacts.flatMap((start_s) => {
    const toeOff_s = events.find((e) => e.kind === 'toe-off' && e.time_s > start_s)?.time_s
    if (toeOff_s === undefined) return []
    const n = Math.round((toeOff_s - start_s) * 1000)
    return [{ start_s, toeOff_s, force: Array.from({ length: n }, (_, i) => walker.force_N(side, start_s + (i + 0.5) / 1000)) }]
  })
}
const median = (v: readonly number[]) => v.toSorted((a, b) => a - b)[v.length >> 1]!
const near = (value: number, wanted: number, percent: number) => expect(Math.abs(value / wanted - 1)).toBeLessThan(percent / 100)

describe('the simulated walker', () => {
  const { result, walker } = analyse({}, { bodyWeight_N: WEIGHT_N, beltSpeed_m_s: 1.2, stanceWidth_mm: 120 })
  const { summary } = result

  it('acceptance check 1: the impulses of both feet are body weight times time, within 5 %', () => {
    const { value, n, ci95 } = summary.impulseClosure_percent!.both!
    expect(n).toBeGreaterThan(60)
    expect(Math.abs(value)).toBeLessThan(5)
    expect(ci95![0]).toBeLessThan(value)
    expect(closureWarning(value)).toBeNull()
    const wrong = analyse({}, { bodyWeight_N: 1.2 * WEIGHT_N }).result.summary.impulseClosure_percent!.both!.value
    expect(wrong).toBeCloseTo(100 * (1 / 1.2 - 1) + value / 1.2, 1)
    expect(closureWarning(wrong)).toMatch(/less than body weight/)
  })

  it('acceptance check 2: after zero the swing bears less than 1 % of the 98th percentile', () => {
    const side = 'left'
    const stances = trueStances(walker, side)
    const swings = stances.slice(1).map((s, i) => [stances[i]!.toeOff_s, s.start_s] as const)
    const force = createForce(walker.insoles[side])
    const all: number[] = []
    const swing: number[] = []
    for (const b of blocksOf(walker, side, 100)) {
      const f = force.push(b)[0]!.force
      b.time_s.forEach((t, i) => {
        all.push(f[i]!)
        if (swings.some(([from, to]) => t > from + (to - from) / 4 && t < to - (to - from) / 4)) swing.push(f[i]!)
      })
    }
    const p98 = all.toSorted((a, b) => a - b)[Math.floor(0.98 * all.length)]!
    expect(swing.length).toBeGreaterThan(1000)
    expect(Math.abs(swing.reduce((a, b) => a + b, 0) / swing.length)).toBeLessThan(0.01 * p98)
  })

  it('has the peaks, the valley and the impulse of its force given back within 1 %', () => {
    for (const side of SIDES) {
      const stances = trueStances(walker, side)
      const part = (from: number, to: number, of: (...f: number[]) => number) =>
        median(stances.map(({ force }) => of(...force.slice(Math.floor(from * force.length), Math.ceil(to * force.length)))))
      near(summary.firstPeak_N![side]!.median, part(0, 0.45, Math.max), 1)
      near(summary.valley_N![side]!.median, part(0.3, 0.7, Math.min), 1)
      near(summary.secondPeak_N![side]!.median, part(0.55, 1, Math.max), 1)
      near(summary.impulse_Ns![side]!.median, median(stances.map(({ force }) => force.reduce((a, b) => a + b, 0) / 1000)), 1)
      expect(summary.singlePeak_percent![side]!.value).toBe(0)
    }
  })

  it('has the relative loads and peak pressures of the nine parts given back', () => {
    const side = 'right'
    const { layout } = walker.insoles[side]
    const pressure = new Float64Array(layout.sensors.length)
    const stances = trueStances(walker, side).slice(3, -3)
    const fti = new Map(PLANTAR_REGIONS.map((r) => [r as string, 0]))
    const peaks = new Map(PLANTAR_REGIONS.map((r) => [r as string, [] as number[]]))
    for (const { start_s, toeOff_s } of stances) {
      const most = new Map<string, number>()
      for (let t = start_s; t < toeOff_s; t += 0.002) {
        walker.pressure_kPa(side, t, pressure)
        layout.sensors.forEach(({ region, area_mm2 }, k) => {
          fti.set(region, fti.get(region)! + pressure[k]! * area_mm2)
          most.set(region, Math.max(most.get(region) ?? 0, pressure[k]!))
        })
      }
      for (const [region, peak] of most) peaks.get(region)!.push(peak)
    }
    const whole = [...fti.values()].reduce((a, b) => a + b, 0)
    for (const region of PLANTAR_REGIONS) {
      const share = summary[`${region}_relativeLoad_percent`]![side]!
      expect(Math.abs(share.value - (100 * fti.get(region)!) / whole)).toBeLessThan(0.5)
      near(summary[`${region}_peakPressure_kPa`]![side]!.value, peaks.get(region)!.reduce((a, b) => a + b, 0) / stances.length, 3)
      expect(share.ci95).not.toBeNull()
      expect(share.ci95![0]).toBeGreaterThanOrEqual(0)
    }
  })

  it('has a cyclogram and a butterfly that are even, and feet alike', () => {
    expect(summary.cyclogramAsymmetry_percent!.both!.value).toBeLessThan(6)
    expect(summary.relativePhase_deg!.both!.value).toBeGreaterThan(165)
    expect(summary.relativePhaseSd_deg!.both!.value).toBeGreaterThan(0)
    expect(summary.relativePhaseSd_deg!.both!.value).toBeLessThan(20)
    expect(summary.forceCurveAsymmetry_ratio!.both!.value).toBeLessThan(0.05)
    expect(Math.abs(summary.butterflyX_mm!.both!.value)).toBeLessThan(3)
    expect(summary.butterflyXSd_mm!.both!.value).toBeGreaterThan(0)
    near(summary.archLoadProxy_ratio!.left!.value, summary.archLoadProxy_ratio!.right!.value, 1)
    expect(Math.abs(summary.contactTimeBalance_percent!.both!.value - 50)).toBeLessThan(0.5)
  })

  it('has an averaged force curve with its band, and a mean gait line in mm', () => {
    const { force, gaitLine } = result.curves
    expect(force.left).toMatchObject({ unit: 'N', n: summary.firstPeak_N!.left!.n })
    expect(force.left!.mean.length).toBe(101)
    near(Math.max(...force.left!.mean.slice(0, 46).map(Number)), summary.firstPeak_N!.left!.mean, 1)
    near(force.left!.sd[25]!, summary.firstPeak_N!.left!.sd, 30)
    const y = gaitLine.right!.y.mean
    expect(gaitLine.right!.unit).toBe('mm')
    expect(y[5]!).toBeLessThan(60)
    expect(y[95]!).toBeGreaterThan(200)
    expect(y.slice(5, 95).every((v, i) => i === 0 || v! >= y[4 + i]! - 1)).toBe(true)
  })

  it('walks: no flight, and that is what is said', () => {
    expect(summary.flight_s).toBeUndefined()
    expect(result.unavailable['flight_s.left']).toMatch(/no flight/)
    near(summary.dutyFactor_ratio!.left!.median, 0.62, 1)
  })
})

describe('the simulated runner', () => {
  const { result, walker } = analyse({ running: true })
  const { summary } = result

  it('has its flight and contact times given back within 5 ms', () => {
    const events = walker.truth(SECONDS)
    const flights = events.flatMap((e) => {
      if (e.kind !== 'toe-off' || e.side !== 'left') return []
      const next = events.find((o) => o.kind === 'initial-contact' && o.side === 'right' && o.time_s > e.time_s)
      return next ? [next.time_s - e.time_s] : []
    })
    expect(Math.abs(summary.flight_s!.left!.median - median(flights))).toBeLessThan(0.005)
    expect(Math.abs(summary.dutyFactor_ratio!.right!.median - 0.36)).toBeLessThan(0.01)
  })

  it('has single humps: nothing is said of a second peak, and why', () => {
    expect(summary.singlePeak_percent!.left!.value).toBe(100)
    expect(summary.pushOff_ratio).toBeUndefined()
    expect(result.unavailable['pushOff_ratio.left']).toMatch(/single-peak/)
    expect(summary.averageLoadingRate_N_per_s!.left!.n).toBeGreaterThan(60)
  })

  it.each([
    ['heel', 0, 34],
    ['mid', 20, 67],
    ['fore', 60, 100],
  ] as const)('strikes with the %s: a strike index of %i to %i %%', (footStrike, low, high) => {
    const index = analyse({ running: true, footStrike }).result.summary.strikeIndex_percent!
    for (const side of SIDES) {
      expect(index[side]!.median).toBeGreaterThan(low)
      expect(index[side]!.median).toBeLessThan(high)
    }
  })
})

describe('what a live result does without', () => {
  it('is named with its reason, and there when it is asked for', () => {
    const live = analyse({}, { mode: 'online' }).result
    for (const name of SAMPLE_FIGURE_NAMES) expect(live.summary[name], name).toBeUndefined()
    expect(live.unavailable['heelM_relativeLoad_percent.left']).toMatch(/whole recording/)
    expect(live.curves).toEqual({ force: {}, gaitLine: {} })
    expect(live.summary.gaitLine_mm!.left!.n).toBeGreaterThan(60)
    const asked = analyse({}, { mode: 'online', wholeRecording: true }).result
    expect(asked.summary.heelM_relativeLoad_percent!.left!.n).toBeGreaterThan(60)
    expect(asked.curves.force.left!.n).toBeGreaterThan(60)
  })
})

describe('averaged curves', () => {
  it('do not depend on the cut into blocks, and are mirrored with the feet', () => {
    const feet = walk({ seconds: 40, sensors: 9, seed: 8 })
    const curves = (lengths: readonly number[], swapped = false) => {
      const [left, right] = swapped ? [swap(feet.right), swap(feet.left)] : [feet.left, feet.right]
      const machine = createGait({ insoles: [left.insole, right.insole], mode: 'offline' })
      for (const b of [...cut(left, lengths), ...cut(right, [33])]) machine.push(b)
      machine.end()
      return machine.result().curves
    }
    const once = curves([100])
    expect(once.force.left!.n).toBeGreaterThan(20)
    expect(curves([7, 90])).toEqual(once)
    const mirrored = curves([100], true)
    expect(mirrored.force.right).toEqual(once.force.left)
    expect(mirrored.gaitLine.left).toEqual(once.gaitLine.right)
  })
})

const swap = (foot: Foot): Foot => {
  const side = otherSide(foot.side)
  return { ...foot, side, insole: { ...foot.insole, side, layout: { ...foot.insole.layout, side } } }
}

describe('acceptance check 10: three hours of the same load', () => {
  /** Counts grow with time, as sensors do that creep. */
  const creep = (percent: number) => {
    const { left } = walk({ seconds: 3 * 3600, sensors: 1, rate_Hz: 20, seed: 2, noise: 0, variability_ratio: 0.01 })
    for (let i = 0; i < left.n; i++) left.rows[i]! *= 1 + (percent / 100) * (i / left.n)
    const machine = createGait({ insoles: [left.insole], mode: 'offline' })
    for (const b of cut(left, [2000])) machine.push(b)
    machine.end()
    return machine.result().summary.loadDrift_percent!.left!.value
  }

  it('creep of 17 % (pedar) is told, a steady load is not', () => {
    const crept = creep(17)
    // From the middle of the first tenth to the middle of the last
    expect(crept).toBeCloseTo(100 * ((1 + 0.17 * 0.95) / (1 + 0.17 * 0.05) - 1), 0)
    expect(loadDriftWarning('left', crept)).toMatch(/creep/)
    expect(loadDriftWarning('left', creep(0))).toBeNull()
  })
})
