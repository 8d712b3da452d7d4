import {
  METRICS,
  SIDES,
  STRIDE_METRICS,
  type MetricName,
  type SessionMetricName,
  type StrideMetricName,
} from '@solestream/processing/model'
import { decimalsOf } from '../language/index.ts'
import type { Cell, ReportInput, Table } from './report.ts'
import { labelled, letter, withUnit, type Words } from './words.ts'

type Summary = NonNullable<ReportInput['document']['result']>['summary']
type Strides = ReportInput['strides']

/** What has room on the page: the first of these that the result has. */
const EACH_FOOT: readonly StrideMetricName[] = [
  'stance_s',
  'swing_s',
  'doubleSupport_percent',
  'firstPeak_N',
  'secondPeak_N',
  'pushOff_ratio',
  'peakForce_N',
  'peakPressure_kPa',
  'step_s',
]
const MOST_EACH = 6
const BOTH_FEET: readonly StrideMetricName[] = ['cadence_per_min', 'stepLength_m']
const FIGURES: readonly SessionMetricName[] = [
  'strideCombinedSd_s',
  'phaseCoordinationIndex_percent',
  'ellipseArea_mm2',
  'meanVelocity_mm_s',
  'rmsAp_mm',
  'rmsMl_mm',
]
const MOST_BOTH = 4

/** What a clinician looks at first, in this order. */
export const KEY_METRICS: readonly MetricName[] = [...EACH_FOOT, ...BOTH_FEET, ...FIGURES]

export function keyTables(summary: Summary, strides: Strides, words: Words): readonly Table[] {
  const each = EACH_FOOT.filter((name) => SIDES.some((side) => summary[name]?.[side] !== undefined)).slice(0, MOST_EACH)
  const both = [
    ...BOTH_FEET.filter((name) => summary[name]?.both !== undefined).map((name) => ofStrides(name, summary, strides, words)),
    ...FIGURES.filter((name) => summary[name]?.both !== undefined).map((name) => ofRecording(name, summary, words)),
  ].slice(0, MOST_BOTH)
  return [...(each.length > 0 ? [eachFoot(each, summary, strides, words)] : []), ...(both.length > 0 ? [bothFeet(both, words)] : [])]
}

function eachFoot(names: readonly StrideMetricName[], summary: Summary, strides: Strides, words: Words): Table {
  const { say, numbers } = words
  return {
    caption: say('report.eachFoot'),
    head: [
      { words: say('report.eachFoot') },
      ...SIDES.flatMap((side): Cell[] => [{ words: letter(side), side, bold: true }, { words: say('report.middle') }]),
      { words: say('report.asymmetry'), bold: true },
      { words: say('report.interval') },
      { words: say('report.n') },
    ],
    rows: names.map((name) => {
      const of = summary[name]!
      const { unit } = STRIDE_METRICS[name]
      const decimals = decimalsOf(unit)
      const { asymmetry_percent: asymmetry } = of
      return [
        { words: labelled(words, words.label(name), unit) },
        ...SIDES.flatMap((side): Cell[] => [
          { words: of[side] === undefined ? '\u2013' : numbers.number(of[side].median, decimals), bold: true },
          {
            words: numbers.interval(
              middleOf(
                strides.filter((s) => s.side === side),
                name,
              ),
              decimals,
            ),
          },
        ]),
        { words: asymmetry === undefined ? '\u2013' : withUnit(numbers.signed(asymmetry.value), '%'), bold: true },
        { words: numbers.signedInterval(asymmetry?.ci95 ?? null, 1) },
        { words: SIDES.map((side) => (of[side] === undefined ? '\u2013' : numbers.number(of[side].n))).join(' / ') },
      ]
    }),
  }
}

const bothFeet = (rows: Table['rows'], { say }: Words): Table => ({
  caption: say('report.bothFeet'),
  head: [
    { words: say('report.bothFeet') },
    { words: say('report.value'), bold: true },
    { words: say('report.middle') },
    { words: say('report.interval') },
    { words: say('report.n') },
  ],
  rows,
})

function ofStrides(name: StrideMetricName, summary: Summary, strides: Strides, words: Words): readonly Cell[] {
  const of = summary[name]!.both!
  const { unit } = STRIDE_METRICS[name]
  const decimals = decimalsOf(unit)
  return [
    { words: labelled(words, words.label(name), unit) },
    { words: words.numbers.number(of.median, decimals), bold: true },
    { words: words.numbers.interval(middleOf(strides, name), decimals) },
    { words: words.numbers.interval(of.ci95, decimals) },
    { words: words.numbers.number(of.n) },
  ]
}

function ofRecording(name: SessionMetricName, summary: Summary, words: Words): readonly Cell[] {
  const of = summary[name]!.both!
  const { unit } = METRICS[name]
  const decimals = decimalsOf(unit)
  return [
    { words: labelled(words, words.label(name), unit) },
    { words: words.numbers.number(of.value, decimals), bold: true },
    { words: '\u2013' },
    { words: words.numbers.interval(of.ci95, decimals) },
    { words: words.numbers.number(of.n) },
  ]
}

/** 5th and 95th percentile of the strides that are used, linear between two; null below 20. */
function middleOf(strides: Strides, name: StrideMetricName): readonly [number, number] | null {
  const values = strides.flatMap((s) => (s.valid && s[name] !== undefined ? [s[name]] : [])).sort((a, b) => a - b)
  if (values.length < 20) return null
  const at = (share: number): number => {
    const place = share * (values.length - 1)
    const low = Math.floor(place)
    const high = Math.min(values.length - 1, low + 1)
    return values[low]! + (place - low) * (values[high]! - values[low]!)
  }
  return [at(0.05), at(0.95)]
}
