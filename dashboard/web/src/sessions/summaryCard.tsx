import type { SessionDocument } from '@solestream/dashboard-shared'
import {
  BOTH_FEET_METRICS,
  METRIC_GROUPS,
  METRICS,
  PLANTAR_REGIONS,
  SESSION_METRICS,
  SIDES,
  STRIDE_METRICS,
  type MetricName,
  type SessionMetricName,
  type StrideMetricName,
} from '@solestream/processing/model'
import { decimalsOf, number } from '../words/format.ts'
import { FigureTable } from './figureTable.tsx'
import { MetricTable } from './metricTable.tsx'
import { rejectedOf, type StoredStride } from './sessionFacts.ts'

type Result = NonNullable<SessionDocument['result']>

/** Shown open; the others are a click away. */
const OPEN = new Set(['Times of strides', 'Symmetry', 'Variability', 'Quiet standing'])

/** Parts of the foot have a card of their own. */
const ofPart = (name: string): boolean => PLANTAR_REGIONS.some((part) => name.startsWith(`${part}_`))
const isOfStrides = (name: string): name is StrideMetricName => name in STRIDE_METRICS

/** What the result has of each group of the table of metrics. */
function groupsOf({ summary }: Result) {
  return METRIC_GROUPS.map(({ title, metrics }) => {
    const names = (Object.keys(metrics) as MetricName[]).filter((name) => summary[name] !== undefined && !ofPart(name))
    const strides = names.filter(isOfStrides)
    return {
      title,
      strides: strides.filter((name) => !BOTH_FEET_METRICS.has(name)),
      both: strides.filter((name) => BOTH_FEET_METRICS.has(name)),
      figures: names.filter((name): name is SessionMetricName => !isOfStrides(name) && SESSION_METRICS[name].shown),
    }
  }).filter(({ strides, both, figures }) => strides.length + both.length + figures.length > 0)
}

/** All figures, by the groups of the table of metrics. */
export function SummaryCard({ result, strides }: { result: Result; strides: readonly StoredStride[] }) {
  const { summary, unavailable } = result
  const missing = Object.entries(unavailable)
  return (
    <section class="card" aria-label="Summary">
      <div class="card-head">
        <h2>Summary</h2>
        <span class="note">Asymmetry: + means left is larger. Intervals: 95 %, of the mean; of the asymmetry, of the medians'.</span>
        <span class="note">{rejectedWords(strides)}</span>
      </div>
      {groupsOf(result).map(({ title, strides, both, figures }) => (
        <details key={title} class="group" open={OPEN.has(title)}>
          <summary>
            {title} <span class="note">{strides.length + both.length + figures.length}</span>
          </summary>
          {strides.length > 0 && <MetricTable names={strides} result={result} title={title} />}
          {both.length > 0 && <BothFeet names={both} summary={summary} />}
          {figures.length > 0 && <FigureTable names={figures} summary={summary} title={title} />}
        </details>
      ))}
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

const BothFeet = ({ names, summary }: { names: readonly StrideMetricName[]; summary: Result['summary'] }) => (
  <p class="both">
    <span>Both feet</span>
    {names.map((name) => {
      const { unit, label } = STRIDE_METRICS[name]
      const of = summary[name]!.both!
      return (
        <span key={name}>
          {label} <b>{number(of.median, decimalsOf(unit))}</b> {unit}, n {number(of.n)}
        </span>
      )
    })}
  </p>
)

/** `metric` or `metric.side`. */
function missingLabel(name: string): string {
  const [metric, side] = name.split('.') as [string, string?]
  const row = METRICS[metric as MetricName] as { readonly label: string } | undefined
  return row === undefined ? name : `${row.label}${side === undefined ? '' : `, ${side}`}`
}

function rejectedWords(strides: readonly StoredStride[]): string {
  const parts = SIDES.flatMap((side) => {
    const { total, reasons } = rejectedOf(strides, side)
    const words = reasons.map(([reason, n]) => `${reason.replaceAll('-', ' ')} ${n}`).join(', ')
    return total === 0 ? [] : [`${side === 'left' ? 'L' : 'R'} ${total} (${words})`]
  })
  return parts.length === 0 ? 'All strides used' : `Not used: ${parts.join(', ')}`
}
