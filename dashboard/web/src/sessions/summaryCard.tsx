import type { ComponentChildren } from 'preact'
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
import { groupTitle, letter, reasonKey } from '@solestream/dashboard-shared/report'
import { decimalsOf, number } from '../words/format.ts'
import { FigureTable } from './figureTable.tsx'
import { MetricTable } from './metricTable.tsx'
import { rejectedOf, type StoredStride } from './sessionFacts.ts'
import { rich, t } from '../words/say.ts'

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
      name: title,
      title: groupTitle(title, t),
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
    <section class="card" aria-label={t('sessions.summary')}>
      <div class="card-head">
        <h2>{t('sessions.summary')}</h2>
        <span class="note">{t('sessions.summaryKey')}</span>
        <span class="note">{rejectedWords(strides)}</span>
      </div>
      {groupsOf(result).map(({ name, title, strides, both, figures }) => (
        <details key={name} class="group" open={OPEN.has(name)}>
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
          <summary>{t('sessions.unavailable', { n: missing.length })}</summary>
          <dl class="facts">
            {missing.map(([name, reason]) => (
              <div key={name}>
                <dt>{missingLabel(name)}</dt>
                <dd lang="en">{reason}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}

const BOLD = { b: (words: ComponentChildren) => <b>{words}</b> }

const BothFeet = ({ names, summary }: { names: readonly StrideMetricName[]; summary: Result['summary'] }) => (
  <p class="both">
    <span>{t('sessions.bothFeet')}</span>
    {names.map((name) => {
      const { unit } = STRIDE_METRICS[name]
      const of = summary[name]!.both!
      return (
        <span key={name}>
          {rich('sessions.withN', BOLD, {
            name: t(`figureNames.${name}`),
            value: number(of.median, decimalsOf(unit)),
            unit,
            n: number(of.n),
          })}
        </span>
      )
    })}
  </p>
)

/** `metric` or `metric.side`. */
function missingLabel(name: string): string {
  const [metric, side] = name.split('.') as [string, string?]
  if (!(metric in METRICS)) return name
  return `${t(`figureNames.${metric as MetricName}`)}${side === 'left' || side === 'right' ? `, ${t(`common.${side}`)}` : ''}`
}

function rejectedWords(strides: readonly StoredStride[]): string {
  const parts = SIDES.flatMap((side) => {
    const { total, reasons } = rejectedOf(strides, side)
    const words = reasons.map(([reason, n]) => `${reasonWords(reason)} ${n}`).join(', ')
    return total === 0 ? [] : [t('sessions.notUsedOf', { side: letter(side), n: number(total), reasons: words })]
  })
  return parts.length === 0 ? t('sessions.allUsed') : t('sessions.notUsed', { parts: parts.join(', ') })
}

const reasonWords = (reason: string): string => (reasonKey(reason) === null ? reason.replaceAll('-', ' ') : t(reasonKey(reason)!))
