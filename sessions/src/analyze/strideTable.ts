import Table from 'cli-table3'
import { STRIDE_METRIC_NAMES, STRIDE_METRICS, type Statistic, type Summary } from '@solestream/processing/model'
import { decimalsOf, signed } from './numbers.ts'

const PLAIN = { head: [], border: [] }

/** The figures of strides: both feet in a line with their asymmetry, then what both feet have as one; no lines when there are none. */
export function strideTable(summary: Summary): string[] {
  const each = new Table({ head: ['', 'unit', 'L median', 'SD', 'n', 'R median', 'SD', 'n', 'asymmetry %', '95 % interval'], style: PLAIN })
  const together = new Table({ head: ['of both feet together', 'unit', 'median', 'SD', 'n'], style: PLAIN })
  for (const name of STRIDE_METRIC_NAMES) {
    const metric = summary[name]
    if (!metric) continue
    const { label, unit } = STRIDE_METRICS[name]
    const cells = (s: Statistic | undefined): string[] =>
      s ? [s.median.toFixed(decimalsOf(unit)), s.sd.toFixed(decimalsOf(unit)), String(s.n)] : ['', '', '']
    if (metric.both) together.push([label, unit, ...cells(metric.both)])
    if (!metric.left && !metric.right) continue
    const a = metric.asymmetry_percent
    each.push([
      label,
      unit,
      ...cells(metric.left),
      ...cells(metric.right),
      a ? signed(a.value) : '',
      a?.ci95 ? `${signed(a.ci95[0])} to ${signed(a.ci95[1])}` : '',
    ])
  }
  return [
    ...(each.length > 0 ? ['', each.toString(), 'asymmetry: of the medians, + means left is larger; n: strides used'] : []),
    ...(together.length > 0 ? ['', together.toString()] : []),
  ]
}
