import Table from 'cli-table3'
import {
  PLANTAR_REGIONS,
  SESSION_METRIC_NAMES,
  SESSION_METRICS,
  type Figure,
  type SessionMetricName,
  type Summary,
} from '@solestream/processing/model'
import { decimalsOf, number } from './numbers.ts'

/** Figures of parts of the foot have a table of their own. */
const ofPart = (name: SessionMetricName): boolean => PLANTAR_REGIONS.some((region) => name.startsWith(`${region}_`))

/** The figures of the whole recording: both feet in a line, then what both feet have as one; no lines when there are none. */
export function figureTable(summary: Summary): string[] {
  const head = ['of the whole recording', 'unit', 'L', '95 % interval', 'n', 'R', '95 % interval', 'n']
  const each = new Table({ head, style: PLAIN })
  const together = new Table({ head: ['of both feet together', 'unit', 'value', '95 % interval', 'n'], style: PLAIN })
  for (const name of SESSION_METRIC_NAMES) {
    const found = summary[name]
    if (found === undefined || ofPart(name)) continue
    const { label, unit, shown } = SESSION_METRICS[name]
    if (!shown) continue
    const decimals = decimalsOf(unit)
    const cells = (figure: Figure | undefined): string[] =>
      figure === undefined ? ['', '', ''] : [number(figure.value, decimals), interval(figure, decimals), String(figure.n)]
    const { left, right, both } = found
    if (left || right) each.push([label, unit, ...cells(left), ...cells(right)])
    if (both) together.push([label, unit, ...cells(both)])
  }
  return [each, together].flatMap((table) => (table.length > 0 ? ['', table.toString()] : []))
}

const PLAIN = { head: [], border: [] }
const interval = ({ ci95 }: Figure, decimals: number): string => (ci95 ? ci95.map((v) => number(v, decimals)).join(' to ') : '')
