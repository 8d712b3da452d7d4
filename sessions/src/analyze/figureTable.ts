import Table from 'cli-table3'
import { SESSION_METRIC_NAMES, SESSION_METRICS, type Figure, type Summary } from '@solestream/processing/model'
import { decimalsOf } from './numbers.ts'

/** The figures of the whole recording, one line each; no lines when there are none. */
export function figureTable(summary: Summary): string[] {
  const table = new Table({
    head: ['of the whole recording', 'unit', 'foot', 'value', '95 % interval', 'n'],
    style: { head: [], border: [] },
  })
  for (const name of SESSION_METRIC_NAMES) {
    const { label, unit, counts } = SESSION_METRICS[name]
    const decimals = decimalsOf(unit)
    for (const foot of ['left', 'right', 'both'] as const) {
      const figure: Figure | undefined = summary[name]?.[foot]
      if (figure === undefined) continue
      const interval = figure.ci95 ? figure.ci95.map((v) => v.toFixed(decimals)).join(' to ') : ''
      table.push([
        label,
        unit,
        foot,
        figure.value.toFixed(decimals),
        interval,
        `${figure.n} ${counts === 'pairs of strides' ? 'pairs' : counts}`,
      ])
    }
  }
  return table.length > 0 ? ['', table.toString()] : []
}
