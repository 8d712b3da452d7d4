import { normal } from '../figures/strides.ts'
import {
  CITED_CHANGES,
  compareSessions,
  detectableOfFew,
  detectableOfOwn,
  figureDifferenceInterval,
  medianDifferenceInterval,
  usualBand,
} from '@solestream/processing/analysis'
import type { Change, ComparedSession } from '@solestream/processing/analysis'
import type { Side, Stride } from '@solestream/processing/model'
import { METRICS } from '@solestream/processing/model'
import { describe, expect, it } from 'vitest'
import { summarize } from '../../src/analysis/summary/index.ts'
import { chance } from '../walker.ts'

/** A walk of strides that are known: 1.1 s with some chance, of which neighbours correlate. */
interface Walk {
  readonly seed: number
  readonly n?: number
  readonly stride_s?: number
  readonly peak_kPa?: number
}

function noise(seed: number, n: number, correlation = 0.3): number[] {
  const random = chance(seed)
  let value = 0
  return Array.from({ length: n + 20 }, () => {
    const fresh = random() + random() + random() + random() - 2
    return (value = correlation * value + Math.sqrt(1 - correlation ** 2) * fresh)
  }).slice(20)
}

function strides({ seed, n = 60, stride_s = 1.1, peak_kPa }: Walk): Stride[] {
  const foot = (side: Side, from_s: number): Stride[] => {
    let start_s = from_s
    return noise(seed + (side === 'left' ? 0 : 1000), n).map((deviation) => {
      const own = stride_s + 0.02 * deviation
      const stride: Stride = {
        side,
        start_s,
        toeOff_s: start_s + 0.6 * own,
        end_s: start_s + own,
        valid: true,
        excludedBecause: null,
        stride_s: own,
        stance_s: 0.6 * own,
        cadence_per_min: 120 / own,
        ...(peak_kPa === undefined ? {} : { peakPressure_kPa: peak_kPa * (1 + 0.05 * deviation) }),
      }
      start_s += own
      return stride
    })
  }
  return [...foot('left', 0), ...foot('right', stride_s / 2)].sort((a, b) => a.start_s - b.start_s)
}

function session(walk: Walk, more: Partial<ComparedSession> = {}): ComparedSession {
  const all = strides(walk)
  return {
    label: String(walk.seed),
    task: 'walk',
    algorithm: 'gait@1.0.0',
    mode: 'offline',
    device: { kind: 'pressure-insole', layout: 'demo-16' },
    speed_m_s: 1.2,
    summary: summarize(all, {}).summary,
    strides: all,
    ...more,
  }
}

const changeOf = (changes: readonly Change[], metric: string, of: string): Change =>
  changes.find((c) => c.metric === metric && c.of === of)!

describe('the difference of two sessions', () => {
  it('is B minus A, of medians, with n and an interval, for each foot, both and the asymmetry', () => {
    const { changes, warnings, speed } = compareSessions(session({ seed: 1 }), session({ seed: 2, stride_s: 1.2 }))
    expect(warnings).toEqual([])
    expect(speed).toEqual({ status: 'matched', a_m_s: 1.2, b_m_s: 1.2 })
    const left = changeOf(changes, 'stride_s', 'left')
    expect(left).toMatchObject({ unit: 's', a: { n: 60 }, b: { n: 60 } })
    expect(left.difference).toBeCloseTo(0.1, 1)
    expect(left.difference).toBe(left.b.value - left.a.value)
    expect(left.ci95![0]).toBeGreaterThan(0.05)
    expect(left.ci95![1]).toBeLessThan(0.15)
    expect(changeOf(changes, 'stride_s', 'asymmetry')).toMatchObject({ unit: '%' })
    expect(changeOf(changes, 'stride_s', 'asymmetry').ci95).not.toBeNull()
    expect(changeOf(changes, 'cadence_per_min', 'both').difference).toBeLessThan(-5)
  })

  it('is the opposite the other way round', () => {
    const [a, b] = [session({ seed: 3 }), session({ seed: 4, stride_s: 1.15 })]
    const there = compareSessions(a, b).changes
    const back = compareSessions(b, a).changes
    expect(back).toHaveLength(there.length)
    there.forEach((change, i) => expect(back[i]!.difference).toBeCloseTo(-change.difference, 12))
  })

  it('is of what both have only', () => {
    const { changes } = compareSessions(session({ seed: 5, peak_kPa: 200 }), session({ seed: 6 }))
    expect(changes.map((c) => c.metric)).not.toContain('peakPressure_kPa')
  })

  it('has no interval from few strides, and none is made up for a figure without one', () => {
    const few = compareSessions(session({ seed: 7, n: 8 }), session({ seed: 8 })).changes
    expect(changeOf(few, 'stride_s', 'left').ci95).toBeNull()
    expect(figureDifferenceInterval({ value: 1, ci95: null }, { value: 2, ci95: [1, 3] })).toBeNull()
  })

  it('has an interval that holds the true difference in about 95 % of pairs of walks', () => {
    let held = 0
    const pairs = 400
    for (let i = 0; i < pairs; i++) {
      const series = (seed: number, mean: number): Float64Array => Float64Array.from(noise(seed, 60), (v) => mean + v)
      const [low, high] = medianDifferenceInterval(series(10_007 * i + 1, 5), series(7919 * i + 500, 5.7))!
      if (low <= 0.7 && high >= 0.7) held++
    }
    expect(held / pairs).toBeGreaterThan(0.92)
    expect(held / pairs).toBeLessThan(0.99)
  })

  it('joins the intervals of two figures: equal halves add as squares', () => {
    expect(figureDifferenceInterval({ value: 10, ci95: [7, 13] }, { value: 20, ci95: [16, 24] })).toEqual([5, 15])
    // lopsided ones: the lower limit comes from B's lower and A's upper
    expect(figureDifferenceInterval({ value: 0, ci95: [-1, 3] }, { value: 0, ci95: [-4, 12] })).toEqual([-5, Math.hypot(12, 1)])
  })
})

describe('the minimal detectable change', () => {
  it('is 1.96 sqrt 2 standard deviations of the own sessions', () => {
    expect(detectableOfOwn([1, 2, 3])).toBeCloseTo(1.96 * Math.SQRT2, 12)
    expect(detectableOfOwn([5, 5, 5, 5])).toBe(0)
  })

  it('of few is wider by Student’s t: then an unchanged person exceeds it in 5 % of comparisons, whatever their number', () => {
    // Quantiles of the usual tables
    expect(detectableOfFew([1, 2, 3])).toBeCloseTo(4.3027 * Math.SQRT2, 3)
    expect(detectableOfFew(Array.from({ length: 10 }, (_, i) => i)) / detectableOfOwn(Array.from({ length: 10 }, (_, i) => i))).toBeCloseTo(2.2622 / 1.96, 4) // prettier-ignore
    const next = normal(31)
    for (const [k, withoutT] of [
      [3, 0.19],
      [5, 0.12],
      [10, 0.08],
    ] as const) {
      // prettier-ignore
      let [beyond, plain] = [0, 0]
      const rounds = 4000
      for (let r = 0; r < rounds; r++) {
        const own = Array.from({ length: k }, next)
        const difference = Math.abs(next() - next())
        if (difference > detectableOfFew(own)) beyond++
        if (difference > detectableOfOwn(own)) plain++
      }
      expect(Math.abs(beyond / rounds - 0.05)).toBeLessThan(0.012)
      expect(Math.abs(plain / rounds - withoutT)).toBeLessThan(0.02)
    }
  })

  it('has beside it the band in which the next session of such a person lies with 95 %', () => {
    expect(usualBand([1, 2, 3])).toEqual({ mean: 2, half: expect.closeTo(4.3027 * Math.sqrt(4 / 3), 3) as number })
    const next = normal(32)
    for (const k of [3, 6, 12]) {
      let outside = 0
      for (let r = 0; r < 4000; r++) {
        const { mean, half } = usualBand(Array.from({ length: k }, next))
        if (Math.abs(next() - mean) > half) outside++
      }
      expect(Math.abs(outside / 4000 - 0.05)).toBeLessThan(0.012)
    }
  })

  it('comes from three and more own sessions, and tells what is beyond it', () => {
    const own = [1.09, 1.1, 1.11].map((stride_s, i) => session({ seed: 30 + i, stride_s }))
    const { changes, warnings } = compareSessions(session({ seed: 40 }), session({ seed: 41, stride_s: 1.25 }), own)
    expect(warnings).toEqual([])
    const { detectable, beyondDetectable } = changeOf(changes, 'stride_s', 'left')
    const medians = own.map((s) => s.summary.stride_s!.left!.median)
    expect(detectable).toEqual({ how: 'own-sessions', value: detectableOfOwn(medians), ofFew: detectableOfFew(medians), sessions: 3 })
    expect(detectable.value).toBeGreaterThan(0.015)
    expect(detectable.value).toBeLessThan(0.05)
    expect(beyondDetectable).toBe(true)
    const equal = compareSessions(session({ seed: 40 }), session({ seed: 42 }), own).changes
    expect(changeOf(equal, 'stride_s', 'left').beyondDetectable).toBe(false)
  })

  it('is unknown with fewer, and says so', () => {
    const [a, b, ...own] = [50, 51, 52, 53].map((seed) => session({ seed })) as [ComparedSession, ComparedSession, ...ComparedSession[]]
    const { changes, warnings } = compareSessions(a, b, own)
    expect(changeOf(changes, 'stride_s', 'left')).toMatchObject({
      detectable: {
        how: 'unknown',
        value: null,
        because: expect.stringMatching(/2 own sessions have it, 3 are needed; none is published/) as string,
      },
      beyondDetectable: null,
    })
    expect(warnings).toEqual([expect.stringMatching(/2 baseline sessions: at least 3/)])
    expect(changeOf(compareSessions(a, b).changes, 'stride_s', 'left').detectable).toMatchObject({
      because: expect.stringMatching(/^no own/) as string,
    })
  })

  it('is a published one for the same metric on the same kind of device, of the own foot and not of the asymmetry', () => {
    const [a, b] = [session({ seed: 60, peak_kPa: 200 }), session({ seed: 61, peak_kPa: 300 })]
    const { changes } = compareSessions(a, b)
    const left = changeOf(changes, 'peakPressure_kPa', 'left')
    expect(left.detectable).toMatchObject({ how: 'cited', source: expect.stringMatching(/Putti 2007/) as string })
    expect(left.detectable.value).toBeCloseTo((0.153 * (left.a.value + left.b.value)) / 2, 9)
    expect(left.beyondDetectable).toBe(true)
    expect(changeOf(changes, 'peakPressure_kPa', 'asymmetry').detectable.how).toBe('unknown')
    const other = { device: { kind: 'other', layout: null } } as const
    const elsewhere = compareSessions({ ...a, ...other }, { ...b, ...other }).changes
    expect(changeOf(elsewhere, 'peakPressure_kPa', 'left').detectable.how).toBe('unknown')
  })

  it('published ones name metrics of the table, and where they were read', () => {
    for (const { figures, percent, source } of CITED_CHANGES) {
      expect(Object.keys(METRICS).some((metric) => figures.some((figure) => metric.endsWith(figure)))).toBe(true)
      expect(percent).toBeGreaterThan(0)
      expect(source).toMatch(/\d{4}/)
    }
  })
})

describe('a comparison warns', () => {
  const [a, b] = [session({ seed: 70 }), session({ seed: 71 })]
  it.each<[name: string, a: Partial<ComparedSession>, b: Partial<ComparedSession>, warning: RegExp | null]>([
    ['not of speeds within 0.05 m/s', { speed_m_s: 1.2 }, { speed_m_s: 1.25 }, null],
    ['of speeds further apart', { speed_m_s: 1.2 }, { speed_m_s: 1.26 }, /speeds differ by more than 0\.05 m\/s \(1\.2 and 1\.26 m\/s\)/],
    ['of an unknown speed', {}, { speed_m_s: null }, /speed of at least one session is not known/],
    ['of another insole', {}, { device: { kind: 'pressure-insole', layout: 'x' } }, /insoles differ: demo-16 and x/],
    ['of another algorithm', {}, { algorithm: 'gait@2.0.0' }, /algorithms differ/],
    ['of another mode', { mode: 'online' }, {}, /modes differ/],
    ['of another task', {}, { task: 'run' }, /tasks differ/],
    ['not of the speed of standing', { task: 'balance', speed_m_s: null }, { task: 'balance', speed_m_s: null }, null],
  ])('%s', (_, changeA, changeB, warning) => {
    const { warnings } = compareSessions({ ...a, ...changeA }, { ...b, ...changeB })
    expect(warnings).toEqual(warning === null ? [] : [expect.stringMatching(warning)])
  })

  it('of baselines at different speeds', () => {
    const own = [1.16, 1.2, 1.24].map((speed_m_s, i) => session({ seed: 80 + i }, { speed_m_s }))
    expect(compareSessions(a, b, own).warnings).toEqual([expect.stringMatching(/not of one condition/)])
  })

  it('of baselines at another speed, which it leaves out', () => {
    const own = [1.2, 1.2, 1.2, 1, 1.5].map((speed_m_s, i) => session({ seed: 80 + i }, { speed_m_s }))
    const { warnings, changes } = compareSessions(a, b, own)
    expect(warnings).toEqual(['Left out: 2 baseline sessions walked more than 0.05 m/s slower or faster.'])
    expect(changeOf(changes, 'stance_s', 'left').detectable).toMatchObject({ how: 'own-sessions', sessions: 3 })
    expect(compareSessions(a, b, own.slice(1)).warnings).toContain(
      "2 baseline sessions: at least 3 are needed to know the person's usual differences.",
    )
    // Between the two speeds nobody can say which of them is usual.
    expect(compareSessions(a, { ...b, speed_m_s: 1.5 }, own).warnings).toContain(
      'Left out: 1 baseline session walked more than 0.05 m/s slower or faster.',
    )
  })

  it('of baselines with other insoles, which it leaves out of what depends on them', () => {
    const device = { kind: 'pressure-insole', layout: 'x' } as const
    const own = [80, 81, 82].map((seed) => session({ seed }, { device }))
    const ofLoad = (one: ComparedSession): ComparedSession => ({ ...one, summary: { ...one.summary, lateralMedial_ratio: { left: load } } })
    const load = { value: 0.1, n: 100, ci95: [0.09, 0.11] as const }
    const { warnings, changes } = compareSessions(ofLoad(a), ofLoad(b), own.map(ofLoad))
    expect(warnings).toEqual(['Left out of figures that depend on the insoles: 3 baseline sessions with other insoles.'])
    expect(changeOf(changes, 'stance_s', 'left').detectable).toMatchObject({ how: 'own-sessions', sessions: 3 })
    expect(changeOf(changes, 'lateralMedial_ratio', 'left').detectable).toMatchObject({ how: 'unknown' })
  })
})
