import Table from 'cli-table3'
import { STRIDE_METRIC_NAMES, STRIDE_METRICS, type Statistic } from '@solestream/processing/model'
import type { Analysis } from './analysis.ts'

const digits = (unit: string): number => (unit === 's' ? 3 : unit === 'ratio' ? 3 : 1)
const signed = (value: number): string => `${value < 0 ? '\u2212' : '+'}${Math.abs(value).toFixed(1)}`

/** The readable summary of `analyze`: what was measured, with n, spread and interval, and what could not be had and why. */
export function analysisText(analysis: Analysis, file: string): string {
  const { insoles, quality, strides, warnings } = analysis
  const lines: string[] = [`${file}  (${analysis.format}, ${analysis.task}, ${analysis.mode})`]
  for (const insole of insoles) {
    const q = quality.sides[insole.side]
    const own = strides.filter((s) => s.side === insole.side)
    const valid = own.filter((s) => s.valid).length
    lines.push(
      `${insole.side.padEnd(5)}  ${insole.sensors} sensors, ${q?.samples ?? 0} samples at ${(q?.rate_Hz ?? insole.rate_Hz).toFixed(2)} Hz, ` +
        `${q?.lostSamples ?? 0} lost in ${q?.gaps.length ?? 0} gaps; ${own.length} strides, ${valid} used${reasons(own)}`,
    )
    if (q && q.deadSensors.length > 0) lines.push(`       sensors without signal: ${q.deadSensors.map((s) => s + 1).join(', ')}`)
  }
  for (const warning of warnings) lines.push(`note   ${warning}`)

  const table = new Table({
    head: ['', 'unit', 'L median', 'SD', 'n', 'R median', 'SD', 'n', 'asymmetry %', '95 % interval'],
    style: { head: [], border: [] },
  })
  for (const name of STRIDE_METRIC_NAMES) {
    const metric = analysis.summary[name]
    if (!metric) continue
    const { label, unit } = STRIDE_METRICS[name]
    const cells = (s: Statistic | undefined): string[] =>
      s ? [s.median.toFixed(digits(unit)), s.sd.toFixed(digits(unit)), String(s.n)] : ['', '', '']
    const a = metric.asymmetry_percent
    table.push([
      metric.both ? `${label} (both feet)` : label,
      unit,
      ...cells(metric.both ?? metric.left),
      ...cells(metric.right),
      a ? signed(a.value) : '',
      a?.ci95 ? `${signed(a.ci95[0])} to ${signed(a.ci95[1])}` : '',
    ])
  }
  if (table.length > 0) lines.push('', table.toString(), 'asymmetry: + means left is larger; n: strides used')
  else lines.push('', 'No strides were found, so there are no figures.')

  const missing = Object.entries(analysis.unavailable)
  if (missing.length > 0) lines.push('', 'Not available:', ...missing.map(([name, why]) => `  ${name}: ${why}`))
  lines.push('', 'This describes measurements. It is not a diagnosis.')
  return lines.join('\n')
}

function reasons(strides: Analysis['strides']): string {
  const counts = new Map<string, number>()
  for (const { excludedBecause } of strides) if (excludedBecause) counts.set(excludedBecause, (counts.get(excludedBecause) ?? 0) + 1)
  return counts.size === 0 ? '' : ` (left out: ${[...counts].map(([why, n]) => `${why} ${n}`).join(', ')})`
}
