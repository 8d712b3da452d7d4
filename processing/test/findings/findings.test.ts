import { findingsOf, RULES, type EarlierSession, type Finding, type FindingsInput, type Rule } from '@solestream/processing/analysis'
import type { Figure, MetricName, Quality, SideQuality, Statistic, Summary } from '@solestream/processing/model'
import { METRICS } from '@solestream/processing/model'
import { describe, expect, it } from 'vitest'

const side = (more: Partial<SideQuality> = {}): SideQuality => ({
  samples: 12_000,
  recoveredSamples: 0,
  lostSamples: 0,
  gaps: [],
  saturatedSamples: 0,
  baselineDrift_percent: 0.5,
  deadSensors: [],
  stuckSensors: [],
  coverage_percent: 100,
  rate_Hz: 100,
  ...more,
})
const quality = (more: Partial<SideQuality> = {}): Quality => ({
  sides: { left: side(more), right: side() },
  coverage_percent: more.coverage_percent ?? 100,
  clockError_ms: null,
})

const statistic = (mean: number, n: number, half: number): Statistic => ({
  n,
  rejected: 2,
  median: mean,
  mean,
  sd: 3 * half,
  cv_percent: 3,
  robustCv_percent: 3,
  ci95: [mean - half, mean + half],
})
const figure = (value: number, n: number, half: number | null): Figure => ({
  value,
  n,
  ci95: half === null ? null : [value - half, value + half],
})

interface Made {
  readonly left?: number
  readonly right?: number
  readonly both?: number
  readonly n?: number
  /** Half of the intervals' lengths, in the metric's unit. */
  readonly half?: number | null
  /** Half of the symmetry index's interval, percent. */
  readonly halfIndex?: number
}

/** A summary with one metric, at whatever level its row has. */
function summaryWith(metric: MetricName, { left, right, both, n = 100, half = 0.001, halfIndex = 0.5 }: Made): Summary {
  const { level } = METRICS[metric]
  const one = (value: number | undefined): Statistic | Figure | undefined =>
    value === undefined ? undefined : level === 'stride' ? statistic(value, n, half ?? 0.001) : figure(value, n, half)
  const [l, r, b] = [one(left), one(right), one(both)]
  const index = left !== undefined && right !== undefined ? (100 * (left - right)) / (0.5 * (left + right)) : null
  const asymmetry =
    level === 'stride' && index !== null ? { asymmetry_percent: { value: index, ci95: [index - halfIndex, index + halfIndex], n } } : {}
  return { [metric]: { ...(l && { left: l }), ...(r && { right: r }), ...(b && { both: b }), ...asymmetry } } as Summary
}

const BIAS = 'a bias between the two insoles looks the same: measure once more with the insoles swapped'

/** Of three earlier sessions, in their standard deviations: t(2) sqrt(1 + 1 / 3). */
const BAND = 4.302652729696142 * Math.sqrt(4 / 3)

const ruleOf = (change: Partial<Rule>): Rule => ({ ...RULES.find((rule) => rule.id === 'swing-other-side')!, ...change })
/** Of the same insoles, at the same speed: nothing is doubted but what a test is about. */
const device = { kind: 'pressure-insole', layout: 'demo-16' } as const
const atSpeed = (summary: Summary, speed_m_s = 1): Summary => ({ ...summary, speed_m_s: { both: figure(speed_m_s, 100, null) } })
const session = (summary: Summary): EarlierSession => ({ summary: atSpeed(summary), device })

interface Told {
  readonly findings: readonly Finding[]
  readonly silent: Readonly<Record<string, string>>
  readonly looked: Readonly<Record<string, boolean>>
}
const found = (rule: Rule, summary: Summary, more: Partial<FindingsInput> = {}): Told => {
  const { findings, silent } = findingsOf([rule], { summary: atSpeed(summary), quality: quality(), device, ...more })
  const of = <T>(pick: (one: (typeof silent)[number]) => T) => Object.fromEntries(silent.map((one) => [one.rule, pick(one)]))
  return { findings, silent: of((one) => one.because), looked: of((one) => one.looked) }
}

describe.each(RULES)('the rule $id', (rule) => {
  const { metric, compare, direction } = rule
  const feet = METRICS[metric].feet
  /** Speaks when `deviation` is above the threshold (in the rule's own measure). */
  const summary = (deviation: number, made: Made = {}): Summary => {
    const n = 10 * rule.minimumN
    const way = direction === 'lower' ? -1 : 1
    if (compare.with !== 'other-side') {
      const value = 10 + way * deviation
      return summaryWith(metric, feet === 'both' ? { both: value, n, half: null, ...made } : { left: value, right: 10, n, ...made })
    }
    // left deviates from right's 1 by an index, or by so much
    const left = compare.by === 'symmetry-index' ? (200 + way * deviation) / (200 - way * deviation) : 1 + way * deviation
    return summaryWith(metric, { left, right: 1, n, half: compare.by === 'difference' ? deviation / 50 : 0.001, ...made })
  }
  const earlier = (): EarlierSession[] =>
    [9.9, 10, 10.1].map((value) =>
      session(
        summaryWith(
          metric,
          feet === 'both' ? { both: value, n: 10 * rule.minimumN } : { left: value, right: value, n: 10 * rule.minimumN },
        ),
      ),
    )
  const threshold = compare.with === 'other-side' ? compare.threshold : BAND * 0.1

  it('speaks: what was measured, against what, how sure, and what to examine', () => {
    const { findings } = found(rule, summary(2 * threshold), { earlier: earlier() })
    expect(findings).toHaveLength(1)
    const [finding] = findings as [Finding]
    expect(finding).toMatchObject({
      rule: rule.id,
      topic: rule.topic,
      foot: feet === 'both' ? 'both' : 'left',
      measured: { metric, n: 10 * rule.minimumN },
    })
    expect(Math.abs(finding.compared.deviation.value)).toBeCloseTo(2 * threshold, 6)
    expect(finding.compared.source).toBe(compare.source)
    expect(finding.links.length).toBeGreaterThan(0)
    expect(finding.ask.length).toBeGreaterThan(0)
    expect([finding.says, ...finding.ask, ...finding.links.map((l) => l.because)].join(' ')).not.toMatch(/[{}]/)
  })

  it('is silent where nothing deviates, or the other way, and says why', () => {
    const within = found(rule, summary(0.5 * threshold), { earlier: earlier() })
    expect(within.findings).toEqual([])
    expect(within.silent[rule.id]).toMatch(/threshold/)
    expect(within.looked[rule.id]).toBe(true)
    if (direction === 'either' || compare.with === 'other-side') return
    const opposite = found(rule, summary(-2 * threshold), { earlier: earlier() })
    expect(opposite.findings).toEqual([])
    expect(opposite.silent[rule.id]).toMatch(/the other way/)
  })

  it('is silent without the metric, with too few, with poor data', () => {
    const told = (summary: Summary, more: { quality?: Quality } = {}): string => {
      const { findings, silent, looked } = found(rule, summary, { earlier: earlier(), ...more })
      expect(findings).toEqual([])
      expect(looked[rule.id]).toBe(false)
      return silent[rule.id]!
    }
    expect(told({})).toMatch(/does not have it/)
    expect(told(summary(2 * threshold, { n: rule.minimumN - 1 }))).toMatch(/^n is/)
    expect(told(summary(2 * threshold), { quality: quality({ coverage_percent: 90 }) })).toMatch(/90\.0 % of the samples/)
    expect(told(summary(2 * threshold), { quality: quality({ baselineDrift_percent: -20 }) })).toMatch(/drifted/)
  })
})

describe('a comparison with the other side', () => {
  const rule = ruleOf({})
  it('is silent while its interval reaches the threshold or is not known', () => {
    const summary = summaryWith('swing_s', { left: 0.38, right: 0.42 })
    expect(found(rule, summary).findings).toHaveLength(1)
    const wide = summaryWith('swing_s', { left: 0.38, right: 0.42, halfIndex: 4.5 })
    expect(found(rule, wide).silent[rule.id]).toBe('its interval reaches the threshold')
    const unknown = { swing_s: { ...summary.swing_s!, asymmetry_percent: { value: -10, ci95: null, n: 100 } } }
    expect(found(rule, unknown).silent[rule.id]).toBe('its interval is not known')
  })

  it('is said of the foot that it is about: the lower one, or the higher', () => {
    const summary = summaryWith('swing_s', { left: 0.38, right: 0.42 })
    const [lower] = found(rule, summary).findings
    expect(lower).toMatchObject({
      foot: 'left',
      measured: { value: 0.38, unit: 's' },
      compared: { reference: 0.42, deviation: { unit: '%' } },
    })
    expect(lower!.compared.deviation.value).toBeCloseTo(-10, 9)
    expect(lower!.says).toMatch(/^The left foot swings for a shorter time than the right/)
    const [higher] = found(ruleOf({ direction: 'higher' }), summary).findings
    expect(higher!.foot).toBe('right')
    expect(higher!.compared.deviation.value).toBeCloseTo(10, 9)
    expect(higher!.compared.deviation.ci95).toEqual([expect.closeTo(9.5, 9), expect.closeTo(10.5, 9)])
    const [mirrored] = found(rule, summaryWith('swing_s', { left: 0.42, right: 0.38 })).findings
    expect(mirrored!.foot).toBe('right')
    expect(mirrored!.says).toMatch(/^The right foot swings for a shorter time than the left/)
  })

  it('needs both feet', () => {
    expect(found(rule, summaryWith('swing_s', { left: 0.38 })).silent[rule.id]).toMatch(/of both feet/)
  })

  it('by difference joins the intervals of both figures', () => {
    const difference = ruleOf({ compare: { with: 'other-side', by: 'difference', threshold: 0.02, source: 'x' } })
    const [finding] = found(difference, summaryWith('swing_s', { left: 0.38, right: 0.42, half: 0.003 })).findings
    expect(finding!.compared.deviation).toMatchObject({ unit: 's', value: expect.closeTo(-0.04, 9) as number })
    expect(finding!.compared.deviation.ci95![1]).toBeCloseTo(-0.04 + Math.hypot(0.003, 0.003), 9)
    const wide = found(difference, summaryWith('swing_s', { left: 0.38, right: 0.42, half: 0.02 }))
    expect(wide.silent[difference.id]).toBe('its interval reaches the threshold')
  })
})

describe('a comparison with a published range', () => {
  const rule = ruleOf({ compare: { with: 'range', low: 0.35, high: 0.45, source: 'x' }, direction: 'either' })
  it('speaks of the foot outside, on either end', () => {
    const { findings } = found(rule, summaryWith('swing_s', { left: 0.3, right: 0.4 }))
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ foot: 'left', compared: { with: 'range', reference: 0.35, threshold: 0 } })
    expect(found(rule, summaryWith('swing_s', { left: 0.3, right: 0.5 })).findings.map((f) => f.foot)).toEqual(['left', 'right'])
  })

  it('is silent inside, and while the interval reaches the limit', () => {
    expect(found(rule, summaryWith('swing_s', { left: 0.36, right: 0.44 })).silent[rule.id]).toMatch(/threshold/)
    expect(found(rule, summaryWith('swing_s', { left: 0.34, right: 0.4, half: 0.02 })).silent[rule.id]).toBe(
      'its interval reaches the threshold',
    )
  })
})

describe('a comparison with earlier sessions', () => {
  const rule = ruleOf({ compare: { with: 'earlier-sessions', source: 'x' }, direction: 'either' })
  const sessions = (...values: number[]): EarlierSession[] =>
    values.map((value) => session(summaryWith('swing_s', { left: value, right: value })))

  it('needs three of them that have it', () => {
    const summary = summaryWith('swing_s', { left: 0.5, right: 0.4 })
    expect(found(rule, summary, { earlier: sessions(0.4, 0.41) }).silent[rule.id]).toBe('fewer than 3 earlier sessions have it')
    expect(found(rule, summary, { earlier: [...sessions(0.4, 0.41), session({})] }).findings).toEqual([])
    const [finding] = found(rule, summary, { earlier: sessions(0.39, 0.4, 0.41) }).findings
    expect(finding).toMatchObject({ foot: 'left', compared: { sessions: 3, reference: expect.closeTo(0.4, 9) as number } })
    expect(finding!.compared.threshold).toBeCloseTo(BAND * 0.01, 9)
  })

  it('may speak without an interval, never with certainty', () => {
    const area = ruleOf({ metric: 'ellipseArea_mm2', compare: rule.compare, direction: 'higher', minimumN: 1500 })
    const trial = (both: number): Summary => summaryWith('ellipseArea_mm2', { both, n: 6000, half: null })
    const { findings } = findingsOf([area], {
      summary: trial(200),
      quality: { sides: {}, coverage_percent: 100, clockError_ms: null },
      device,
      earlier: [90, 100, 110].map((both) => ({ summary: trial(both), device })),
      calibrated: true,
    })
    expect(findings[0]).toMatchObject({ foot: 'both', certainty: 'moderate', doubts: ['it has no interval'] })
  })

  const walk = (value: number, speed_m_s: number): EarlierSession => ({
    summary: atSpeed(summaryWith('swing_s', { left: value, right: value }), speed_m_s),
    device,
  })
  it('leaves out walks of another speed, and says how many', () => {
    const summary = summaryWith('swing_s', { left: 0.5, right: 0.4 })
    const alike = [walk(0.39, 0.95), walk(0.4, 1), walk(0.41, 1.05)]
    const { findings } = found(rule, summary, { earlier: [...alike, walk(0.8, 1.06), walk(0.8, 0.5)] })
    expect(findings[0]).toMatchObject({ foot: 'left', compared: { sessions: 3, reference: expect.closeTo(0.4, 9) as number }, doubts: [] })
    const { silent, looked } = found(rule, summary, { earlier: [alike[0]!, alike[1]!, walk(0.41, 1.2), walk(0.41, 0.8)] })
    expect(silent[rule.id]).toBe('fewer than 3 earlier sessions have it; left out: 2 walked more than 0.05 m/s slower or faster')
    expect(looked[rule.id]).toBe(false)
  })

  it('doubts speeds that are not known', () => {
    const summary = summaryWith('swing_s', { left: 0.5, right: 0.4 })
    const unknown = { ...walk(0.4, 1), summary: summaryWith('swing_s', { left: 0.4, right: 0.4 }) }
    const [finding] = found(rule, summary, { earlier: [walk(0.39, 1), unknown, walk(0.41, 1)] }).findings
    expect(finding).toMatchObject({ certainty: 'moderate', doubts: ['the walking speed of this or an earlier session is not known'] })
  })

  it('leaves out other insoles where the figure depends on them, and only there', () => {
    const other = { kind: 'pressure-insole', layout: 'other-8' } as const
    const arch = ruleOf({ metric: 'archLoadProxy_ratio', compare: rule.compare, direction: 'either' })
    const of = (metric: MetricName, values: readonly number[]) =>
      values.map((value) => ({ summary: atSpeed(summaryWith(metric, { left: value, right: value })), device: other }))
    const { silent } = found(arch, summaryWith('archLoadProxy_ratio', { left: 0.5, right: 0.2 }), {
      earlier: of('archLoadProxy_ratio', [0.19, 0.2, 0.21]),
    })
    expect(silent[arch.id]).toBe('fewer than 3 earlier sessions have it; left out: 3 with other insoles')
    const swing = found(rule, summaryWith('swing_s', { left: 0.5, right: 0.4 }), { earlier: of('swing_s', [0.39, 0.4, 0.41]) })
    expect(swing.findings[0]).toMatchObject({ foot: 'left', doubts: [] })
    const notKnown = of('archLoadProxy_ratio', [0.19, 0.2, 0.21]).map(({ summary }) => ({ summary }))
    const [finding] = found(arch, summaryWith('archLoadProxy_ratio', { left: 0.5, right: 0.2 }), {
      calibrated: true,
      earlier: notKnown,
    }).findings
    expect(finding!.doubts).toEqual(['the insoles of this or an earlier session are not known'])
  })

  it('compares a centre of pressure of an unknown device with its like only', () => {
    const area = ruleOf({ metric: 'ellipseArea_mm2', compare: rule.compare, direction: 'higher', minimumN: 1500 })
    const cop = { kind: 'other', layout: null } as const
    const trials = (of: EarlierSession['device']) =>
      [90, 100, 110].map((both) => ({ summary: summaryWith('ellipseArea_mm2', { both, n: 6000, half: null }), device: of! }))
    const today = summaryWith('ellipseArea_mm2', { both: 200, n: 6000, half: null })
    expect(found(area, today, { device: cop, calibrated: true, earlier: trials(cop) }).findings).toHaveLength(1)
    expect(found(area, today, { device: cop, calibrated: true, earlier: trials(device) }).silent[area.id]).toMatch(/3 with other insoles/)
  })
})

describe('what needs two peaks of force', () => {
  const rule = ruleOf({ metric: 'pushOff_ratio' })
  const pushOff = summaryWith('pushOff_ratio', { left: 0.8, right: 1 })
  const single = (left: number, right: number): Summary => ({
    ...pushOff,
    singlePeak_percent: { left: figure(left, 100, 5), right: figure(right, 100, 5) },
  })

  it('is silent where more than a third of either foot’s stances have one', () => {
    expect(found(rule, single(10, 33)).findings).toHaveLength(1)
    for (const summary of [single(0, 34), single(60, 5)]) {
      const { findings, silent } = found(rule, summary)
      expect(findings).toEqual([])
      expect(silent[rule.id]).toMatch(/^(34 % of the right|60 % of the left) foot's stances have one peak/)
    }
    const swing = { ...summaryWith('swing_s', { left: 0.38, right: 0.42 }), ...{ singlePeak_percent: single(60, 60).singlePeak_percent! } }
    expect(found(ruleOf({}), swing).findings).toHaveLength(1)
  })

  it('is doubted where the insoles are not calibrated: heel and forefoot may count differently', () => {
    expect(found(rule, pushOff).findings[0]).toMatchObject({
      certainty: 'moderate',
      doubts: ['the insoles are not known to be calibrated', BIAS],
    })
    expect(findingsOf([rule], { summary: pushOff, quality: quality(), calibrated: true }).findings[0]).toMatchObject({ doubts: [BIAS] })
  })
})

describe('how sure a finding is', () => {
  const rule = ruleOf({})
  const summary = summaryWith('swing_s', { left: 0.38, right: 0.42 })
  const own = ruleOf({ compare: { with: 'earlier-sessions', source: 'x' }, direction: 'lower' })
  const earlier = [0.4195, 0.42, 0.4205].map((value) => session(summaryWith('swing_s', { left: value, right: value })))
  it('high: many strides, an interval well clear, good data', () => {
    expect(found(own, summary, { earlier }).findings[0]).toMatchObject({ foot: 'left', certainty: 'high', doubts: [] })
  })

  it('at most moderate against the other foot: it may be the insoles', () => {
    expect(found(rule, summary).findings[0]).toMatchObject({ certainty: 'moderate', doubts: [BIAS] })
  })

  it.each<[name: string, summary: Summary, quality: Quality, doubt: RegExp]>([
    ['few strides', summaryWith('swing_s', { left: 0.38, right: 0.42, n: 40 }), quality(), /n is 40; 60 and more/],
    [
      'an interval that ends close by',
      summaryWith('swing_s', { left: 0.38, right: 0.42, halfIndex: 3 }),
      quality(),
      /close to the threshold/,
    ],
    ['some samples missing', summary, quality({ coverage_percent: 97 }), /samples are missing/],
    ['some drift', summary, quality({ baselineDrift_percent: 7 }), /drifted/],
  ])('moderate with %s', (_, made, poor, doubt) => {
    const [finding] = found(rule, made, { quality: poor }).findings
    expect(finding!.certainty).toBe('moderate')
    expect(finding!.doubts).toEqual([expect.stringMatching(doubt), BIAS])
  })

  it('one step less for what compares sensors, unless the insoles are calibrated', () => {
    const between = 'rmsAp_mm'
    const sway = ruleOf({ metric: between, compare: { with: 'earlier-sessions', source: 'x' }, direction: 'higher', minimumN: 30 })
    const trial = (both: number): Summary => summaryWith(between, { both, half: 0.01 })
    const session = {
      summary: trial(10),
      quality: quality(),
      device,
      earlier: [4.9, 5, 5.1].map((both) => ({ summary: trial(both), device })),
    }
    expect(findingsOf([sway], session).findings[0]).toMatchObject({
      certainty: 'moderate',
      doubts: ['the insoles are not known to be calibrated'],
    })
    expect(findingsOf([sway], { ...session, calibrated: true }).findings[0]).toMatchObject({ certainty: 'high', doubts: [] })
  })

  it('low with two of them', () => {
    const few = summaryWith('swing_s', { left: 0.38, right: 0.42, n: 40, halfIndex: 3 })
    expect(found(rule, few).findings[0]!.certainty).toBe('low')
  })

  it('silences what needs the whole insole when a sensor is dead, and only that', () => {
    const dead = quality({ deadSensors: [3] })
    expect(found(rule, summary, { quality: dead }).findings).toHaveLength(1)
    const pressure = ruleOf({ metric: 'peakPressure_kPa' })
    const { findings, silent } = found(pressure, summaryWith('peakPressure_kPa', { left: 300, right: 400 }), { quality: dead })
    expect(findings).toEqual([])
    expect(silent[pressure.id]).toMatch(/sensors of the left insole gave no signal/)
  })
})

describe('the words of a finding', () => {
  it('are English where the rule has no other language', () => {
    const [finding] = findingsOf(
      [ruleOf({})],
      { summary: summaryWith('swing_s', { left: 0.38, right: 0.42 }), quality: quality() },
      'fi',
    ).findings
    expect(finding!.says).toMatch(/^The left foot/)
  })
})

describe('in German', () => {
  const rule = ruleOf({})
  const of = (summary: Summary, more: Partial<FindingsInput> = {}) =>
    findingsOf([rule], { summary: atSpeed(summary), quality: quality(), device, ...more }, 'de')

  it('says, asks and doubts', () => {
    const [finding] = of(summaryWith('swing_s', { left: 0.36, right: 0.42 })).findings
    expect(finding!.says).toBe('Der linke Fuß schwingt kürzer als der rechte: Die Person steht länger auf dem linken Bein.')
    expect(finding!.ask[0]).toBe('Schmerzt das Stehen auf dem rechten Bein, in Fuß, Sprunggelenk, Knie, Hüfte oder Rücken?')
    expect(finding!.doubts).toContain(
      'eine Abweichung zwischen den beiden Sohlen sähe gleich aus: noch einmal mit vertauschten Sohlen messen',
    )
  })

  it('says why it is silent', () => {
    const few = of(summaryWith('swing_s', { left: 0.36, right: 0.42, n: 12 }))
    expect(few.silent[0]!.because).toBe('n ist 12, nötig sind 30')
    const poor = of(summaryWith('swing_s', { left: 0.36, right: 0.42 }), { quality: quality({ coverage_percent: 94.06 }) })
    expect(poor.silent[0]!.because).toBe('nur 94,1 % der Messwerte sind da')
  })
})
