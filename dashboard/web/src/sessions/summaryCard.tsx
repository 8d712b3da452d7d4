import type { SessionDocument } from '@solestream/dashboard-shared'
import {
  BOTH_FEET_METRICS,
  METRICS,
  SIDES,
  STRIDE_METRICS,
  STRIDE_METRIC_NAMES,
  type MetricName,
  type Quality,
  type Side,
  type StrideMetricName,
} from '@solestream/processing/model'
import { QualityMark } from '../shell/marks.tsx'
import { decimalsOf, intervalWords, number, signed } from '../words/format.ts'
import { gradeOf } from '../words/quality.ts'
import { FigureTable } from './figureTable.tsx'
import { rejectedOf, type StoredStride } from './sessionFacts.ts'

type Result = NonNullable<SessionDocument['result']>
type MetricOf = NonNullable<Result['summary'][StrideMetricName]>

/** The two clocks matter to what is timed from one foot to the other. */
const fromFootToFoot = (name: StrideMetricName): boolean => (STRIDE_METRICS[name].needs as readonly string[]).includes('both-feet')

export function SummaryCard({ result, strides }: { result: Result; strides: readonly StoredStride[] }) {
  const { summary, unavailable, quality } = result
  const names = STRIDE_METRIC_NAMES.filter((name) => summary[name] !== undefined && !BOTH_FEET_METRICS.has(name))
  const shared = STRIDE_METRIC_NAMES.filter((name) => summary[name]?.both !== undefined)
  const missing = Object.entries(unavailable)
  return (
    <section class="card" aria-label="Summary">
      <div class="card-head">
        <h2>Summary</h2>
        <span class="note">Asymmetry: + means left is larger. Intervals: 95 %, of the mean.</span>
        <span class="note">{rejectedWords(strides)}</span>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label="Summary table">
        <table class="summary">
          <thead>
            <tr>
              <th scope="col">
                <span class="hidden">Metric</span>
              </th>
              <th scope="col">unit</th>
              {SIDES.map((side) => (
                <SideHead key={side} side={side} />
              ))}
              <th scope="col">
                <b>asymmetry, %</b>
              </th>
              <th scope="col">interval</th>
              <th scope="col">quality</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <Row key={name} name={name} of={summary[name]!} quality={quality as Quality} />
            ))}
          </tbody>
        </table>
      </div>
      {shared.length > 0 && (
        <p class="both">
          <span>Both feet</span>
          {shared.map((name) => {
            const { unit, label } = STRIDE_METRICS[name]
            const of = summary[name]!.both!
            return (
              <span key={name}>
                {label} <b>{number(of.median, decimalsOf(unit))}</b> {unit}, n {number(of.n)}
              </span>
            )
          })}
        </p>
      )}
      <FigureTable summary={summary} />
      {missing.length > 0 && (
        <details>
          <summary>Not available here: {missing.length}</summary>
          <dl class="facts">
            {missing.map(([name, reason]) => (
              <div key={name}>
                <dt>{missingLabel(name)}</dt>
                <dd>{reason}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

/** `metric` or `metric.side`. */
function missingLabel(name: string): string {
  const [metric, side] = name.split('.') as [string, string?]
  const row = METRICS[metric as MetricName] as { readonly label: string } | undefined
  return row === undefined ? name : `${row.label}${side === undefined ? '' : `, ${side}`}`
}

const SideHead = ({ side }: { side: Side }) => (
  <>
    <th scope="col" class={`side ${side}`}>
      {side === 'left' ? 'L' : 'R'} median
    </th>
    <th scope="col">SD</th>
    <th scope="col">interval</th>
    <th scope="col">n</th>
  </>
)

function Row({ name, of, quality }: { name: StrideMetricName; of: MetricOf; quality: Quality }) {
  const { unit, label, definition } = STRIDE_METRICS[name]
  const decimals = decimalsOf(unit)
  const { asymmetry_percent: asymmetry } = of
  const sides = SIDES.filter((side) => of[side] !== undefined)
  return (
    <tr>
      <th scope="row" title={definition}>
        {label}
      </th>
      <td class="unit">{unit}</td>
      {SIDES.map((side) => {
        const s = of[side]
        if (s === undefined) return <td key={side} colSpan={4} />
        return (
          <>
            <td>
              <b>{number(s.median, decimals)}</b>
            </td>
            <td>{number(s.sd, decimals)}</td>
            <td class="interval">{intervalWords(s.ci95, decimals)}</td>
            <td>{number(s.n)}</td>
          </>
        )
      })}
      <td>
        <b>{asymmetry === undefined ? '\u2013' : signed(asymmetry.value)}</b>
      </td>
      <td class="interval">{intervalWords(asymmetry?.ci95 ?? null, 1)}</td>
      <td>
        <QualityMark graded={gradeOf(quality, sides, fromFootToFoot(name))} short />
      </td>
    </tr>
  )
}

function rejectedWords(strides: readonly StoredStride[]): string {
  const parts = SIDES.flatMap((side) => {
    const { total, reasons } = rejectedOf(strides, side)
    const words = reasons.map(([reason, n]) => `${reason.replaceAll('-', ' ')} ${n}`).join(', ')
    return total === 0 ? [] : [`${side === 'left' ? 'L' : 'R'} ${total} (${words})`]
  })
  return parts.length === 0 ? 'All strides used' : `Not used: ${parts.join(', ')}`
}
