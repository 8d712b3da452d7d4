import { METRIC_GROUPS, METRICS, SIDES, STRIDE_METRICS, type MetricName } from '@solestream/processing/model'
import { decimalsOf, type MessageKey } from '../language/index.ts'
import type { Appendix, Cell, ReportInput, Table } from './report.ts'
import { labelled, letter, type Words } from './words.ts'

type Summary = NonNullable<ReportInput['document']['result']>['summary']

/** What each figure has of a foot: a median with its spread, or one figure of the recording. */
interface Of {
  readonly value: number
  readonly sd: number | null
  readonly ci95: readonly number[] | null
  readonly n: number
}

const TITLES: Readonly<Record<string, MessageKey>> = {
  'Times of strides': 'report.groupTimes',
  Load: 'report.groupLoad',
  'Speed and length': 'report.groupSpeed',
  'Force curve': 'report.groupForce',
  'Centre of pressure': 'report.groupCop',
  'Both feet as one figure': 'report.groupBoth',
  'Parts of the foot': 'report.groupParts',
  'Type of foot': 'report.groupType',
  'Feet at risk': 'report.groupRisk',
  Running: 'report.groupRunning',
  Symmetry: 'report.groupSymmetry',
  Variability: 'report.groupVariability',
  Coordination: 'report.groupCoordination',
  'Quiet standing': 'report.groupStanding',
}

/** A group of the table of metrics, as a language calls it. */
export const groupTitle = (title: string, say: Words['say']): string => (TITLES[title] === undefined ? title : say(TITLES[title]))

/** Everything that people are shown, by the groups of the table of metrics. */
export function allFigures(summary: Summary, words: Words): Appendix['figures']['groups'] {
  return METRIC_GROUPS.flatMap(({ title, metrics }) => {
    const names = (Object.keys(metrics) as MetricName[]).filter((name) => METRICS[name].shown && summary[name] !== undefined)
    const each = names.filter((name) => SIDES.some((side) => summary[name]![side] !== undefined))
    const both = names.filter((name) => summary[name]!.both !== undefined)
    const group = groupTitle(title, words.say)
    const tables = [
      ...(each.length > 0 ? [eachFoot(each, summary, group, words)] : []),
      ...(both.length > 0 ? [bothFeet(both, summary, group, words)] : []),
    ]
    return tables.length === 0 ? [] : [{ title: group, tables }]
  })
}

function ofFoot(summary: Summary, name: MetricName, foot: 'left' | 'right' | 'both'): Of | null {
  const of = summary[name]?.[foot]
  if (of === undefined) return null
  return 'median' in of ? { value: of.median, sd: of.sd, ci95: of.ci95, n: of.n } : { ...of, sd: null }
}

/** Value, SD, interval, n. */
function cells(of: Of | null, decimals: number, { numbers }: Words): readonly Cell[] {
  if (of === null) return [{ words: '\u2013' }, { words: '' }, { words: '' }, { words: '' }]
  return [
    { words: numbers.number(of.value, decimals), bold: true },
    { words: of.sd === null ? '' : numbers.number(of.sd, decimals) },
    { words: numbers.interval(of.ci95, decimals) },
    { words: numbers.number(of.n) },
  ]
}

const spread = ({ say }: Words): readonly Cell[] => [
  { words: say('report.sd') },
  { words: say('report.interval') },
  { words: say('report.n') },
]

function eachFoot(names: readonly MetricName[], summary: Summary, caption: string, words: Words): Table {
  const { say, numbers } = words
  const asymmetries = names.some((name) => name in STRIDE_METRICS && METRICS[name].asymmetry)
  return {
    caption,
    head: [
      { words: say('report.figure') },
      ...SIDES.flatMap((side): Cell[] => [{ words: letter(side), side, bold: true }, ...spread(words)]),
      ...(asymmetries ? [{ words: `${say('report.asymmetry')}, %` }, { words: say('report.interval') }] : []),
    ],
    rows: names.map((name) => {
      const { unit } = METRICS[name]
      const of = summary[name]!
      const asymmetry = 'asymmetry_percent' in of ? of.asymmetry_percent : undefined
      return [
        { words: labelled(words, words.label(name), unit) },
        ...SIDES.flatMap((side) => cells(ofFoot(summary, name, side), decimalsOf(unit), words)),
        ...(asymmetries
          ? [
              { words: asymmetry === undefined ? '' : numbers.signed(asymmetry.value), bold: true },
              { words: asymmetry === undefined ? '' : numbers.signedInterval(asymmetry.ci95, 1) },
            ]
          : []),
      ]
    }),
  }
}

const bothFeet = (names: readonly MetricName[], summary: Summary, group: string, words: Words): Table => ({
  caption: `${group}, ${words.side('both')}`,
  head: [{ words: words.side('both') }, { words: words.say('report.value'), bold: true }, ...spread(words)],
  rows: names.map((name) => {
    const { unit } = METRICS[name]
    return [{ words: labelled(words, words.label(name), unit) }, ...cells(ofFoot(summary, name, 'both'), decimalsOf(unit), words)]
  }),
})
