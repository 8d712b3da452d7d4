import { SIDES, STRIDE_METRICS, type PressureMap, type StrideMetricName } from '@solestream/processing/model'
import { feetPictures, forcePictures, pressureLegend } from '../picture/index.ts'
import { decimalsOf } from '../language/index.ts'
import { rejectedOf } from './rejected.ts'
import type { Cell, FirstPage, ReportInput, Table } from './report.ts'
import { labelled, letter, type Words } from './words.ts'

type Result = NonNullable<ReportInput['document']['result']>
type Curves = NonNullable<Result['curves']>

const FORCE = { width: 258, height: 98 }
const FOOT_HEIGHT = 170
/** Colours end here, whoever walked: the same pressure has the same colour in every report. */
const FULL_SCALE_kPa = 300
const LEGEND_WIDTH = 170

export function forceOf(curves: Curves | undefined, words: Words): FirstPage['force'] {
  const { say, numbers } = words
  const sides = SIDES.filter((side) => curves?.force[side] !== undefined)
  const first = sides[0] && curves!.force[sides[0]]!
  if (first === undefined) return { title: say('report.force'), note: say('report.noForce'), pictures: [] }
  const unit = first.unit === 'raw' ? say('report.notCalibrated') : first.unit
  const traces = sides.map((side) => {
    const { mean } = curves!.force[side]!
    const peak = Math.max(...mean.map((v) => v ?? -Infinity))
    return {
      side,
      words: say('report.forceSpoken', {
        side: words.side(side),
        peak: numbers.number(peak),
        unit,
        percent: mean.indexOf(peak),
      }),
      curves: [curves!.force[side]!],
    }
  })
  const n = sides.map((side) => `${letter(side)} ${numbers.number(curves!.force[side]!.n)}`).join(', ')
  const pictures = forcePictures(traces, FORCE, numbers.number)
  return {
    title: say('report.force'),
    note: say('report.forceUnit', { unit, n }),
    pictures: sides.map((side, k) => [side, pictures[k]!] as const),
  }
}

export function feetOf(input: ReportInput, words: Words): FirstPage['feet'] {
  const { say } = words
  const curves = input.document.result?.curves
  const sides = SIDES.filter((side) => curves?.gaitLine[side] !== undefined || curves?.pressure?.[side] !== undefined)
  const maps = sides.flatMap((side) => curves?.pressure?.[side] ?? [])
  const kPa = maps.length > 0 && maps.every(({ unit }) => unit === 'kPa')
  const fullScale = kPa ? FULL_SCALE_kPa : Math.max(1e-9, ...maps.flatMap(({ peak }) => peak.map((value) => value ?? 0)))
  const { feet, toScale } = feetPictures(
    sides.map((side) => {
      // Pairs are pairs in the schema too; its type has lost them.
      const pressure = (curves?.pressure?.[side] as PressureMap | undefined) ?? null
      const line = curves?.gaitLine[side]
      return {
        side,
        words: say('report.footSpoken', { side: words.side(side), pressure: pressure === null ? 'no' : 'yes' }),
        pressure,
        lines: line === undefined ? [] : [line],
      }
    }),
    FOOT_HEIGHT,
    fullScale,
  )
  const ends = kPa
    ? (['0', say('report.andMore', { value: FULL_SCALE_kPa, unit: 'kPa' })] as const)
    : ([say('report.least'), say('report.most')] as const)
  const legend = maps.length === 0 ? null : pressureLegend(LEGEND_WIDTH, ends, say('report.legendSpoken', { low: ends[0], high: ends[1] }))
  return {
    title: say('report.feet'),
    pictures: sides.map((side, k) => [side, feet[k]!] as const),
    legend,
    notes: [
      ...(sides.length === 0
        ? []
        : [say(maps.length === 0 ? 'report.noPressure' : kPa ? 'report.peakPressure' : 'report.relativePressure')]),
      ...(sides.length === 0 ? [] : [say('report.gaitLine')]),
      ...(toScale ? [] : [say('report.neutralFoot')]),
    ],
    table: footTable(input, words),
  }
}

/** In mm where the insole's geometry is known, else in shares of it. */
const PATHS = [
  ['gaitLine_mm', 'gaitLine_ratio'],
  ['copRangeMl_mm', 'copRangeMl_ratio'],
] as const

/** Length and sideways range of the gait lines, and how many strides are used. */
function footTable({ document, strides }: ReportInput, words: Words): Table | null {
  const { say, numbers, label } = words
  const { result } = document
  if (result === null || strides.length === 0) return null
  const there = (name: StrideMetricName): boolean => SIDES.some((side) => result.summary[name]?.[side] !== undefined)
  const rows = PATHS.flatMap((names) => names.find(there) ?? []).map((name) => {
    const { unit } = STRIDE_METRICS[name]
    const cells = SIDES.map((side): Cell => {
      const of = result.summary[name]![side]
      return { words: of === undefined ? '\u2013' : numbers.number(of.median, decimalsOf(unit)), bold: true }
    })
    return [{ words: labelled(words, label(name), unit) }, ...cells]
  })
  const used = SIDES.map((side): Cell => {
    const all = strides.filter((s) => s.side === side).length
    return { words: say('report.ofStrides', { used: numbers.number(all - rejectedOf(strides, side).total), all: numbers.number(all) }) }
  })
  return {
    caption: say('report.tableOf', { title: say('report.feet') }),
    head: [{ words: '' }, ...SIDES.map((side): Cell => ({ words: letter(side), side, bold: true }))],
    rows: [...rows, [{ words: say('report.strides') }, ...used]],
  }
}
