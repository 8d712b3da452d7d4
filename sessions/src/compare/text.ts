import Table from 'cli-table3'
import { limitOf, rombergRatios, type Change, type ComparedSession, type Comparison } from '@solestream/processing/analysis'
import { BALANCE_METRICS, METRICS, type BalanceMetricName } from '@solestream/processing/model'
import { decimalsOf } from '../analyze/numbers.ts'

/** The readable comparison: what changed, how well it is known, and whether it is more than the usual difference between sessions. */
export function comparisonText(a: ComparedSession, b: ComparedSession, { warnings, changes }: Comparison): string {
  const lines = [`A  ${named(a)}`, `B  ${named(b)}`, ...warnings.map((warning) => `note  ${warning}`)]
  if (changes.length === 0) return [...lines, '', 'The two sessions have no figure in common.'].join('\n')
  const table = new Table({
    head: ['', 'unit', 'foot', 'A', 'B', 'B - A', '95 % interval', 'detectable', 'more than usual?'],
    style: { head: [], border: [] },
  })
  const shown = changes.length > MOST_ROWS ? changes.filter(standsOut) : changes
  for (const change of shown) table.push(rowOf(change))
  const hidden = changes.length - shown.length
  const rest = hidden > 0 ? [`${hidden} more figures differ by less than these strides can tell; --json has them all`] : []
  lines.push('', table.toString(), ...rest, ...footnotes(changes), ...romberg(a, b))
  lines.push('', 'This describes measurements. It is not a diagnosis.')
  return lines.join('\n')
}

/** More rows than a person reads: then only those that differ by more than chance, or of which that is not known. */
const MOST_ROWS = 50
const standsOut = ({ ci95, beyondDetectable }: Change): boolean => ci95 === null || ci95[0] > 0 || ci95[1] < 0 || beyondDetectable === true

const named = ({ label, task, mode, speed_m_s }: ComparedSession): string =>
  `${label}  (${task}, ${mode}${speed_m_s === null ? '' : `, ${speed_m_s} m/s`})`

/** With a true minus, and no zero of either sign. */
function shownWith(decimals: number, value: number): string {
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '\u2212')
}

function rowOf({ metric, of, unit, a, b, difference, ci95, detectable, beyondDetectable }: Change): string[] {
  const decimals = decimalsOf(unit)
  const limit = limitOf(detectable)
  const shown = (value: number): string => shownWith(decimals, value)
  const signed = (value: number): string => (Number(value.toFixed(decimals)) > 0 ? `+${shown(value)}` : shown(value))
  return [
    of === 'asymmetry' ? `${METRICS[metric].label}, asymmetry` : METRICS[metric].label,
    unit,
    of === 'asymmetry' ? 'L/R' : of,
    shown(a.value),
    shown(b.value),
    signed(difference),
    ci95 === null ? '' : `${signed(ci95[0])} to ${signed(ci95[1])}`,
    limit === null ? 'unknown' : limit.toFixed(decimals),
    beyondDetectable === null ? '' : beyondDetectable ? 'yes' : 'no',
  ]
}

function footnotes(changes: readonly Change[]): string[] {
  const lines = [
    'interval: how well these strides fix this difference; two walks of one person always differ',
    'detectable: the smallest change that is more than the usual difference between sessions (1.96 sqrt 2 SEM; of few own sessions Student’s t for 1.96)',
  ]
  const own = changes.flatMap(({ detectable }) => (detectable.how === 'own-sessions' ? detectable.sessions : []))
  if (own.length > 0) lines.push(`  from ${Math.min(...own)} and more of the person's own sessions`)
  for (const how of new Set(changes.flatMap(({ detectable }) => (detectable.how === 'cited' ? detectable.source : []))))
    lines.push(`  ${how}`)
  for (const why of new Set(changes.flatMap(({ detectable }) => (detectable.how === 'unknown' ? detectable.because : []))))
    lines.push(`  unknown: ${why}`)
  const intervals = changes.filter(({ ci95 }) => ci95 !== null)
  if (intervals.length >= 20)
    lines.push(`of ${intervals.length} intervals of two equal walks about ${Math.round(0.05 * intervals.length)} miss zero by chance`)
  return lines
}

/** Of two standing trials: eyes closed over eyes open, if that is what they are. */
function romberg(a: ComparedSession, b: ComparedSession): string[] {
  if (a.task !== 'balance' || b.task !== 'balance') return []
  const ratios = Object.entries(rombergRatios(a.summary, b.summary))
  if (ratios.length === 0) return []
  const table = new Table({ head: ['', 'B / A'], style: { head: [], border: [] } })
  for (const [metric, { ratio }] of ratios) table.push([BALANCE_METRICS[metric as BalanceMetricName].label, ratio.toFixed(2)])
  return ['', table.toString(), 'the Romberg ratio, when A is with eyes open and B with eyes closed; of one trial each it says little']
}
