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

/** The figures of the whole recording, both feet in a line; no lines when there are none. */
export function figureTable(summary: Summary): string[] {
  const table = new Table({
    head: ['of the whole recording', 'unit', 'L', '95 % interval', 'n', 'R', '95 % interval', 'n'],
    style: { head: [], border: [] },
  })
  for (const name of SESSION_METRIC_NAMES) {
    const found = summary[name]
    if (found === undefined || ofPart(name)) continue
    const { label, unit, shown } = SESSION_METRICS[name]
    if (!shown) continue
    const decimals = decimalsOf(unit)
    const cells = (figure: Figure | undefined): string[] =>
      figure === undefined ? ['', '', ''] : [number(figure.value, decimals), interval(figure, decimals), String(figure.n)]
    const { left, right, both } = found
    table.push([both ? `${label} (both feet)` : label, unit, ...cells(both ?? left), ...cells(right)])
  }
  return table.length > 0 ? ['', table.toString()] : []
}

const interval = ({ ci95 }: Figure, decimals: number): string => (ci95 ? ci95.map((v) => number(v, decimals)).join(' to ') : '')
