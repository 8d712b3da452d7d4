import { summaryWarnings, type Findings } from '@solestream/processing/analysis'
import { calibrationUse, sensorName, type InsoleDescription, type Quality, type Unavailable } from '@solestream/processing/model'
import type { Analysis } from './analysis.ts'
import { analysisFindings, findingsText } from './findings.ts'
import { figureTable } from './figureTable.ts'
import { regionTable } from './regionTable.ts'
import { strideTable } from './strideTable.ts'

/** The readable summary of `analyze`: what was measured, with n, spread and interval, and what could not be had and why. */
export function analysisText(analysis: Analysis, file: string, findings: Findings = analysisFindings(analysis)): string {
  const { insoles, quality, strides, warnings, balance } = analysis
  const lines: string[] = [`${file}  (${analysis.format}, ${analysis.task}, ${analysis.mode})`]
  for (const insole of insoles) {
    const q = quality.sides[insole.side]
    const own = strides.filter((s) => s.side === insole.side)
    const valid = own.filter((s) => s.valid).length
    lines.push(
      `${insole.side.padEnd(5)}  ${insole.sensors} sensors, ${q?.samples ?? 0} samples at ${(q?.rate_Hz ?? insole.rate_Hz).toFixed(2)} Hz, ` +
        `${recovered(q?.recoveredSamples ?? 0)}${q?.lostSamples ?? 0} lost in ${q?.gaps.length ?? 0} gaps` +
        (balance === null ? `; ${own.length} strides, ${valid} used${reasons(own)}` : ''),
    )
    const names = (sensors: readonly number[] = []) => sensors.map((k) => sensorName(k, insole.layout.sensors[k]?.region)).join(', ')
    if (q && q.deadSensors.length > 0) lines.push(`       without signal: ${names(q.deadSensors)}`)
    if (q && q.stuckSensors.length > 0) lines.push(`       stuck at one value: ${names(q.stuckSensors)}`)
    lines.push(`       ${calibrationText(insole)}`)
  }
  if (balance !== null) lines.push(`stood  ${balance.duration_s.toFixed(1)} s used`)
  const clock = clockText(quality)
  if (clock !== '') lines.push(clock)
  for (const warning of [...warnings, ...summaryWarnings(analysis.summary)]) lines.push(`note   ${warning}`)

  const table = strideTable(analysis.summary)
  if (table.length > 0) lines.push(...table)
  else if (balance === null)
    lines.push(
      '',
      strides.length === 0
        ? 'No strides were found, so there are no figures.'
        : 'Every stride was left out, so there are no figures of strides.',
    )

  lines.push(
    ...figureTable(analysis.summary),
    ...regionTable(analysis.summary),
    ...findingsText(findings),
    ...missing(analysis.unavailable),
  )
  lines.push('', 'This describes measurements. It is not a diagnosis.')
  return lines.join('\n')
}

function calibrationText(insole: InsoleDescription): string {
  const use = calibrationUse(insole)
  const tared = use?.tared_utc ? `, tared ${use.tared_utc}` : ''
  if (use === null || use.method === 'none') return `not calibrated${tared}`
  const fit =
    use.fit === null ? '' : `, residual ${use.fit.residual_percent.toFixed(1)} %, condition number ${use.fit.conditionNumber.toFixed(1)}`
  return `calibration ${use.id} (${use.method}) of ${use.calibrated_utc}${tared}${fit}`
}

function clockText({ clockError_ms: error_ms }: Quality): string {
  if (error_ms === null) return ''
  const of = (value: number | null): string => (value === null ? 'not known' : `\u00b1${value.toFixed(1)} ms`)
  return `clock  left ${of(error_ms.left)}, right ${of(error_ms.right)}, left against right ${of(error_ms.leftRight)} (95 %)`
}

/** What has the same reason stands together. */
function missing(unavailable: Unavailable): string[] {
  const names = new Map<string, string[]>()
  for (const [name, why] of Object.entries(unavailable)) names.set(why, [...(names.get(why) ?? []), name])
  if (names.size === 0) return []
  return ['', 'Not available:', ...[...names].map(([why, of]) => `  ${of.join(', ')}: ${why}`)]
}

const recovered = (samples: number): string => (samples > 0 ? `${samples} recovered, ` : '')

function reasons(strides: Analysis['strides']): string {
  const counts = new Map<string, number>()
  for (const { excludedBecause } of strides) if (excludedBecause) counts.set(excludedBecause, (counts.get(excludedBecause) ?? 0) + 1)
  return counts.size === 0 ? '' : ` (left out: ${[...counts].map(([why, n]) => `${why} ${n}`).join(', ')})`
}
